// Makes src/generated and the README's settings table from spec.json, and the tables of streams in the
// README and docs/cleargrid.md, the exports in docs/openapi.yaml, and the sources and staging models of
// dbt/ from src/streams.ts and schemas/.
// With --check nothing is written: it fails when what is committed is not what would be made.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile } from 'json-schema-to-typescript'
import prettier from 'prettier'
import { dbtFiles } from './dbt-staging.mjs'
import { exportPaths, rowSchemas } from './openapi.mjs'
import { streamsOf } from './streams.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const check = process.argv.includes('--check')
const stale = []

/** What becomes of a row, for people. */
const LATER = {
  'in place': 'it changes in place: a recheck meets it',
  'moves the row': 'a change moves it to the end',
  never: 'it never changes',
}

const spec = JSON.parse(readFileSync(join(root, 'spec.json'), 'utf8'))
await types('raw-config', { ...spec.connectionSpecification, title: 'RawConfig' })
table('README.md', 'settings', settingsTable())
const streams = await streamsOf(root)
for (const page of ['README.md', 'docs/cleargrid.md']) table(page, 'streams', streamsTable(streams))
await openApi()
for (const [path, text] of dbtFiles(streams)) put(path, text)

if (stale.length > 0) {
  console.error(`Stale, run "npm run generate": ${stale.join(', ')}`)
  process.exitCode = 1
}

async function types(name, schema) {
  const bannerComment = '/* Made by "npm run generate" from the JSON Schema. Do not edit. */'
  put(join('src', 'generated', `${name}.d.ts`), await compile(schema, name, { bannerComment }))
}

function settingsTable() {
  const { properties, required } = spec.connectionSpecification
  const rows = Object.entries(properties)
    .sort(([, a], [, b]) => a.order - b.order)
    .map(([key, field]) => {
      const value = required.includes(key)
        ? 'required'
        : field.default === undefined
          ? 'none'
          : `\`${field.default}\``
      return `| \`${key}\` | ${typeOf(field)} | ${value} | ${plain(field.description)} |`
    })
  return ['| setting | type | default | meaning |', '|---|---|---|---|', ...rows].join('\n')
}

function streamsTable(streams) {
  const code = (text) => `\`${text}\``
  const rows = streams.map(({ name, dataset, cursorField, primaryKey, changes, schema }) => {
    const [row] = schema.description.split(/, never changed| \(ClearGrid/)
    const cells = [
      code(name),
      `${dataset.section}/${dataset.code}`,
      code(cursorField),
      primaryKey.map(code).join(', '),
      `${row[0].toLowerCase()}${row.slice(1)}`,
      LATER[changes],
    ]
    return `| ${cells.join(' | ')} |`
  })
  const head =
    '| stream | ClearGrid dataset | cursor field | primary key | what a row is | what becomes of it |'
  return [head, '|---|---|---|---|---|---|', ...rows].join('\n')
}

/** Each part stands between its markers; prettier keeps the whole in its form. */
async function openApi() {
  const path = 'docs/openapi.yaml'
  const part = (text, name, indent, content) => {
    const lines = content.split('\n').map((line) => indent + line)
    const markers = new RegExp(
      `(# ${name}: made by npm run generate\\n)[\\s\\S]*?( *# /${name}\\n)`,
    )
    if (!markers.test(text)) throw new Error(`${path} has lost its ${name} markers`)
    return text.replace(markers, (_, open, close) => `${open}${lines.join('\n')}\n${close}`)
  }
  const before = readFileSync(join(root, path), 'utf8')
  const withPaths = part(before, 'exports', '  ', exportPaths(streams))
  const whole = part(withPaths, 'rows', '    ', rowSchemas(streams))
  const options = await prettier.resolveConfig(join(root, path))
  put(path, await prettier.format(whole, { ...options, parser: 'yaml' }))
}

/** Puts a table between its markers. */
function table(path, name, text) {
  const before = readFileSync(join(root, path), 'utf8')
  const markers = new RegExp(
    `(<!-- ${name}: made by npm run generate -->\\n)[\\s\\S]*?(\\n<!-- /${name} -->)`,
  )
  if (!markers.test(before)) throw new Error(`${path} has lost its ${name} markers`)
  put(
    path,
    before.replace(markers, (_, open, close) => `${open}${text}${close}`),
  )
}

function typeOf(field) {
  if (field.enum !== undefined) return field.enum.map((value) => `\`${value}\``).join(' \\| ')
  const range = field.minimum === undefined ? '' : ` ${field.minimum}-${field.maximum}`
  return `${field.format ?? field.type}${range}${field.airbyte_secret === true ? ', secret' : ''}`
}

function plain(html) {
  return html.replace(/<\/?code>/g, '`').replace(/<\/?b>/g, '**')
}

function put(path, text) {
  let before = ''
  try {
    before = readFileSync(join(root, path), 'utf8')
  } catch {
    // A file that is not there yet is stale.
  }
  if (before === text) return
  if (check) stale.push(path)
  else writeFileSync(join(root, path), text)
}
