// Makes src/generated from spec.json and schemas/, the README's settings table from spec.json, and
// dbt's staging models from schemas/.
// With --check nothing is written: it fails when what is committed is not what would be made.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile } from 'json-schema-to-typescript'
import { dbtFiles } from './dbt-staging.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const check = process.argv.includes('--check')
const stale = []

const spec = JSON.parse(readFileSync(join(root, 'spec.json'), 'utf8'))
await types('config', { ...spec.connectionSpecification, title: 'RawConfig' })
for (const file of readdirSync(join(root, 'schemas')).sort()) {
  await types(
    basename(file, '.json'),
    JSON.parse(readFileSync(join(root, 'schemas', file), 'utf8')),
  )
}
settingsTable()
for (const [path, text] of await dbtFiles(root)) put(path, text)

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
  const table = ['| setting | type | default | meaning |', '|---|---|---|---|', ...rows].join('\n')
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const markers = /(<!-- settings: made by npm run generate -->\n)[\s\S]*?(\n<!-- \/settings -->)/
  if (!markers.test(readme)) throw new Error('README.md has lost its settings markers')
  put(
    'README.md',
    readme.replace(markers, (_, open, close) => `${open}${table}${close}`),
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
