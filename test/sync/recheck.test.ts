import type { Window } from '../../src/cleargrid/client'
import { DAY_MS, HOUR_MS } from '../../src/instant'
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
  const state = { since: day(1), read: [{ since: day(1), until: at }], newest: at, recheck }
  return finished(stateWith(state))
}

/** The same by a sync that got no further: some windows were never read. */
function stuckAt(count: number, holes: readonly Window[]): StreamState {
  const { read, ...state } = readUpTo(count)
  const unfinished = { mode: 'incremental', began: day(count) } as const
  return { ...state, read: subtract(read, holes), unfinished }
}

function planned(
  before: StreamState | undefined,
  horizon: number,
  recheckMs = RECHECK_MS,
  startDate = day(1),
): Plan {
  const settings = { startDate, lookbackMs: LOOKBACK_MS, recheckMs }
  return plan(LOGS, before, 'incremental', settings, horizon)
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
  ['a millisecond before a day has passed', DAY_MS - 1, false],
  ['a day later', DAY_MS, true],
  ['a month later', 30 * DAY_MS, true],
])('it looks back once in 24 hours at the most: %s', (_, laterMs, expected) => {
  expect(planned(readUpTo(20), day(20) + laterMs).recheck.length > 0).toBe(expected)
})

test('syncs of every hour look back once a day', () => {
  let state = readUpTo(20)
  let rechecks = 0

  for (let hour = 1; hour <= 72; hour += 1) {
    const next = planned(state, day(20) + hour * HOUR_MS)
    rechecks += next.recheck.length
    state = finished(
      next.recheck.reduce((s, window) => fold(s, { pass: 'recheck', window }), next.state),
    )
  }

  expect(rechecks).toBe(3)
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
  const first = planned(readUpTo(20), day(21))
  const done = first.recheck.reduce(
    (s, window) => fold(s, { pass: 'recheck', window }),
    first.state,
  )

  const { state } = planned(finished(done), day(22))

  expect(state.recheck.changedSince).toBe(day(21))
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

  const { recheck } = plan(
    { changesInPlace: false },
    readUpTo(20),
    'incremental',
    settings,
    day(30),
  )

  expect(recheck).toEqual([])
})

test('a sync that goes on looks up to the newest row, since it has no overlap of its own', () => {
  const began = day(20) - HOUR_MS
  const before = { ...readUpTo(20), unfinished: { mode: 'incremental', began } as const }
  const due = { ...before.recheck, began: day(19), changedSince: day(18) }

  const { recheck } = planned({ ...before, recheck: due }, day(20))

  expect(recheck).toEqual([{ since: day(10), until: day(20) }])
})

test('nothing is looked through at or after the horizon', () => {
  const before = { ...readUpTo(20), unfinished: { mode: 'incremental', began: day(20) } as const }
  const left = [{ since: day(5), until: day(18) }]

  const { recheck } = planned({ ...before, recheck: { ...before.recheck, left } }, day(8))

  expect(recheck).toEqual([{ since: day(5), until: day(8) }])
})
