import { fixedData } from '../../src/sandbox/data'
import type { SandboxExchange } from '../../src/sandbox/server'
import { startClearGrid, TEST_NOW, type ClearGrid } from '../support/clear-grid'
import { CREDENTIALS, makeFolder, run } from '../support/connector'

const folder = makeFolder()
let clearGrid: ClearGrid | undefined
afterEach(async () => await clearGrid?.close())
afterAll(() => folder.remove())

const DAY_MS = 86_400_000

/** The program goes by the clock of this machine, and so must its ClearGrid: see `end_date`. */
const onItsClock: typeof startClearGrid = async (options) =>
  await startClearGrid({ now: Date.now, ...options })

/** What is counted ends here, whatever day it is. */
const END_DATE = new Date(TEST_NOW).toISOString()

/** So many rows, one an hour, up to an hour before that end. */
function rows(count: number): { public_id: string; communicated_at: string; updated_at: string }[] {
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(TEST_NOW - (count - index) * 3_600_000).toISOString()
    return { public_id: `row-${index}`, communicated_at: at, updated_at: at }
  })
}

function settings(url: string, more: object = {}): string {
  const all = {
    ...CREDENTIALS,
    base_url: url,
    start_date: '2025-11-15',
    end_date: END_DATE,
    concurrency: 2,
    ...more,
  }
  return folder.file('config.json', all)
}

interface Told {
  readonly streams: readonly {
    readonly stream: string
    readonly rows: number | null
    readonly exact: boolean
    readonly years: readonly object[]
    readonly requests: number | null
    readonly unknown: readonly { readonly reason: string }[]
  }[]
  readonly requests: number
  readonly exact: boolean
}

/** What is told of one stream. */
function of({ streams }: Told, name: string): Told['streams'][number] | undefined {
  return streams.find(({ stream }) => stream === name)
}

async function told(url: string, more: object = {}): Promise<{ code: number | null; told: Told }> {
  const { code, stdout, stderr } = await run([
    'estimate',
    '--config',
    settings(url, more),
    '--json',
  ])
  expect(stderr).toBe('')
  expect(stdout.trim().split('\n')).toHaveLength(1)
  return { code, told: JSON.parse(stdout) as Told }
}

function counts(exchanges: readonly SandboxExchange[], dataset: string): SandboxExchange[] {
  return exchanges.filter(
    (exchange) => exchange.dataset === dataset && exchange.query['includeTotal'] === 'true',
  )
}

test('a month a request, one row each: rows a year, requests, and nothing guessed', async () => {
  clearGrid = await onItsClock({ data: fixedData({ D21: rows(2_400), D22: rows(10) }) })

  const { code, told: estimate } = await told(clearGrid.url)

  const logs = of(estimate, 'communication_logs')
  const conversations = of(estimate, 'conversations')
  const manual = of(estimate, 'manual_communication_logs')
  const asked = counts(clearGrid.exchanges, 'D21')
  expect(code).toBe(0)
  expect(logs).toMatchObject({ stream: 'communication_logs', rows: 2_400, exact: true })
  expect(logs?.years).toEqual([{ year: 2026, rows: 2_400, exact: true }])
  expect(logs?.requests).toBe(7)
  expect(conversations).toMatchObject({ rows: 10, exact: true })
  expect(manual).toMatchObject({ rows: 0, exact: true, years: [] })
  expect(asked).toHaveLength(7)
  expect(asked.map(({ query }) => query['limit'])).toEqual(asked.map(() => '1'))
  expect(asked.at(-1)?.query['since']).toBe('2025-11-15T00:00:00Z')
})

test('the sum of a year is that of its months, whatever the day of the start', async () => {
  clearGrid = await onItsClock({ data: fixedData({ D21: rows(24 * 190) }) })

  const { told: estimate } = await told(clearGrid.url)

  const inYears = of(estimate, 'communication_logs')?.years as { year: number; rows: number }[]
  expect(inYears.map(({ year }) => year)).toEqual([2025, 2026])
  expect(inYears[1]?.rows).toBe((TEST_NOW - Date.UTC(2026, 0, 1)) / 3_600_000)
})

test('a count that takes too long is asked for in halves, after the other months', async () => {
  clearGrid = await onItsClock({
    data: fixedData({ D21: rows(2_400) }),
    intercept: ({ dataset, query }) =>
      dataset === 'D21' && lengthDays(query) > 10 ? { status: 504, body: '' } : undefined,
  })

  const { told: estimate } = await told(clearGrid.url, { start_date: '2026-03-01' })

  const lengths = counts(clearGrid.exchanges, 'D21').map(({ query }) => lengthDays(query))
  expect(of(estimate, 'communication_logs')).toMatchObject({
    rows: 2_208,
    exact: true,
    unknown: [],
  })
  expect(lengths.slice(0, 3)).toEqual([31, 30, 31])
  expect(Math.min(...lengths)).toBeGreaterThan(7)
})

test('what ClearGrid does not count is named as unknown', async () => {
  const notCounted = { total: null, totalExact: false, totalNote: 'window_required' as const }
  clearGrid = await onItsClock({
    pages: ({ dataset }) =>
      dataset === 'D23'
        ? { rows: [], pagination: { nextCursor: 'more', ...notCounted } }
        : undefined,
  })

  const { told: estimate } = await told(clearGrid.url)

  const manual = of(estimate, 'manual_communication_logs')
  expect(manual).toMatchObject({ rows: null, exact: false, requests: null })
  expect(manual?.unknown.map(({ reason }) => reason)).toEqual(['not counted by ClearGrid'])
  expect(estimate.exact).toBe(false)
})

test('a count that is capped is the least there is, down to a day', async () => {
  const capped = { total: 5_000, totalExact: false, totalNote: 'capped' as const }
  clearGrid = await onItsClock({
    pages: ({ dataset }) =>
      dataset === 'D22' ? { rows: [], pagination: { nextCursor: 'more', ...capped } } : undefined,
  })

  const { told: estimate } = await told(clearGrid.url, { start_date: '2026-05-28' })

  expect(of(estimate, 'conversations')).toMatchObject({ rows: 20_000, exact: false })
  expect(of(estimate, 'conversations')?.unknown).toMatchObject([{ reason: 'capped' }])
})

test('a stream that is refused is named; the others are counted', async () => {
  clearGrid = await onItsClock({
    data: fixedData({ D21: rows(10) }),
    intercept: ({ dataset }) =>
      dataset === 'D22' ? { status: 403, body: '{"message":"Forbidden"}' } : undefined,
  })

  const { code, stdout } = await run(['estimate', '--config', settings(clearGrid.url)])

  expect(code).toBe(0)
  expect(stdout).toContain('communication_logs: 10 rows; ')
  expect(stdout).toContain('conversations: not known how many rows; time not known')
  expect(stdout).toContain('This user may not read this dataset: ask ClearGrid for access.')
  expect(stdout).toMatch(/In all: \d+ requests, and at least \d+ s at the pace seen/)
})

test('a wrong password is a sentence on stderr and exit code 1', async () => {
  clearGrid = await onItsClock({})
  const config = settings(clearGrid.url, { password: 'wrong-password' })

  const { code, stdout, stderr } = await run(['estimate', '--config', config, '--json'])

  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/^error: Logging in to ClearGrid: .*Check lender, email, password/)
  expect(stderr).not.toContain('wrong-password')
})

function lengthDays(query: Readonly<Record<string, string | undefined>>): number {
  return (Date.parse(query['until'] ?? '') - Date.parse(query['since'] ?? '')) / DAY_MS
}
