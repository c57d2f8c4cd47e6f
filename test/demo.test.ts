import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { pathOf } from './support/repository'

const DEMO = pathOf('demo/demo.mjs')

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'source-cleargrid-demo-test-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

test('what it shows fits 80 columns, and its figures are those of its tables', async () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [DEMO, '2026-06-01'], {
    cwd: folder,
    encoding: 'utf8',
  })
  const lines = stdout.split('\n')
  const database = await open(join(folder, 'cleargrid-demo.duckdb'))

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).not.toContain('\x1b')
  expect(lines.filter((line) => line.length > 80)).toEqual([])
  const shown = funnelIn(lines)
  // The demo asks after its first sync, and syncs once more: so its own question is asked again.
  const asked = await database.numbers(`SELECT attempts FROM (${questionSql(0)}) AS funnel`)
  const counted = await database.numbers(`
    SELECT count(*), count(*) FILTER (outcome_option NOT IN ('NO_ANSWER', 'BUSY')),
           count(*) FILTER (outcome_option NOT IN ('NO_ANSWER', 'BUSY', 'WRONG_NUMBER')),
           count(*) FILTER (outcome_option = 'PTP'),
           count(*) FILTER (outcome_option = 'PTP' AND NOT is_active AND NOT is_ptp_broken)
    FROM manual_communication_logs`)
  database.close()
  expect(asked).toEqual(counted)
  expect(shown.stages).toEqual([
    'attempts',
    'reached',
    'right party',
    'promise to pay',
    'kept so far',
  ])
  expect(shown.attempts).toEqual([...shown.attempts].sort((a, b) => b - a))
  expect(shown.attempts[0]).toBe(recordsOf('manual_communication_logs', lines))
  const page = readFileSync(join(folder, 'cleargrid-demo.html'), 'utf8')
  expect(page).toMatch(/Nothing is missing: [\d,]+ rows of 28 days in 19 streams/)
  // Whatever it shows is in it: it names no other file, and no place on a network.
  expect(page.match(/\b(?:src|href|url)\b ?[=(] ?"?(?!["(#]|data:)[^ ]{0,40}/g)).toBeNull()
})

test('Ctrl-C ends it with 130, and nothing of it is left but the database', async () => {
  const temporary = join(folder, 'tmp')
  spawnSync('mkdir', [temporary])
  const demo = spawn(process.execPath, [DEMO], {
    cwd: folder,
    env: { ...process.env, TMPDIR: temporary },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  demo.stdout.setEncoding('utf8').on('data', (text: string) => {
    const wasReading = said.includes('First sync')
    said += text
    if (!wasReading && said.includes('First sync')) process.kill(-(demo.pid ?? 0), 'SIGINT')
  })

  const [code] = (await once(demo, 'close')) as [number]

  expect(code).toBe(130)
  expect(said.trimEnd().split('\n').at(-1)).toBe('Stopped.')
  expect(said).not.toContain('The connector failed')
  expect(existsSync(temporary)).toBe(true)
  expect(spawnSync('ls', [temporary], { encoding: 'utf8' }).stdout).toBe('')
})

test.each([
  [true, {}, { redraws: true, colours: true }],
  [true, { TERM: 'xterm', NO_COLOR: '' }, { redraws: true, colours: true }],
  [true, { TERM: 'xterm', NO_COLOR: '0' }, { redraws: true, colours: false }],
  [true, { TERM: 'dumb' }, { redraws: false, colours: false }],
  [false, { TERM: 'xterm' }, { redraws: false, colours: false }],
])('on a terminal: %p, in the environment %p: %p', (isTerminal, env, expected) => {
  const script = `
    import { abilitiesOf } from '${pathOf('demo/terminal.mjs')}'
    console.log(JSON.stringify(abilitiesOf(${isTerminal}, ${JSON.stringify(env)})))`

  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  })

  expect(JSON.parse(stdout)).toEqual(expected)
})

/** One of the demo's questions, as SQL. */
function questionSql(place: number): string {
  const script = `
    import { questions } from '${pathOf('demo/questions.mjs')}'
    console.log(questions[${place}].sql)`
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    .stdout
}

interface Funnel {
  readonly stages: readonly string[]
  readonly attempts: readonly number[]
}

/** The table below the funnel's title: stage, attempts, shares. */
function funnelIn(lines: readonly string[]): Funnel {
  const start = lines.findIndex((line) => line.startsWith('  Funnel:')) + 2
  const rows = lines.slice(start, lines.indexOf('', start))
  const cells = rows.map((line) => /^ {2}(\S.*?) {2,}([\d,]+)\b/.exec(line) ?? [])
  return {
    stages: cells.map(([, stage = '']) => stage),
    attempts: cells.map(([, , count = '']) => numberOf(count)),
  }
}

/** The records of a stream in the first sync's table. */
function recordsOf(stream: string, lines: readonly string[]): number {
  const row = lines.find((line) => new RegExp(`^ {2}${stream} +[\\d,]+ +[\\d,]+`).test(line))
  return numberOf(row?.trim().split(/ +/)[1] ?? '')
}

function numberOf(text: string): number {
  return Number(text.replaceAll(',', ''))
}

async function open(path: string): Promise<{
  numbers(sql: string): Promise<number[]>
  close(): void
}> {
  const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY' })
  const connection = await instance.connect()
  return {
    numbers: async (sql) =>
      (await connection.runAndReadAll(sql))
        .getRowsJson()
        .flat()
        .map((value) => Number(value)),
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}
