// The table of src/streams.ts with the schemas, for scripts that run before anything is built.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** @returns the rows of the table, each with its `schema`. */
export async function streamsOf(root) {
  const source = readFileSync(join(root, 'src', 'streams.ts'), 'utf8')
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  })
  const { STREAMS } = await import(`data:text/javascript,${encodeURIComponent(outputText)}`)
  return STREAMS.map((stream) => ({ ...stream, schema: schemaOf(root, stream.name) }))
}

function schemaOf(root, name) {
  return JSON.parse(readFileSync(join(root, 'schemas', `${name}.json`), 'utf8'))
}
