import fc from 'fast-check'
import type { Checkpoint, LearnedSize, StreamState } from '../../src/sync/state/stream-state'
import type { Plan } from '../../src/sync/state/plan'
import { union } from '../../src/time/window'
import { anyWindows, TIME_MAX, window } from './windows'

const instant = fc.integer({ min: 0, max: TIME_MAX })
const windows = anyWindows.map((list) => union(list))

const newest = fc.option(instant, { nil: undefined })

export const learned: fc.Arbitrary<LearnedSize> = fc.record(
  {
    windowMs: fc.integer({ min: 1, max: 1_000_000 }),
    windowMsFailed: fc.integer({ min: 1, max: 1_000_000 }),
    pageSize: fc.integer({ min: 1, max: 1000 }),
    pageSizeFailed: fc.integer({ min: 1, max: 1000 }),
  },
  { requiredKeys: ['windowMs', 'pageSize'] },
)

/** Whose a state may be. */
const of = fc.option(fc.constantFrom('0123456789ab', 'fedcba987654'), { nil: undefined })

/** A state as a sync under way may have it. */
export const stateUnderWay: fc.Arbitrary<StreamState> = fc
  .record({
    of,
    since: instant,
    read: windows,
    newest,
    again: windows,
    settled: instant,
    hasEnded: fc.boolean(),
    recheck: fc.record({ began: instant, changedSince: instant, left: windows }),
    learned: fc.option(learned, { nil: undefined }),
    isUnordered: fc.boolean(),
    takenBack: fc.nat(),
    unfinished: fc.constantFrom('incremental' as const, 'full_refresh' as const),
  })
  .map((state) => ({
    ...state,
    // Nothing before its beginning counts.
    read: union(state.read.filter(({ since }) => since >= state.since)),
  }))

/** A state as a sync leaves it that did all it had to do. */
export const stateOfRest: fc.Arbitrary<StreamState> = fc
  .tuple(stateUnderWay, fc.option(instant, { nil: undefined }))
  .map(([state, settled]) => ({ ...state, settled, hasEnded: true, unfinished: undefined }))

/** What has been written. */
export const checkpoint: fc.Arbitrary<Checkpoint> = fc.oneof(
  fc.record({ pass: fc.constant('read' as const), window, newest }),
  fc.record({ pass: fc.constant('recheck' as const), window }),
)

/** A state in which nothing has been read; the rest as given. */
export function stateWith(members: Partial<StreamState>): StreamState {
  return {
    of: undefined,
    since: 0,
    read: [],
    newest: undefined,
    again: [],
    settled: 0,
    hasEnded: false,
    recheck: { began: 0, changedSince: 0, left: [] },
    learned: undefined,
    isUnordered: false,
    takenBack: 0,
    unfinished: 'incremental',
    ...members,
  }
}

/** A plan with nothing to read. */
export function nothingToRead(members: Partial<StreamState> = {}): Plan {
  const target = { since: -Infinity, until: Infinity }
  return { state: stateWith(members), target, unread: [], recheck: [] }
}
