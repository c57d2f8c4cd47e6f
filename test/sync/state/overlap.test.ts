import { DAY_MS, MINUTE_MS } from '../../../src/time/instant'
import { isBeyond } from '../../../src/sync/state/plan'
import { finished, fold, watermarkOf } from '../../../src/sync/state/stream-state'
import { CONVERSATIONS, day, days, LATER, planned, READ, SOON, STUCK } from '../../support/plans'
import { stateWith } from '../../support/states'

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
    const times = { horizon: day(1), now: day(30), latest: day(30), earliest: day(30) }

    expect(isBeyond(READ, settings, times)).toBe(false)
    expect(planned({ before: READ, settings, horizon: day(1) }).unread).toEqual([days(-365, 1)])
  })
})

test('a first sync that was cut short early repeats nothing when it goes on later', () => {
  const before = stateWith({ since: day(1), read: [days(1, 5)], newest: day(5), settled: day(20) })

  const { unread } = planned({ before, now: LATER })

  expect(unread[0]?.since).toBe(day(5))
})

test.each([
  [2, day(27)],
  [3, day(30) - 2 * DAY_MS],
])(
  'a first sync that had read to %d minutes before it began: by ClearGrid’s own clock that may be all',
  (minutes, repeatedFrom) => {
    const until = day(30) - minutes * MINUTE_MS
    const read = [days(1, 5), { since: day(6), until }]
    const before = stateWith({ since: day(1), read, newest: day(29), settled: day(30) })

    const { unread } = planned({ before, now: LATER })

    expect(unread.at(-1)?.since).toBe(repeatedFrom)
  },
)

test('of an empty stream whose sync was cut short nothing is trusted: the silence is asked again', () => {
  const before = stateWith({ since: day(1), read: [days(1, 10)], settled: day(10) })

  const { unread } = planned({ before, now: day(30) })

  expect(unread).toEqual([days(1, 30)])
})

test('what the lookback reads whole in any case is not looked through as well', () => {
  const recheck = { began: day(20), changedSince: day(19), left: [days(10, 18)] }
  const settings = { recheckMs: 45 * DAY_MS }

  const { unread, recheck: looked } = planned({
    before: { ...READ, recheck },
    now: day(20) + DAY_MS / 4,
    settings,
  })

  expect(unread[0]?.since).toBe(day(16))
  expect(looked).toEqual([days(10, 16)])
})
