import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

/**
 * Compiles the engine and the simulator from `root` to `out`: each file on its own, without a check
 * of types, which is `npm run check`.
 */
export function compile(root, out) {
  const files = ['src', 'test/simulation'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => name.endsWith('.ts') && !/\.(d|test)\.ts$/.test(name))
      .map((name) => join(folder, name)),
  )
  for (const file of files) {
    const { outputText } = ts.transpileModule(readFileSync(join(root, file), 'utf8'), {
      compilerOptions: { module: 'commonjs', target: 'ES2022', esModuleInterop: true },
    })
    const place = join(out, file.replace(/\.ts$/, '.js'))
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, outputText)
  }
  for (const name of ['schemas', 'spec.json', 'package.json', 'dist/scanner.wasm']) {
    cpSync(join(root, name), join(out, name), { recursive: true })
  }
}
