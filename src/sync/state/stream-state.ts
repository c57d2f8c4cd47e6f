import type { Instant } from '../../time/instant'
import type { SyncMode } from '../../protocol/messages'
import { clip, firstGap, subtract, union, type Window } from '../../time/window'

/** What is known of one stream: what has been read, and what a sync under way has still to do. */
export interface StreamState {
  /** Whose rows these are: see `ownerId`. Undefined: written before states said so. */
  readonly of: string | undefined
  /** The first instant of the stream that counts; the start date when it was planned. */
  readonly since: Instant
  /** What has been read whole. Every row of it has been written to stdout. */
  readonly read: readonly Window[]
  /** The greatest cursor value of any row seen; undefined before the first row. */
  readonly newest: Instant | undefined
  /** Parts of `read` that have still to be read again, for rows that arrived late. */
  readonly again: readonly Window[]
  /**
   * Up to where the overlap has been settled, on ClearGrid's clock: whatever of `read` is not in
   * `again` was read at this instant or later, unless it was older than the lookback by then.
   * Undefined: not said by the release that wrote the state.
   */
  readonly settled: Instant | undefined
  /**
   * Whether a sync has come to its end before: from then on the newest row tells how far ClearGrid
   * shows its rows. In a first sync it tells only how far that has come.
   */
  readonly hasEnded: boolean
  readonly recheck: Recheck
  /** The request size that is answered in time; undefined: the settings' own is. */
  readonly learned: LearnedSize | undefined
  /** Whether rows once came out of order: then nothing less than a whole window counts as read. */
  readonly isUnordered: boolean
  /** How often claims were taken back: it makes each state differ from all states before. */
  readonly takenBack: number
  /** The mode of the sync that wrote this state and had not finished; undefined: it had. */
  readonly unfinished: SyncMode | undefined
}

/** The pass that meets edits of rows whose cursor value does not move. */
export interface Recheck {
  /** When the last pass began, finished or not: ClearGrid's clock. */
  readonly began: Instant
  /** Rows updated before this were met by the pass before. */
  readonly changedSince: Instant
  /** What the pass has still to read. */
  readonly left: readonly Window[]
}

export interface LearnedSize {
  readonly windowMs: number
  /** The shortest window that was too much. */
  readonly windowMsFailed?: number
  readonly pageSize: number
  readonly pageSizeFailed?: number
}

/** What has just been written to stdout as a whole, or is no longer sure to have been. */
export type Checkpoint =
  | { readonly pass: 'read'; readonly window: Window; readonly newest: Instant | undefined }
  | { readonly pass: 'recheck'; readonly window: Window }
  | { readonly pass: 'taken back'; readonly window: Window }

/** The one way in which reading changes a state. The order of checkpoints does not matter. */
export function fold(state: StreamState, checkpoint: Checkpoint): StreamState {
  const done = [checkpoint.window]
  if (checkpoint.pass === 'taken back') {
    return { ...state, read: subtract(state.read, done), takenBack: state.takenBack + 1 }
  }
  // What has just been read whole needs no recheck.
  const recheck = { ...state.recheck, left: subtract(state.recheck.left, done) }
  if (checkpoint.pass === 'recheck') return { ...state, recheck }
  return {
    ...state,
    read: union(state.read, done),
    again: subtract(state.again, done),
    newest: later(state.newest, checkpoint.newest),
    recheck,
  }
}

/**
 * Every row seen with a smaller cursor value has been written. It ends at the first gap in what
 * was read, and never lies beyond the newest row: silence is not progress.
 */
export function watermarkOf(state: StreamState): Instant {
  const { since, read, newest = since } = state
  return Math.max(since, Math.min(firstGap(read, since), newest))
}

/** What has been read beyond the watermark. */
export function aheadOf(state: StreamState): Window[] {
  const watermark = watermarkOf(state)
  return clip(state.read, { since: watermark, until: Infinity })
}

/** The state after a sync that did all it had to do. What it was not asked for stays to be done. */
export function finished(state: StreamState): StreamState {
  const { since, newest = since } = state
  const read = clip(state.read, { since: -Infinity, until: Math.max(since, newest) })
  return { ...state, read, hasEnded: true, unfinished: undefined }
}

/** The later of two instants, of which either may be unknown. */
export function later(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return Math.max(a, b)
}
