import type { SyncMode } from '../../src/protocol/messages'
import { DAY_MS, MINUTE_MS } from '../../src/instant'
import { isBeyond, plan, type Plan, type PlanSettings } from '../../src/sync/plan'
import { finished, fold, watermarkOf, type StreamState } from '../../src/sync/state'
import { stateWith } from '../support/states'

const SETTINGS: PlanSettings = { startDate: day(1), lookbackMs: 2 * DAY_MS, recheckMs: 0 }
const LOGS = { changesInPlace: true }
const CONVERSATIONS = { changesInPlace: false }

/** Read up to day 20, the last row on day 18. */
const READ: StreamState = finished(
  stateWith({ since: day(1), read: [{ since: day(1), until: day(20) }], newest: day(18) }),
)

/** A sync that began just now, and was cut short. */
const CUT_SHORT = { mode: 'incremental', began: day(30) } as const

/** What it left, where a window was never answered. */
const HOLED = { since: day(1), read: [days(1, 5), days(9, 20)], newest: day(20) }
const STUCK = stateWith({ ...HOLED, unfinished: CUT_SHORT })

interface Case {
  readonly before?: StreamState
  readonly mode?: SyncMode
  readonly settings?: Partial<PlanSettings>
  readonly stream?: { readonly changesInPlace: boolean }
  readonly horizon?: number
}

function planned({ before, mode, settings, stream, horizon }: Case): Plan {
  const all = { ...SETTINGS, ...settings }
  return plan(stream ?? LOGS, before, mode ?? 'incremental', all, horizon ?? day(30))
}

function day(count: number): number {
  return Date.UTC(2024, 0, count)
}

function days(since: number, until: number): { since: number; until: number } {
  return { since: day(since), until: day(until) }
}

test('the first sync reads everything from the start date to the horizon', () => {
  const { state, unread, recheck } = planned({})

  expect(unread).toEqual([days(1, 30)])
  expect(recheck).toEqual([])
  expect(state.unfinished).toEqual({ mode: 'incremental', began: day(30) })
})

test('the next one begins the lookback before the last row: silence is asked again', () => {
  expect(planned({ before: READ }).unread).toEqual([days(16, 30)])
})

test('where the order says when a row changed, ten minutes are enough', () => {
  const { unread } = planned({ before: READ, stream: CONVERSATIONS })

  expect(unread).toEqual([{ since: day(18) - 10 * MINUTE_MS, until: day(30) }])
})

test('a lookback of nothing begins at the last row itself', () => {
  expect(planned({ before: READ, settings: { lookbackMs: 0 } }).unread).toEqual([days(18, 30)])
})

test('a lookback that reaches before the start date ends there', () => {
  const settings = { lookbackMs: 100 * DAY_MS }

  expect(planned({ before: READ, settings }).unread).toEqual([days(1, 30)])
})

test('a hole is read, and what lies behind it is not read again', () => {
  expect(planned({ before: STUCK }).unread).toEqual([days(5, 9), days(20, 30)])
})

test('a sync that was cut short goes on with what it still had to repeat', () => {
  const before = stateWith({
    since: day(1),
    read: [days(1, 20)],
    newest: day(20),
    again: [days(19, 20)],
    unfinished: CUT_SHORT,
  })

  const { unread, state } = planned({ before })

  expect(unread).toEqual([days(19, 30)])
  expect(watermarkOf(state)).toBe(day(20))
})

test('a sync that was cut short asks again what was silent beyond the newest row', () => {
  const read = [days(1, 5), days(6, 20)]
  const before = stateWith({ since: day(1), read, newest: day(11), unfinished: CUT_SHORT })

  expect(planned({ before }).unread).toEqual([days(5, 6), days(11, 30)])
})

describe('a stream whose window fails again and again', () => {
  test('plans no second overlap within a day', () => {
    const { state, unread } = planned({ before: STUCK, horizon: day(31) - 1 })

    expect(unread).toEqual([days(5, 9), { since: day(20), until: day(31) - 1 }])
    expect(state.unfinished?.began).toBe(day(30))
  })

  test('meets once a day the rows that arrived late before its newest', () => {
    const before = { ...STUCK, again: [days(2, 3)] }

    const { state, unread } = planned({ before, horizon: day(31) })

    expect(unread).toEqual([days(2, 3), days(5, 9), days(18, 31)])
    expect(state.unfinished?.began).toBe(day(31))
    expect(watermarkOf(state)).toBe(day(5))
  })
})

test('an end date before what was repeated keeps it for later', () => {
  const before = stateWith({
    since: day(1),
    read: [days(1, 9)],
    newest: day(9),
    again: [days(7, 9)],
    unfinished: CUT_SHORT,
  })

  const { unread, state } = planned({ before, horizon: day(8) })

  expect(unread).toEqual([days(7, 8)])
  expect(state.again).toEqual([days(7, 9)])
})

describe('the start date may be moved', () => {
  test('earlier: the stretch before is read as well', () => {
    const { state, unread } = planned({ before: READ, settings: { startDate: day(-9) } })

    expect(unread).toEqual([days(-9, 1), days(16, 30)])
    expect(watermarkOf(state)).toBe(day(-9))
  })

  test('later: nothing before it is read', () => {
    const { state, unread } = planned({ before: READ, settings: { startDate: day(17) } })

    expect(unread).toEqual([days(17, 30)])
    expect(state.since).toBe(day(17))
  })

  test('beyond all that was read: a new beginning', () => {
    expect(planned({ before: READ, settings: { startDate: day(25) } }).unread).toEqual([
      days(25, 30),
    ])
  })

  test('beyond the horizon: there is nothing to read', () => {
    expect(planned({ settings: { startDate: day(31) } }).unread).toEqual([])
  })
})

describe('a full refresh', () => {
  test('begins anew, whatever a finished sync has left', () => {
    const { state, unread } = planned({ before: READ, mode: 'full_refresh' })

    expect(unread).toEqual([days(1, 30)])
    expect(state).toMatchObject({
      read: [],
      newest: undefined,
      unfinished: { mode: 'full_refresh' },
    })
  })

  test('begins anew after an incremental sync that was cut short', () => {
    const before: StreamState = { ...READ, unfinished: CUT_SHORT }

    expect(planned({ before, mode: 'full_refresh' }).unread).toEqual([days(1, 30)])
  })

  test('goes on where it was cut short itself', () => {
    const first = planned({ mode: 'full_refresh' }).state
    const before = fold(first, { pass: 'read', window: days(1, 12), newest: day(12) })

    expect(planned({ before, mode: 'full_refresh' }).unread).toEqual([days(12, 30)])
  })

  test('leaves behind what an incremental sync can go on from', () => {
    const first = planned({ mode: 'full_refresh' }).state
    const done = finished(fold(first, { pass: 'read', window: days(1, 30), newest: day(29) }))

    expect(planned({ before: done, horizon: day(40) }).unread).toEqual([days(27, 40)])
  })
})

describe('a state lies beyond the end of the sync', () => {
  test.each([
    ['its last row is before the horizon', READ, day(30), false],
    ['its last row is at the horizon', READ, day(18), true],
    ['its last row is in the future', READ, day(2), true],
    ['it was cut short: there may be holes', { ...READ, unfinished: CUT_SHORT }, day(2), false],
  ] as const)('%s', (_, before, horizon, expected) => {
    expect(isBeyond(before, horizon)).toBe(expected)
  })
})
