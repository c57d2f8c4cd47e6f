import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, readdirSync } from 'node:fs'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { loadSchema } from '../src/schemas'
import { STREAMS } from '../src/streams'
import { MAIN } from './support/connector'
import { pathOf, textOf } from './support/repository'

/**
 * `docker run` without Docker: the options are dropped, /data is the folder that is mounted there,
 * and the image's entry point is the built program. TORN: the container is killed in mid-line.
 */
const DOCKER = `#!/bin/sh
main=${MAIN}
shift
while [ "\${1#source-cleargrid}" = "$1" ]; do
  case $1 in
    -v) folder=\${2%:/data:ro}; shift ;;
    --entrypoint) main=; shift ;;
    --user) shift ;;
  esac
  shift
done
shift
[ "$1$TORN" != readyes ] || torn=yes
for word; do
  shift
  case $word in /data/*) word=$folder\${word#/data} ;; esac
  set -- "$@" "$word"
done
[ -n "\${torn-}" ] || exec ${process.execPath} $main "$@"
${process.execPath} $main "$@" | head -c 300007
exit 137
`

const NAMES = STREAMS.map(({ name }) => name)

let folder: string
let example: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'source-cleargrid-docker-'))
  example = join(folder, 'example')
  cpSync(pathOf('examples/docker'), example, { recursive: true })
  writeFileSync(join(folder, 'docker'), DOCKER)
  chmodSync(join(folder, 'docker'), 0o755)
})

afterEach(() => rmSync(folder, { recursive: true }))

interface Outcome {
  readonly status: number | null
  readonly rows: ReadonlyMap<string, number>
  readonly stderr: string
}

function run(now: string, torn = ''): Outcome {
  const path = `${folder}:${process.env['PATH'] ?? ''}`
  const { status, stdout, stderr } = spawnSync(join(example, 'run.sh'), {
    encoding: 'utf8',
    env: { ...process.env, PATH: path, CLEARGRID_SANDBOX_NOW: now, TORN: torn },
  })
  const rows = [...stdout.matchAll(/^(\w+): (\d+) rows$/gm)]
  return {
    status,
    stderr,
    rows: new Map(rows.map(([, name = '', count]) => [name, Number(count)])),
  }
}

function statesKept(): string[] {
  const text = readFileSync(join(example, 'state.json'), 'utf8')
  const states = JSON.parse(text) as { stream: { stream_descriptor: { name: string } } }[]
  return states.map(({ stream }) => stream.stream_descriptor.name).sort()
}

test('the second run goes on where the first one ended, and DuckDB holds each row once', async () => {
  const first = run('2026-10-08T00:00:00Z')
  const second = run('2026-10-09T00:00:00Z')
  const database = await loaded()

  expect([first.status, second.status]).toEqual([0, 0])
  expect(statesKept()).toEqual([...NAMES].sort())
  for (const name of NAMES) {
    expect(first.rows.get(name)).toBeGreaterThan(100)
    expect(second.rows.get(name)).toBeLessThan(first.rows.get(name) ?? 0)
    expect(database.columns(name)).toEqual(Object.keys(loadSchema(name)['properties'] as object))
    expect(database.rows(name)).toBe(keysIn(name).size)
  }
})

test('after a run that was killed in mid-line, the next one reads the rest', async () => {
  const killed = run('2026-10-09T00:00:00Z', 'yes')
  const next = run('2026-10-09T00:00:00Z')
  const database = await loaded()

  expect([killed.status, next.status]).toEqual([137, 0])
  expect(statesKept()).toEqual([...NAMES].sort())
  const found = new Map(NAMES.map((name) => [name, keysIn(name)]))
  startAfresh()
  for (const name of NAMES) {
    expect(found.get(name)).toEqual(keysIn(name))
    expect(database.rows(name)).toBe(keysIn(name).size)
  }
})

test('a password that is refused ends it before anything is read, with the reason', () => {
  const config = join(example, 'config.json')
  writeFileSync(
    config,
    textOf('examples/docker/config.json').replace(/"password": "\w+"/, '"password": "wrong"'),
  )

  const { status, stderr } = run('2026-10-09T00:00:00Z')

  expect(status).toBe(1)
  expect(stderr).toContain('Check lender, email, password and environment.')
  expect(readdirSync(example).filter((name) => name.startsWith('messages-'))).toEqual([])
})

/** The keys of a stream's records in all message files. */
function keysIn(stream: string): Set<string> {
  const lines = readdirSync(example)
    .filter((name) => name.startsWith('messages-'))
    .flatMap((name) => readFileSync(join(example, name), 'utf8').trim().split('\n'))
  const records = lines
    .map((line) => JSON.parse(line) as Line)
    .flatMap(({ record }) => record ?? [])
  return new Set(records.filter((each) => each.stream === stream).map(({ data }) => data.public_id))
}

interface Line {
  readonly record?: { readonly stream: string; readonly data: { readonly public_id: string } }
}

/** One whole sync from the start, to compare with. */
function startAfresh(): void {
  for (const name of readdirSync(example)) {
    if (/^(messages-|state)/.test(name)) rmSync(join(example, name))
  }
  expect(run('2026-10-09T00:00:00Z').status).toBe(0)
}

/** What load.sql makes of the message files. Run twice: the second time must change nothing. */
async function loaded(): Promise<{
  columns(table: string): unknown[]
  rows(table: string): number
}> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`SET file_search_path = '${example}'`)
  for (let time = 0; time < 2; time += 1) await connection.run(textOf('examples/docker/load.sql'))
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
