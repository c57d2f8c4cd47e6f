import fc from 'fast-check'
import type { Window } from '../../src/cleargrid/client'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/instant'
import { plan, type Plan } from '../../src/sync/plan'
import { finished, fold, type StreamState } from '../../src/sync/state'
import { subtract } from '../../src/sync/window'
import { stateWith } from '../support/states'

const LOOKBACK_MS = 2 * DAY_MS
const RECHECK_MS = 10 * DAY_MS
const LOGS = { changesInPlace: true }

/** Everything read up to a day, the last row on that day, the last recheck then. */
function readUpTo(count: number): StreamState {
  const at = day(count)
  const recheck = { began: at, changedSince: at, left: [] }
  const read = [{ since: day(1), until: at }]
  return finished(stateWith({ since: day(1), read, newest: at, settled: at, recheck }))
}

/** The same by a sync that got no further: some windows were never read. */
function stuckAt(count: number, holes: readonly Window[]): StreamState {
  const { read, ...state } = readUpTo(count)
  return { ...state, read: subtract(read, holes), unfinished: 'incremental' }
}

function planned(
  before: StreamState | undefined,
  now: number,
  recheckMs = RECHECK_MS,
  startDate = day(1),
  horizon = now,
): Plan {
  const settings = { startDate, lookbackMs: LOOKBACK_MS, recheckMs }
  return plan(LOGS, before, 'incremental', settings, { horizon, now, latest: now })
}

/** After a sync that read and looked through all it was planned to. */
function done({ state, unread, recheck }: Plan, newest: number): StreamState {
  const read = unread.reduce((s, window) => fold(s, { pass: 'read', window, newest }), state)
  return finished(recheck.reduce((s, window) => fold(s, { pass: 'recheck', window }), read))
}

function day(count: number): number {
  return Date.UTC(2024, 0, count)
}

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

test.each([
  ['an hour later', HOUR_MS, false],
  ['a millisecond before it is due', 20 * HOUR_MS - 1, false],
  ['20 hours later', 20 * HOUR_MS, true],
  ['a day later', DAY_MS, true],
  ['a month later', 30 * DAY_MS, true],
])('it is due after 20 hours, as daily syncs do not begin to the second: %s', (_, laterMs, due) => {
  expect(planned(readUpTo(20), day(20) + laterMs).recheck.length > 0).toBe(due)
})

test('of 300 daily syncs that begin half a minute early or late each looks back', () => {
  const jitter = fc.array(fc.integer({ min: -30_000, max: 30_000 }), {
    minLength: 300,
    maxLength: 300,
  })
  fc.assert(
    fc.property(jitter, (jitters) => {
      let state = readUpTo(20)
      let rechecks = 0

      for (const [index, jitterMs] of jitters.entries()) {
        const now = day(21 + index) + jitterMs
        const next = planned(state, now)
        rechecks += next.recheck.length
        state = done(next, now)
      }

      expect(rechecks).toBe(300)
    }),
    { numRuns: 5 },
  )
})

test('syncs of every hour look back once in 20 hours', () => {
  let state = readUpTo(20)
  let rechecks = 0

  for (let hour = 1; hour <= 60; hour += 1) {
    const next = planned(state, day(20) + hour * HOUR_MS)
    rechecks += next.recheck.length
    state = done(next, day(20))
  }

  expect(rechecks).toBe(3)
})

test('with an end date in the past it comes again every day: it goes by ClearGrid’s clock', () => {
  let state = readUpTo(20)
  const rechecks: number[] = []

  for (let now = day(41); now <= day(45); now += DAY_MS) {
    const next = planned(state, now, RECHECK_MS, day(1), day(20))
    rechecks.push(next.recheck.length)
    state = done(next, day(20))
  }

  expect(rechecks).toEqual([1, 1, 1, 1, 1])
})

test('one that began in the future did not: it is due, and meets all that may have changed', () => {
  const before = readUpTo(20)
  const future = { began: day(90), changedSince: day(15), left: [] }

  const { recheck, state } = planned({ ...before, recheck: future }, day(20) + HOUR_MS)

  expect(recheck).toEqual([{ since: day(10), until: day(18) }])
  expect(state.recheck).toMatchObject({ began: day(20) + HOUR_MS, changedSince: day(15) })
})

test('where even the pass before was in the future, all counts as changed', () => {
  const future = { began: day(90), changedSince: day(80), left: [] }

  const { state } = planned({ ...readUpTo(20), recheck: future }, day(21))

  expect(state.recheck.changedSince).toBe(day(1))
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

test('a stream whose changes move its rows needs none', () => {
  const settings = { startDate: day(1), lookbackMs: LOOKBACK_MS, recheckMs: RECHECK_MS }
  const times = { horizon: day(30), now: day(30), latest: day(30) }
  const stream = { changesInPlace: false }

  expect(plan(stream, readUpTo(20), 'incremental', settings, times).recheck).toEqual([])
})

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
