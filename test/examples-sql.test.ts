import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { spawnSync } from 'node:child_process'
import { STREAMS } from '../src/streams'
import { catalogOf, CREDENTIALS, makeFolder, run } from './support/connector'
import { loadTables, type Database, type SqlRow } from './support/duckdb'
import { pathOf, textOf } from './support/repository'

/** Two months of the sandbox, seen some weeks later, in which nothing ever changes. */
const SETTINGS = {
  ...CREDENTIALS,
  environment: 'sandbox',
  start_date: '2025-03-01',
  end_date: '2025-05-01',
}
const NOW = { CLEARGRID_SANDBOX_NOW: '2025-06-15T00:00:00Z' }

const DIALECTS = ['bigquery', 'duckdb', 'postgres', 'redshift', 'snowflake']
const MARTS = namesIn('dbt/models/marts').map((name) => name.replace('cleargrid__', ''))

const folder = mkdtempSync(join(tmpdir(), 'source-cleargrid-sql-'))
let database: Database

beforeAll(async () => {
  const files = makeFolder()
  const config = files.file('config.json', SETTINGS)
  const catalog = files.file('catalog.json', catalogOf(STREAMS.map(({ name }) => name)))
  const { code, stdout } = await run(['read', '--config', config, '--catalog', catalog], NOW)
  files.remove()
  expect(code).toBe(0)
  database = await loadTables(stdout.split('\n'), folder)
})

afterAll(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

function namesIn(path: string): string[] {
  const files = readdirSync(pathOf(path)).filter((name) => name.endsWith('.sql'))
  return files.map((name) => name.replace('.sql', '')).sort()
}

async function answers(name: string): Promise<SqlRow[]> {
  return await database.query(textOf(`examples/sql/duckdb/${name}.sql`))
}

async function count(table: string, where = 'true'): Promise<number> {
  const [row] = await database.query(`SELECT count(*) AS n FROM ${table} WHERE ${where}`)
  return Number(row?.['n'])
}

function sum(rows: readonly SqlRow[], column: string): number {
  return rows.reduce((total, row) => total + Number(row[column]), 0)
}

test.each(DIALECTS)('in %s there is one file for each mart of the dbt package', (dialect) => {
  expect(namesIn(`examples/sql/${dialect}`)).toEqual(MARTS)
})

test('the files were made from the dbt package as it is now', () => {
  const script = `
    import { DIGEST_FILE, digestOf } from '${pathToFileURL(pathOf('scripts/plain-sql-digest.mjs')).href}'
    console.log(DIGEST_FILE, digestOf('${pathOf('./')}'))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  })

  const [file = '', digest = ''] = stdout.trim().split(' ')

  // Elsewhere: `node scripts/plain-sql.mjs DBT` makes them again.
  expect(textOf(file).trim()).toBe(digest)
})

test.each(MARTS)('%s answers with rows, and a part is never more than its whole', async (name) => {
  const rows = await answers(name)
  const parts = rows.flatMap((row) =>
    Object.entries(row).filter(([column, value]) => isShare(column) && value !== null),
  )

  expect(rows.length).toBeGreaterThan(1)
  expect(parts.filter(([, part]) => Number(part) < 0 || Number(part) > 1)).toEqual([])
})

/** Some rates are not of a part to its whole: there can be more attempts than people. */
function isShare(column: string): boolean {
  return (
    column.includes('_per_') &&
    !/^(attempts_(per|within)|begun_by|outcomes_per|rows_per)/.test(column)
  )
}

test.each([
  ['attempt_funnel', 'attempts', 'communication_logs', 'true'],
  ['channel_mix', 'attempts', 'communication_logs', `direction = 'outbound'`],
  [
    'best_time_to_call',
    'attempts',
    'communication_logs',
    `direction = 'outbound' AND communication_type = 'CALL'`,
  ],
  ['operational_health', 'attempts', 'communication_logs', 'true'],
  ['thread_volume', 'threads', 'conversations', 'true'],
  ['delivery_health', 'threads_sent', 'conversations', `"type" = 'OUTBOUND'`],
  ['engagement', 'threads_begun_by_borrower', 'conversations', `"type" = 'INBOUND'`],
  ['outcomes_by_day', 'outcomes', 'manual_communication_logs', 'true'],
  ['productivity', 'outcomes', 'manual_communication_logs', 'true'],
  ['promises', 'promises', 'manual_communication_logs', `outcome_option = 'PTP'`],
])('%s counts each row once: %s', async (query, column, table, where) => {
  const total = sum(await answers(query), column)

  expect(total).toBeGreaterThan(400)
  expect(total).toBe(await count(table, where))
})

test('contact_frequency counts each attempt once for its channel, and once for all', async () => {
  const rows = await answers('contact_frequency')
  const ofAll = rows.filter(({ scope }) => scope === 'all')

  expect(sum(ofAll, 'attempts')).toBe(await count('communication_logs', `direction = 'outbound'`))
  expect(sum(rows, 'attempts')).toBe(2 * sum(ofAll, 'attempts'))
})

test('the cohorts hold each person once', async () => {
  const people = `SELECT count(DISTINCT "to") AS n FROM communication_logs WHERE direction = 'outbound'`
  const [expected] = await database.query(people)

  expect(sum(await answers('contact_cohorts'), 'people')).toBe(Number(expected?.['n']))
})

test('the completeness query counts the rows of every stream, and finds no key twice', async () => {
  const rows = await answers('completeness')

  for (const { name } of STREAMS) {
    const ofStream = rows.filter(({ stream }) => stream === name)
    expect(sum(ofStream, 'row_count')).toBe(await count(name))
    expect(sum(ofStream, 'repeated_keys')).toBe(0)
  }
})
