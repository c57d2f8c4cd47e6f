import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as attempts from './count-attempts'
import { promiseToPayment } from './count-cases'
import * as outcomes from './count-outcomes'
import { contactCohorts, contactFrequency } from './count-people'
import { completeness, freshness } from './count-streams'
import * as threads from './count-threads'
import { clocksOf } from './local-time'
import { streamsIn, type Row, type Stream } from './records'
import type { Figures } from './tallies'

/** As .ci/analytics gives them to dbt. */
const AS_OF = Date.parse('2026-03-15T12:00:00Z')
const LIMIT = 3
const local = clocksOf('Asia/Riyadh')

const WORK = process.env['ANALYTICS'] ?? ''
const DATABASES = [
  { database: 'duckdb', lines: 'lines.jsonl', isAppended: false },
  { database: 'postgres', lines: 'lines-postgres.jsonl', isAppended: true },
]

/** A rate has six digits behind the point. */
const TOLERANCE = 1e-6

function countAll(
  streams: ReadonlyMap<string, Stream>,
  isAppended: boolean,
): Map<string, Figures[]> {
  const rowsOf = (name: string): readonly Row[] => streams.get(name)?.rows ?? []
  const made = rowsOf('communication_logs').map((row) => attempts.attemptOf(row, local))
  const logged = rowsOf('manual_communication_logs').map((row) => outcomes.outcomeOf(row, local))
  const begun = rowsOf('conversations').map((row) => threads.threadOf(row, local))
  return new Map<string, Figures[]>([
    ['attempt_funnel', attempts.attemptFunnel(made)],
    ['channel_mix', attempts.channelMix(made)],
    ['best_time_to_call', attempts.bestTimeToCall(made)],
    ['operational_health', attempts.operationalHealth(made)],
    ['contact_cohorts', contactCohorts(made, AS_OF)],
    ['contact_frequency', contactFrequency(made, LIMIT, 7)],
    ['outcomes_by_day', outcomes.outcomesByDay(logged)],
    ['productivity', outcomes.productivity(logged)],
    ['promises', outcomes.promises(logged, local(AS_OF).day)],
    ['delivery_health', threads.deliveryHealth(begun)],
    ['delivery_failures', threads.deliveryFailures(begun)],
    ['engagement', threads.engagement(begun)],
    ['thread_volume', threads.threadVolume(begun)],
    [
      'promise_to_payment',
      promiseToPayment(
        rowsOf('borrower_deals'),
        rowsOf('user_lender_details'),
        rowsOf('borrower_accounts'),
        AS_OF,
        local,
      ),
    ],
    ['completeness', completeness(streams)],
    ['freshness', freshness(streams, AS_OF, isAppended)],
  ])
}

function martOf(database: string, mart: string, sync = 'second'): Figures[] {
  const lines = readFileSync(join(WORK, sync, database, `${mart}.jsonl`), 'utf8')
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Figures)
}

/** What names a row: all that is text, and the numbers that are no count. */
function nameOf(row: Figures): string {
  const parts = Object.entries(row).filter(
    ([column, value]) =>
      (typeof value === 'string' && column !== 'newest_row_at') || column === 'hour',
  )
  return parts
    .map(([column, value]) => `${column}=${String(value)}`)
    .sort()
    .join(' ')
}

/** Each figure that differs, in words. Of a mart only what we count is compared. */
function differencesOf(counted: readonly Figures[], held: readonly Figures[]): string[] {
  const rows = new Map(held.map((row) => [nameOf(row), row]))
  const missing = counted.map(nameOf).filter((name) => !rows.has(name))
  const names = new Set(counted.map(nameOf))
  const surplus = [...rows.keys()].filter((name) => !names.has(name))
  const wrong = counted.flatMap((row) => {
    const other = rows.get(nameOf(row)) ?? row
    return Object.entries(row)
      .filter(([column, value]) => !isSame(value, other[column]))
      .map(([column, value]) => `${nameOf(row)}: ${column} is ${other[column]}, counted ${value}`)
  })
  return [
    ...missing.map((name) => `missing: ${name}`),
    ...surplus.map((name) => `surplus: ${name}`),
    ...wrong,
  ]
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return one === other
  return Math.abs(one - other) <= TOLERANCE
}

describe.each(DATABASES)('in $database', ({ database, lines, isAppended }) => {
  const counted = existsSync(join(WORK, lines))
    ? countAll(streamsIn(join(WORK, lines)), isAppended)
    : new Map<string, Figures[]>()

  test('every mart is counted', () => {
    const held = readdirSync(join(WORK, 'second', database)).map((name) =>
      name.replace('.jsonl', ''),
    )

    expect([...counted.keys()].sort()).toEqual(held.sort())
  })

  test.each([...counted.keys()])('each figure of %s is the one that the records give', (mart) => {
    const figures = counted.get(mart) ?? []

    expect(figures.length).toBeGreaterThan(1)
    expect(differencesOf(figures, martOf(database, mart)).slice(0, 10)).toEqual([])
  })

  test('promises of the first build have been broken or closed since: rows were edited', () => {
    const february = (sync: string): Figures[] =>
      martOf(database, 'promises', sync).filter(({ made_month }) => made_month === '2026-02-01')
    const openOf = (rows: readonly Figures[]): number =>
      rows.reduce((sum, { still_open }) => sum + Number(still_open), 0)

    expect(openOf(february('second'))).toBeLessThan(openOf(february('first')))
  })
})
