import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DAY_MS } from '../../../src/time/instant'
import { plan } from '../../../src/sync/state/plan'
import { parseState, formatState } from '../../../src/sync/state/codec'
import type { WireState } from '../../../src/sync/state/wire'
import { union } from '../../../src/time/window'

/**
 * `golden/<release>.json` holds states as that release wrote them. They are never edited: a lender
 * may come back with one of them after years.
 */
const FOLDER = join(__dirname, 'golden')

const GOLDEN = readdirSync(FOLDER).flatMap((file) =>
  statesIn(file).map((wire, index) => [`${file}, number ${index + 1}`, wire] as const),
)

function statesIn(file: string): WireState[] {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as WireState[]
}

const LOGS = {
  name: 'communication_logs',
  cursorField: 'communicated_at',
  changes: 'in place',
} as const
const START = Date.UTC(2024, 0, 1)
const SETTINGS = { startDate: START, lookbackMs: 2 * DAY_MS, recheckMs: 45 * DAY_MS }
const HORIZON = Date.UTC(2027, 0, 1)
const TIMES = { horizon: HORIZON, now: HORIZON, latest: HORIZON, earliest: HORIZON }

test.each([
  ['0.1.0', 6],
  ['0.2.0', 9],
])('there are states of release %s', (release, count) => {
  expect(statesIn(`${release}.json`)).toHaveLength(count)
})

describe.each(GOLDEN)('a state of %s', (_, wire) => {
  const before = parseState(wire, LOGS, START)

  test('is read, and written back with all that it said', () => {
    expect(formatState(before)).toMatchObject(wire)
  })

  test.each(['incremental', 'full_refresh'] as const)('is planned from, in %s', (mode) => {
    const { state, unread } = plan(LOGS, before, mode, SETTINGS, TIMES)

    expect(union(unread, state.read)).toEqual([{ since: START, until: HORIZON }])
    expect(parseState(formatState(state), LOGS, START)).toEqual(state)
  })

  test('keeps its watermark when a sync begins with it', () => {
    const { state } = plan(LOGS, before, 'incremental', SETTINGS, TIMES)

    expect(formatState(state)).toMatchObject({ watermark: wire.watermark })
  })
})

test('a low-code state goes on at its watermark, less the lookback', () => {
  const before = parseState({ communicated_at: '2024-01-18T00:00:00Z' }, LOGS, START)

  const { unread } = plan(LOGS, before, 'incremental', SETTINGS, TIMES)

  expect(unread).toEqual([{ since: Date.UTC(2024, 0, 16), until: HORIZON }])
})
