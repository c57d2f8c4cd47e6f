import type { SyncMode } from '../../src/protocol/messages'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/instant'
import { isBeyond, plan, type Plan, type PlanSettings } from '../../src/sync/plan'
import { finished, fold, watermarkOf, type StreamState } from '../../src/sync/state'
import { stateWith } from '../support/states'

const SETTINGS: PlanSettings = { startDate: day(1), lookbackMs: 2 * DAY_MS, recheckMs: 0 }
const LOGS = { changesInPlace: true }
const CONVERSATIONS = { changesInPlace: false }

/** Read up to day 20, which was then; the last row on day 18. */
const READ: StreamState = finished(
  stateWith({
    since: day(1),
    read: [days(1, 20)],
    newest: day(18),
    settled: day(20),
  }),
)

/** What a sync of day 30 left, where a window was never answered. */
const STUCK = stateWith({
  since: day(1),
  read: [days(1, 5), days(9, 30)],
  newest: day(29),
  settled: day(30),
})

/** When the same sync goes on: a few minutes later, or long after. */
const SOON = day(30) + 9 * MINUTE_MS
const LATER = day(30) + 10 * MINUTE_MS

interface Case {
  readonly before?: StreamState
  readonly mode?: SyncMode
  readonly settings?: Partial<PlanSettings>
  readonly stream?: { readonly changesInPlace: boolean }
  readonly now?: number
  readonly horizon?: number
  readonly latest?: number
}

