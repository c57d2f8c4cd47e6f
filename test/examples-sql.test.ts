import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
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

const QUERIES = readdirSync(pathOf('examples/sql')).filter((name) => name.endsWith('.sql'))

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

async function answers(name: string): Promise<SqlRow[]> {
  return await database.query(textOf(`examples/sql/${name}.sql`))
}

/** What is written of all streams: with a file, also of those that ClearGrid has opened. */
function written(what: 'completeness' | 'sources', ...catalog: string[]): string {
  const script = pathOf('examples/sql/all-streams.mjs')
  return execFileSync(process.execPath, [script, what, ...catalog], { encoding: 'utf8' })
}

async function count(table: string, where = 'true'): Promise<number> {
  const [row] = await database.query(`SELECT count(*) AS n FROM ${table} WHERE ${where}`)
  return Number(row?.['n'])
}

function sum(rows: readonly SqlRow[], column: string): number {
  return rows.reduce((total, row) => total + Number(row[column]), 0)
}

test.each(QUERIES)('%s answers with rows, and every rate is a share', async (file) => {
  const rows = await answers(file.replace('.sql', ''))
  const rates = rows.flatMap((row) =>
    Object.entries(row).filter(([name, value]) => /_rate$|^share/.test(name) && value !== null),
  )

  expect(rows.length).toBeGreaterThan(1)
  expect(rates.filter(([, rate]) => Number(rate) < 0 || Number(rate) > 1)).toEqual([])
})

test.each([
  ['attempt_funnel', 'attempts', 'communication_logs', 'true'],
  ['reach_by_channel', 'attempts', 'communication_logs', `direction = 'outbound'`],
  ['operational_health', 'attempts', 'communication_logs', 'true'],
  ['thread_volume', 'threads', 'conversations', 'true'],
  ['delivery_and_bounce', 'threads', 'conversations', `"type" = 'OUTBOUND'`],
  ['engagement', 'sent', 'conversations', `"type" = 'OUTBOUND'`],
  ['outcome_mix', 'outcomes', 'manual_communication_logs', 'true'],
  ['productivity', 'outcomes', 'manual_communication_logs', 'true'],
  ['outcome_cohorts', 'outcomes', 'manual_communication_logs', 'true'],
])('%s counts each row once in %s', async (query, column, table, where) => {
  const total = sum(await answers(query), column)

  expect(total).toBeGreaterThan(1000)
  expect(total).toBe(await count(table, where))
})

test('the cohorts hold each person once', async () => {
  const people = `SELECT count(DISTINCT "to") AS n FROM communication_logs WHERE direction = 'outbound'`
  const [expected] = await database.query(people)

  expect(sum(await answers('contact_cohorts'), 'people')).toBe(Number(expected?.['n']))
})

test('the completeness query counts the rows, and finds no key twice', async () => {
  const rows = await database.query(written('completeness'))

  expect(rows).toHaveLength(2 * STREAMS.length)
  for (const { name } of STREAMS) {
    const ofStream = rows.filter(({ stream }) => stream === name)
    expect(sum(ofStream, 'row_count')).toBe(await count(name))
    expect(sum(ofStream, 'repeated_keys')).toBe(0)
  }
})

test('the dbt sources are our streams with their keys', () => {
  const { sources } = parse(written('sources')) as {
    readonly sources: readonly { readonly tables: readonly DbtTable[] }[]
  }

  const tables = sources.flatMap((source) => source.tables)

  expect(
    tables.map(({ name, columns }) => [name, ...columns.map((column) => column.name)]).sort(),
  ).toEqual(
    STREAMS.map(({ name, primaryKey, cursorField }) => [name, ...primaryKey, cursorField]).sort(),
  )
})

test('a stream that was discovered is asked for its completeness too', async () => {
  const files = makeFolder()
  const config = files.file('config.json', { ...SETTINGS, lender: 'acme-finance.with-d24' })
  const { stdout } = await run(['discover', '--config', config], NOW)
  const catalog = join(folder, 'catalog.jsonl')
  writeFileSync(catalog, stdout)
  files.remove()

  expect(written('completeness')).not.toContain('manual_communication_outcomes')
  expect(written('completeness', catalog)).toContain(
    `SELECT 'manual_communication_outcomes' AS stream, CAST(public_id AS VARCHAR) AS row_key, updated_at`,
  )
})

interface DbtTable {
  readonly name: string
  readonly columns: readonly { readonly name: string }[]
}
