import fc from 'fast-check'
import type { Checkpoint, StreamState } from '../../src/sync/state'
import { union } from '../../src/sync/window'
import { anyWindows, TIME_MAX, window } from './windows'

const instant = fc.integer({ min: 0, max: TIME_MAX })
const windows = anyWindows.map((list) => union(list))

const newest = fc.option(instant, { nil: undefined })

export const learned = fc.record({
  windowMs: fc.integer({ min: 1, max: 1_000_000 }),
  pageSize: fc.integer({ min: 1, max: 1000 }),
})

/** A state as a sync under way may have it. */
export const stateUnderWay: fc.Arbitrary<StreamState> = fc
  .record({
    since: instant,
    read: windows,
    newest,
    again: windows,
    recheck: fc.record({ began: instant, changedSince: instant, left: windows }),
    learned: fc.option(learned, { nil: undefined }),
    unfinished: fc.record({
      mode: fc.constantFrom('incremental' as const, 'full_refresh' as const),
      began: instant,
    }),
  })
  .map((state) => ({
    ...state,
    // Nothing before its beginning counts.
    read: union(state.read.filter(({ since }) => since >= state.since)),
  }))

export const checkpoint: fc.Arbitrary<Checkpoint> = fc.oneof(
  fc.record({ pass: fc.constant('read' as const), window, newest }),
  fc.record({ pass: fc.constant('recheck' as const), window }),
)

/** A state in which nothing has been read; the rest as given. */
export function stateWith(members: Partial<StreamState>): StreamState {
  return {
    since: 0,
    read: [],
    newest: undefined,
    again: [],
    recheck: { began: 0, changedSince: 0, left: [] },
    learned: undefined,
    unfinished: { mode: 'incremental', began: 0 },
    ...members,
  }
}