function planned(given: Case): Plan {
  const { before, mode = 'incremental', stream = LOGS, now = day(30) } = given
  const times = { horizon: given.horizon ?? now, now, latest: given.latest ?? now }
  return plan(stream, before, mode, { ...SETTINGS, ...given.settings }, times)
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
  expect(state).toMatchObject({ settled: day(30), unfinished: 'incremental', of: undefined })
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

test('what is known of the stream is kept: whose it is, what was learned, that it is out of order', () => {
  const known = {
    of: '0123456789ab',
    learned: { windowMs: HOUR_MS, pageSize: 50 },
    isUnordered: true,
  }

  expect(planned({ before: { ...READ, ...known } }).state).toMatchObject(known)
})

describe('a sync that was cut short and goes on within ten minutes', () => {
  test('reads the hole, and what lies behind it not again', () => {
    const { unread, state } = planned({ before: STUCK, now: SOON })

    expect(unread).toEqual([days(5, 9), { since: day(29), until: SOON }])
    expect(state.settled).toBe(day(30))
  })

  test('goes on with what it still had to repeat', () => {
    const before = { ...STUCK, read: [days(1, 30)], again: [days(27, 28)] }

    const { unread, state } = planned({ before, now: SOON })

    expect(unread).toEqual([days(27, 28), { since: day(29), until: SOON }])
    expect(watermarkOf(state)).toBe(day(29))
  })

  test('is the same sync only once: the time is counted from its beginning', () => {
    const { state } = planned({ before: STUCK, now: SOON })

    expect(planned({ before: state, now: LATER }).state.settled).toBe(LATER)
  })
})

describe('a sync that was cut short, or failed, and goes on later', () => {
  test('repeats the lookback before it began, whatever its newest row', () => {
    const { unread, state } = planned({ before: STUCK, now: LATER })

    expect(unread).toEqual([days(5, 9), { since: day(28) - DAY_MS, until: LATER }])
    expect(state.settled).toBe(LATER)
    expect(watermarkOf(state)).toBe(day(5))
  })

  test('repeats what was read since the overlap was settled, however many have failed since', () => {
    const again = [days(10, 12)]

    const { unread, state } = planned({ before: { ...STUCK, again }, now: day(40) })

    expect(unread).toEqual([days(5, 9), days(10, 12), days(27, 40)])
    expect(state.again).toEqual([days(10, 12), days(27, 29)])
  })

  test('repeats ten minutes where the order says when a row changed', () => {
    const before = stateWith({ ...STUCK, newest: day(30) - MINUTE_MS })

    const { unread } = planned({ before, now: LATER, stream: CONVERSATIONS })

    expect(unread).toEqual([days(5, 9), { since: day(30) - 11 * MINUTE_MS, until: LATER }])
  })
})

describe('whose overlap was settled when nobody knows, or in the future', () => {
  test('a finished state of 0.1.0 begins the lookback before its newest row', () => {
    expect(planned({ before: { ...READ, settled: undefined } }).unread).toEqual([days(16, 30)])
  })

  test('an instant from the future is no reason to go on as the same sync', () => {
    const { unread, state } = planned({ before: { ...STUCK, settled: day(90) }, now: LATER })

    expect(unread[1]?.since).toBeLessThan(day(29))
    expect(state.settled).toBe(LATER)
  })

  test('where the time is a range, the earlier end of it is settled', () => {
    const { state } = planned({ before: READ, now: day(29), horizon: day(30), latest: day(31) })

    expect(state.settled).toBe(day(29))
  })
})

describe('an end date', () => {
  test('before what is still to be repeated keeps that for later', () => {
    const before = stateWith({
      since: day(1),
      read: [days(1, 9)],
      newest: day(9),
      settled: day(30),
      again: [days(7, 9)],
    })

    const { unread, state } = planned({ before, horizon: day(8), now: SOON })

    expect(unread).toEqual([days(7, 8)])
    const done = finished(fold(state, { pass: 'read', window: days(7, 8), newest: day(7) }))
    expect(done.again).toEqual([days(8, 9)])
    expect(planned({ before: done, now: SOON }).unread[0]).toEqual({ since: day(7), until: SOON })
  })

  test('in the past leaves the overlap unsettled only where it was not reached', () => {
    const { unread, state } = planned({ before: READ, horizon: day(17) })

    expect(unread).toEqual([days(16, 17)])
    expect(state.again).toEqual([days(16, 18)])
  })

  test('together with an earlier start date reads what is missing before', () => {
    const settings = { startDate: day(-365) }
    const times = { horizon: day(1), now: day(30), latest: day(30) }

    expect(isBeyond(READ, settings, times)).toBe(false)
    expect(planned({ before: READ, settings, horizon: day(1) }).unread).toEqual([days(-365, 1)])
  })
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
      unfinished: 'full_refresh',
    })
  })

  test('begins anew after an incremental sync that was cut short', () => {
    const before: StreamState = { ...READ, unfinished: 'incremental' }

    expect(planned({ before, mode: 'full_refresh' }).unread).toEqual([days(1, 30)])
  })

  test('goes on where it was cut short itself', () => {
    const first = planned({ mode: 'full_refresh' }).state
    const before = fold(first, { pass: 'read', window: days(1, 12), newest: day(12) })

    expect(planned({ before, mode: 'full_refresh', now: SOON }).unread).toEqual([
      { since: day(12), until: SOON },
    ])
  })

  test('leaves behind what an incremental sync can go on from', () => {
    const first = planned({ mode: 'full_refresh' }).state
    const done = finished(fold(first, { pass: 'read', window: days(1, 30), newest: day(29) }))

    expect(planned({ before: done, now: day(40) }).unread).toEqual([days(27, 40)])
  })
})

describe('a state lies beyond the end of the sync, and comes back as it is', () => {
  const cutShort = { ...READ, unfinished: 'incremental' } as const

  test.each<[string, StreamState, number, boolean]>([
    ['its last row is before the horizon', READ, day(30), false],
    ['its last row is at the horizon', READ, day(18), true],
    ['its last row is in the future', READ, day(2), true],
    ['a hole lies before the horizon', { ...READ, read: [days(1, 5), days(6, 18)] }, day(9), false],
    ['it was cut short, and has all been read', cutShort, day(2), true],
    ['it was cut short, and has to repeat', { ...cutShort, again: [days(1, 2)] }, day(2), false],
    ['what it has to repeat lies beyond', { ...cutShort, again: [days(5, 6)] }, day(2), true],
    [
      'a later sync was bounded before what it had to repeat',
      { ...READ, again: [days(10, 18)] },
      day(9),
      true,
    ],
  ])('%s', (_, before, horizon, expected) => {
    expect(isBeyond(before, SETTINGS, { horizon })).toBe(expected)
  })
})
