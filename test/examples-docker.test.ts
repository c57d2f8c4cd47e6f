import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { loadSchema } from '../src/schemas'
import { STREAMS } from '../src/streams'
import { dockerExample, type Example } from './support/docker-example'

const NAMES = STREAMS.map(({ name }) => name)
const NOW = '2026-10-09T00:00:00Z'

let example: Example

beforeEach(() => {
  example = dockerExample()
})

afterEach(() => example.remove())

test('the second run goes on where the first one ended, and DuckDB holds each row once', async () => {
  const first = example.run('2026-10-08T00:00:00Z')
  const second = example.run(NOW)
  const database = await loaded(example.folder)
  const keys = example.keys()

  expect([first.status, second.status]).toEqual([0, 0])
  expect(example.statesKept()).toEqual([...NAMES].sort())
  for (const name of NAMES) {
    expect(first.rows.get(name)).toBeGreaterThan(5)
    expect(second.rows.get(name)).toBeLessThan(first.rows.get(name) ?? 0)
    expect(database.columns(name)).toEqual(example.columnsOffered(name))
    expect(database.columns(name)).toEqual(
      expect.arrayContaining(Object.keys(loadSchema(name)['properties'] as object)),
    )
    expect(database.rows(name)).toBe(keys.get(name)?.size)
  }
})

test('after a run that was killed in mid-line, the next one reads the rest', async () => {
  const killed = example.run(NOW, { TORN: 'yes' })
  const next = example.run(NOW)
  const database = await loaded(example.folder)
  const keys = example.keys()

  expect([killed.status, next.status]).toEqual([137, 0])
  expect(example.statesKept()).toEqual([...NAMES].sort())
  for (const name of NAMES) expect(database.rows(name)).toBe(keys.get(name)?.size)
  example.startAfresh(NOW)
  expect(keys).toEqual(example.keys())
})

test.each([
  ['Ctrl-C, which every process of the terminal hears', 'SIGINT', 'the group', 130],
  ['a SIGTERM to the script alone', 'SIGTERM', 'the script', 143],
] as const)('after %s, the states are kept and the next run reads the rest', async (...row) => {
  const [, signal, receiver, code] = row
  // Pages of ten rows, so that there is time enough to stop it.
  example.settings({ start_date: '2026-05-01', page_size: 10 })

  const child = example.start(NOW)
  const pid = child.pid ?? 0
  const ended = once(child, 'exit')
  while (!example.hasStates()) await sleep(20)
  process.kill(receiver === 'the group' ? -pid : pid, signal)
  const [exitCode] = (await ended) as [number]
  const kept = example.statesKept()
  const read = sizes(example.keys())
  example.settings({ start_date: '2026-05-01' })
  const next = example.run(NOW)
  const keys = example.keys()

  expect(exitCode).toBe(code)
  expect(kept.length).toBeGreaterThan(0)
  expect(next.status).toBe(0)
  example.startAfresh(NOW)
  expect(keys).toEqual(example.keys())
  // What the first run had read is not read a second time, but for the overlap.
  expect(sum(next.rows)).toBeLessThan(sum(sizes(keys)))
  expect(sum(read)).toBeGreaterThan(0)
})

test('while it reads, it tells how many rows have come', () => {
  const { stderr, rows } = example.run(NOW, { PROGRESS: 'lines' })

  const told = [...stderr.matchAll(/^(\d+) rows, \d+ MB, \d+ s$/gm)].map(([, n]) => Number(n))

  expect(told.at(-1)).toBe(sum(rows))
  expect(told).toEqual([...told].sort((a, b) => a - b))
})

test('a password that is refused ends it before anything is read, with the reason', () => {
  example.settings({ password: 'wrong' })

  const { status, stderr } = example.run(NOW)

  expect(status).toBe(1)
  expect(stderr).toContain('Check lender, email, password and environment.')
  expect(example.messageFiles()).toEqual([])
})

function sizes(keys: ReadonlyMap<string, ReadonlySet<string>>): Map<string, number> {
  return new Map([...keys].map(([name, each]) => [name, each.size]))
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0)
}

/** What the load.sql of the last run makes of the message files. Run twice: the second time must change nothing. */
async function loaded(folder: string): Promise<{
  columns(table: string): unknown[]
  rows(table: string): number
}> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`SET file_search_path = '${folder}'`)
  for (let time = 0; time < 2; time += 1)
    await connection.run(readFileSync(join(folder, 'load.sql'), 'utf8'))
  const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson()
  const columns = await read(
    'SELECT table_name, column_name FROM duckdb_columns() ORDER BY column_index',
  )
  const counts = new Map<string, number>()
  for (const name of NAMES)
    counts.set(name, Number((await read(`SELECT count(*) FROM ${name}`))[0]?.[0]))
  connection.closeSync()
  instance.closeSync()
  return {
    columns: (table) => columns.filter(([of]) => of === table).map(([, column]) => column),
    rows: (table) => counts.get(table) ?? 0,
  }
}
