import { DAY_MS } from '../../src/time/instant'
import { plan, type Plan } from '../../src/sync/state/plan'
import { finished, fold, type StreamState } from '../../src/sync/state/stream-state'
import { subtract, type Window } from '../../src/time/window'
import { stateWith } from './states'

export const LOOKBACK_MS = 2 * DAY_MS
export const RECHECK_MS = 10 * DAY_MS
export const LOGS = { changes: 'in place' } as const

/** Everything read up to a day, the last row on that day, the last recheck then. */
export function readUpTo(count: number): StreamState {
  const at = day(count)
  const recheck = { began: at, changedSince: at, left: [] }
  const read = [{ since: day(1), until: at }]
  return finished(stateWith({ since: day(1), read, newest: at, settled: at, recheck }))
}

/** The same by a sync that got no further: some windows were never read. */
export function stuckAt(count: number, holes: readonly Window[]): StreamState {
  const { read, ...state } = readUpTo(count)
  return { ...state, read: subtract(read, holes), unfinished: 'incremental' }
}

export function planned(
  before: StreamState | undefined,
  now: number,
  recheckMs = RECHECK_MS,
  startDate = day(1),
  horizon = now,
): Plan {
  const settings = { startDate, lookbackMs: LOOKBACK_MS, recheckMs }
  return plan(LOGS, before, 'incremental', settings, { horizon, now, latest: now, earliest: now })
}

/** After a sync that read and looked through all it was planned to. */
export function done({ state, unread, recheck }: Plan, newest: number): StreamState {
  const read = unread.reduce((s, window) => fold(s, { pass: 'read', window, newest }), state)
  return finished(recheck.reduce((s, window) => fold(s, { pass: 'recheck', window }), read))
}

export function day(count: number): number {
  return Date.UTC(2024, 0, count)
}
