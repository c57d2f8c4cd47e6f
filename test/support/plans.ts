import type { StreamDefinition } from '../../src/streams'
import { DAY_MS, MINUTE_MS } from '../../src/time/instant'
import type { SyncMode } from '../../src/protocol/messages'
import { plan, type Plan, type PlanSettings } from '../../src/sync/state/plan'
import { finished, type StreamState } from '../../src/sync/state/stream-state'
import { stateWith } from './states'

export const SETTINGS: PlanSettings = { startDate: day(1), lookbackMs: 2 * DAY_MS, recheckMs: 0 }
export const LOGS = { changes: 'in place' } as const
export const CONVERSATIONS = { changes: 'moves the row' } as const
/** Nothing of it ever changes. */
export const EVENTS = { changes: 'never' } as const

/** Read up to day 20, which was then; the last row on day 18. */
export const READ: StreamState = finished(
  stateWith({
    since: day(1),
    read: [days(1, 20)],
    newest: day(18),
    settled: day(20),
  }),
)

/** What a sync of day 30 left, where a window was never answered. */
export const STUCK = stateWith({
  since: day(1),
  read: [days(1, 5), days(9, 30)],
  newest: day(29),
  settled: day(30),
})

/** When the same sync goes on: a few minutes later, or long after. */
export const SOON = day(30) + 9 * MINUTE_MS
export const LATER = day(30) + 10 * MINUTE_MS

export interface Case {
  readonly before?: StreamState
  readonly mode?: SyncMode
  readonly settings?: Partial<PlanSettings>
  readonly stream?: Pick<StreamDefinition, 'changes'>
  readonly now?: number
  readonly horizon?: number
  readonly latest?: number
}

export function planned(given: Case): Plan {
  const { before, mode = 'incremental', stream = LOGS, now = day(30) } = given
  const times = { horizon: given.horizon ?? now, now, latest: given.latest ?? now, earliest: now }
  return plan(stream, before, mode, { ...SETTINGS, ...given.settings }, times)
}

export function day(count: number): number {
  return Date.UTC(2024, 0, count)
}

export function days(since: number, until: number): { since: number; until: number } {
  return { since: day(since), until: day(until) }
}
