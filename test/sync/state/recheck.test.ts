import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/time/instant'
import { plan } from '../../../src/sync/state/plan'
import { fold } from '../../../src/sync/state/stream-state'
import {
  day,
  done,
  LOOKBACK_MS,
  planned,
  readUpTo,
  RECHECK_MS,
  stuckAt,
} from '../../support/rechecks'

test('a first sync has nothing to look through again', () => {
  const { recheck, state } = planned(undefined, day(20))

  expect(recheck).toEqual([])
  expect(state.recheck.began).toBe(day(20))
})

test('a day later it looks back from where the lookback begins: each row is read once', () => {
  const { recheck, unread, state } = planned(readUpTo(20), day(21))

  expect(recheck).toEqual([{ since: day(10), until: day(18) }])
  expect(unread).toEqual([{ since: day(18), until: day(21) }])
  expect(state.recheck).toMatchObject({ began: day(21), changedSince: day(20) })
})

test('one that was cut short goes on with the rest, and with what counts as changed', () => {
  const first = planned(readUpTo(20), day(21)).state
  const cut = fold(first, { pass: 'recheck', window: { since: day(10), until: day(13) } })

  const { recheck, state } = planned(cut, day(21) + HOUR_MS)

  expect(recheck).toEqual([{ since: day(13), until: day(18) }])
  expect(state.recheck).toMatchObject({ began: day(21), changedSince: day(20) })
})

test('one that was cut short is done before the next is due, however long ago it began', () => {
  const first = planned(readUpTo(20), day(21)).state

  const { recheck, state } = planned(first, day(25))

  expect(recheck).toEqual([{ since: day(10), until: day(18) }])
  expect(state.recheck).toMatchObject({ began: day(21), changedSince: day(20) })
})

test('what changed while one was under way is met by the next', () => {
  const state = done(planned(readUpTo(20), day(21)), day(20))

  expect(planned(state, day(22)).state.recheck.changedSince).toBe(day(21))
})

test('it never looks before the start date', () => {
  expect(planned(readUpTo(5), day(6)).recheck).toEqual([{ since: day(1), until: day(3) }])
})

test('a recheck that the lookback covers is no work', () => {
  expect(planned(readUpTo(20), day(21), LOOKBACK_MS).recheck).toEqual([])
  expect(planned(readUpTo(20), day(21), DAY_MS).recheck).toEqual([])
})

test('a stream that is stuck looks through what it has read ahead, and not through its holes', () => {
  const before = stuckAt(20, [
    { since: day(3), until: day(5) },
    { since: day(12), until: day(14) },
  ])

  expect(planned(before, day(21)).recheck).toEqual([
    { since: day(10), until: day(12) },
    { since: day(14), until: day(18) },
  ])
})

test('one that finds nothing to look through does not count: the next meets what changed', () => {
  const before = stuckAt(20, [{ since: day(5), until: day(19) }])

  const { recheck, state } = planned(before, day(25))

  expect(recheck).toEqual([])
  expect(state.recheck).toEqual(before.recheck)
})

test('one that was cut short leaves out what now lies before the start date', () => {
  const cut = planned(readUpTo(20), day(21)).state

  const { recheck } = planned(cut, day(21) + HOUR_MS, RECHECK_MS, day(14))

  expect(recheck).toEqual([{ since: day(14), until: day(18) }])
})

test('switched off, it is off, also in mid-way', () => {
  const cut = planned(readUpTo(20), day(21)).state

  expect(planned(readUpTo(20), day(21), 0).recheck).toEqual([])
  expect(planned(cut, day(22), 0).recheck).toEqual([])
})

test.each(['moves the row', 'never'] as const)(
  'a stream whose rows do not change in place (%s) needs none',
  (changes) => {
    const settings = { startDate: day(1), lookbackMs: LOOKBACK_MS, recheckMs: RECHECK_MS }
    const times = { horizon: day(30), now: day(30), latest: day(30), earliest: day(30) }
    const stream = { changes }

    expect(plan(stream, readUpTo(20), 'incremental', settings, times).recheck).toEqual([])
  },
)

test('a sync that goes on at once looks up to the newest row, as it has no overlap of its own', () => {
  const before = { ...readUpTo(20), unfinished: 'incremental' } as const
  const due = { ...before.recheck, began: day(19), changedSince: day(18) }

  const { recheck } = planned({ ...before, recheck: due }, day(20) + MINUTE_MS)

  expect(recheck).toEqual([{ since: day(10), until: day(20) }])
})

test('nothing is looked through at or after the horizon', () => {
  const before = { ...readUpTo(20), unfinished: 'incremental' } as const
  const left = [{ since: day(5), until: day(18) }]
  const pending = { ...before, recheck: { ...before.recheck, left } }

  const { recheck } = planned(pending, day(20) + MINUTE_MS, RECHECK_MS, day(1), day(8))

  expect(recheck).toEqual([{ since: day(5), until: day(8) }])
})
