// Makes examples/sql from dbt/: what `dbt compile` makes of the marts, one file a mart and dialect,
// with everything that they stand on written into them. No warehouse is asked.
//
//   node scripts/plain-sql.mjs DBT [--check]
//
// DBT is the program `dbt`, with the adapters of all DIALECTS. With --check nothing is written: it
// fails when what is committed is not what would be made.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { fileURLToPath } from 'node:url'
import { DIGEST_FILE, digestOf } from './plain-sql-digest.mjs'
import { flattened } from './plain-sql-ctes.mjs'

export const DIALECTS = ['duckdb', 'postgres', 'snowflake', 'bigquery', 'redshift']

const root = fileURLToPath(new URL('..', import.meta.url))
const [dbt, option] = process.argv.slice(2)
const work = mkdtempSync(join(tmpdir(), 'plain-sql-'))
try {
  await main()
} finally {
  rmSync(work, { recursive: true })
}

async function main() {
  const made = new Map()
  // Two at a time: each takes a core.
  for (const pair of [DIALECTS.slice(0, 2), DIALECTS.slice(2, 4), DIALECTS.slice(4)]) {
    const files = await Promise.all(pair.map(filesOf))
    for (const [path, text] of files.flat()) made.set(path, text)
  }
  made.set(DIGEST_FILE, `${digestOf(root)}\n`)
  const held = new Map(heldFiles().map((path) => [path, readFileSync(join(root, path), 'utf8')]))
  const paths = [...new Set([...made.keys(), ...held.keys()])]
  const stale = paths.filter((path) => made.get(path) !== held.get(path))
  if (option === '--check') {
    if (stale.length > 0) throw new Error(`Stale, run scripts/plain-sql.mjs: ${stale.join(', ')}`)
    return
  }
  for (const path of stale) {
    if (!made.has(path)) rmSync(join(root, path))
    else write(path, made.get(path))
  }
}

function write(path, text) {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}

function heldFiles() {
  const files = readdirSync(join(root, 'examples/sql'), { recursive: true, encoding: 'utf8' })
  return files.map((name) => `examples/sql/${name}`).filter((path) => /\.(sql|sha256)$/.test(path))
}

async function filesOf(dialect) {
  await compile(dialect)
  const folder = join(work, dialect, 'compiled/cleargrid/models/marts')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => [
      `examples/sql/${dialect}/${name.replace('cleargrid__', '')}`,
      tidied(readFileSync(join(folder, name), 'utf8'), name),
    ])
}

async function compile(dialect) {
  const options = ['--quiet', '--no-introspect', '--no-populate-cache', '--no-partial-parse']
  const choice = ['--target', dialect, '--select', 'marts', '--vars', variables()]
  const env = {
    ...process.env,
    DBT_PROFILES_DIR: join(root, 'test/analytics'),
    DBT_TARGET_PATH: join(work, dialect),
    DBT_LOG_PATH: join(work, dialect),
    DO_NOT_TRACK: '1',
  }
  try {
    await promisify(execFile)(dbt, ['compile', ...options, ...choice], {
      cwd: join(root, 'dbt'),
      env,
    })
  } catch (error) {
    throw new Error(`dbt compile for ${dialect}: ${error.stdout}${error.stderr}`)
  }
}

/** Seeds have no place in plain SQL: their rows are written out. */
function variables() {
  const seeds = readdirSync(join(root, 'dbt/seeds')).filter((name) => name.endsWith('.csv'))
  const entries = seeds.map((name) => [
    name.replace(/^cleargrid_|\.csv$/g, ''),
    rowsOf(readFileSync(join(root, 'dbt/seeds', name), 'utf8')),
  ])
  return JSON.stringify({ plain_sql: true, plain_seeds: Object.fromEntries(entries) })
}

function rowsOf(csv) {
  const [columns, ...rows] = csv.trim().split('\n').map(cellsOf)
  return { columns, rows }
}

/** The cells of a line. A cell in quotes may hold commas; none holds quotes or line ends. */
function cellsOf(line) {
  return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(
    ([, quoted, bare]) => quoted ?? bare,
  )
}

/** The question on top, dbt's own names out of sight, no line that only templates have left. */
function tidied(sql, name) {
  const source = readFileSync(join(root, 'dbt/models/marts', name), 'utf8')
  const question = source.split('\n').filter((line) => line.startsWith('-- '))
  const body = sql.split('\n').filter((line) => !question.includes(line))
  const lines = flattened(body.join('\n')).split('\n')
  const kept = lines.filter((line) => line.trim() !== '' && !line.startsWith('-- Made by'))
  const text = [...question, ...kept.map((line) => line.trimEnd())].join('\n')
  return `${text.replaceAll('_cleargrid__', '_')}\n`
}
