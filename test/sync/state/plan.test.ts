import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/time/instant'
import { isBeyond } from '../../../src/sync/state/plan'
import { finished, fold, watermarkOf, type StreamState } from '../../../src/sync/state/stream-state'
import {
  CONVERSATIONS,
  EVENTS,
  day,
  days,
  planned,
  READ,
  SETTINGS,
  SOON,
} from '../../support/plans'

test('the first sync reads everything from the start date to the horizon', () => {
  const { state, unread, recheck } = planned({})

  expect(unread).toEqual([days(1, 30)])
  expect(recheck).toEqual([])
  expect(state).toMatchObject({ settled: day(30), unfinished: 'incremental', of: undefined })
})

test('the next one begins the lookback before the last row: silence is asked again', () => {
  expect(planned({ before: READ }).unread).toEqual([days(16, 30)])
})

test.each([
  ['the order says when a row changed', CONVERSATIONS],
  ['rows never change', EVENTS],
])('where %s, ten minutes are enough', (_, stream) => {
  const { unread } = planned({ before: READ, stream })

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

  test('keeps what was learned of request sizes: that is of ClearGrid, not of rows', () => {
    const learned = { windowMs: DAY_MS, pageSize: 50 }

    expect(planned({ before: { ...READ, learned }, mode: 'full_refresh' }).state.learned).toEqual(
      learned,
    )
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
