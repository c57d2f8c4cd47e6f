import { HOUR_MS, MINUTE_MS, type Instant } from '../../time/instant'
import type { SyncMode } from '../../protocol/messages'
import type { StreamDefinition } from '../../streams'
import { watermarkOf, type Recheck, type StreamState } from './stream-state'
import { clip, intersect, subtract, union, type Window } from '../../time/window'

/** What planning needs to know of the settings. */
export interface PlanSettings {
  readonly startDate: Instant
  readonly lookbackMs: number
  /** 0: never recheck. */
  readonly recheckMs: number
}

/** What planning needs to know of the time. */
export interface SyncTimes {
  /** The exclusive end of the sync. */
  readonly horizon: Instant
  /** ClearGrid's clock when the sync begins: at least this, where it cannot be known exactly. */
  readonly now: Instant
  /** The same, at most. */
  readonly latest: Instant
  /**
   * The same by the slower of two clocks, where this machine's agrees with ClearGrid's to a day: for what
   * is held against the times that rows give of their own changes.
   */
  readonly earliest: Instant
}

/** What a sync has to do for one stream. */
export interface Plan {
  /** The state to fold checkpoints into. */
  readonly state: StreamState
  /** `[start date, horizon)`. */
  readonly target: Window
  /** Stretches to read; together with what has been read they cover `[start date, horizon)`. */
  readonly unread: readonly Window[]
  /** Stretches to look through for rows that have changed, after all else. */
  readonly recheck: readonly Window[]
}

/** The Date header is a gateway's clock: ClearGrid's own may differ by so much. */
export const CLOCKS_DIFFER_MS = 2 * MINUTE_MS

/** Rows written together can become visible out of order. */
const OVERLAP_MS = 10 * MINUTE_MS

/**
 * A sync that was cut short and goes on within this time counts as the same sync: it reads nothing
 * again, and the next one settles the overlap of both.
 */
const SAME_SYNC_MS = 10 * MINUTE_MS

/**
 * The shortest time between two rechecks: a little under a day, as daily syncs do not begin to the
 * second.
 */
const RECHECK_EVERY_MS = 20 * HOUR_MS

/**
 * Whether nothing is to be done, and the state to come back as it is, because the watermark lies at
 * or beyond the horizon and nothing before it is unread: a state from the future, or an end date
 * before what has been read.
 */
export function isBeyond(
  before: StreamState,
  { startDate }: Pick<PlanSettings, 'startDate'>,
  { horizon }: Pick<SyncTimes, 'horizon'>,
): boolean {
  const target = { since: startDate, until: horizon }
  const isPending = before.unfinished !== undefined && clip(before.again, target).length > 0
  const isRead = subtract([target], before.read).length === 0
  return watermarkOf(before) >= horizon && isRead && !isPending
}

/**
 * Decides what to read in `[settings.startDate, times.horizon)`.
 * @param before the state of the last sync. In full refresh only what it learned of request sizes
 *   counts, unless it was left by a full refresh that did not finish: then that one goes on.
 */
export function plan(
  stream: Pick<StreamDefinition, 'changes'>,
  before: StreamState | undefined,
  mode: SyncMode,
  settings: PlanSettings,
  times: SyncTimes,
): Plan {
  const counts = mode === 'incremental' || before?.unfinished === 'full_refresh'
  const state =
    before === undefined || !counts
      ? { ...begun(settings.startDate, mode, times), learned: before?.learned }
      : resumed(stream, before, mode, settings, times)
  const target = { since: state.since, until: times.horizon }
  const unread = union(subtract([target], state.read), clip(state.again, target))
  // What is read whole anyway needs no recheck.
  const recheck = clip(subtract(state.recheck.left, unread), target)
  return { state, target, unread, recheck }
}

function begun(since: Instant, mode: SyncMode, { now, earliest }: SyncTimes): StreamState {
  return {
    of: undefined,
    since,
    read: [],
    newest: undefined,
    again: [],
    settled: now,
    hasEnded: false,
    recheck: { began: earliest, changedSince: earliest, left: [] },
    learned: undefined,
    isUnordered: false,
    takenBack: 0,
    unfinished: mode,
  }
}

function resumed(
  stream: Pick<StreamDefinition, 'changes'>,
  before: StreamState,
  mode: SyncMode,
  settings: PlanSettings,
  times: SyncTimes,
): StreamState {
  const since = settings.startDate
  // Beyond the newest row there was silence. The API may have lagged: it is asked again.
  const trusted = { since, until: Math.max(since, before.newest ?? since) }
  const read = clip(before.read, trusted)
  const overlap = planOverlap(stream, before, settings, times)
  const again = intersect(union(before.again, overlap.again), read)
  const known = { ...before, since, read, again, settled: overlap.settled }
  return { ...known, recheck: nextRecheck(stream, known, settings, times), unfinished: mode }
}

/**
 * What is read again for rows that arrived late: whatever was read when it was younger than the
 * lookback, by all syncs since the overlap was last settled, and whatever became of them.
 */
function planOverlap(
  stream: Pick<StreamDefinition, 'changes'>,
  before: StreamState,
  { lookbackMs }: PlanSettings,
  { now, latest }: SyncTimes,
): { readonly again: readonly Window[]; readonly settled: Instant } {
  const settledBefore = before.settled ?? before.newest ?? now
  const settled = Math.min(settledBefore, now)
  // If another clock wrote the state, the time between says nothing.
  const isSoon = Math.abs(now - settledBefore) < SAME_SYNC_MS
  if (before.unfinished !== undefined && isSoon) return { again: [], settled }
  const lateMs = stream.changes === 'in place' ? lookbackMs : OVERLAP_MS
  // An instant from the future says nothing: the newest row was certainly seen before.
  const seen =
    settledBefore > latest ? Math.min(now, before.newest ?? now) : lastSeen(before, settled)
  return { again: [{ since: seen - lateMs, until: Infinity }], settled: now }
}

/**
 * The instant whose rows were the last that could be seen: the newest row, as the API may lag behind
 * its clock; of a first sync that was cut short, when it began.
 */
function lastSeen({ newest, read, hasEnded }: StreamState, settled: Instant): Instant {
  const readUntil = read.at(-1)?.until ?? -Infinity
  const cameToItsEnd = hasEnded || readUntil >= settled - CLOCKS_DIFFER_MS
  return cameToItsEnd ? Math.min(settled, newest ?? settled) : settled
}

function nextRecheck(
  stream: Pick<StreamDefinition, 'changes'>,
  before: StreamState,
  { startDate, recheckMs }: PlanSettings,
  times: SyncTimes,
): Recheck {
  const { recheck } = before
  if (stream.changes !== 'in place' || recheckMs === 0) return { ...recheck, left: [] }
  const left = intersect(recheck.left, before.read)
  if (left.length > 0 || !isDue(recheck, times)) return { ...recheck, left }
  const newest = before.newest ?? startDate
  const range = { since: newest - recheckMs, until: newest }
  // What is read again anyway needs no recheck.
  const next = subtract(intersect([range], before.read), before.again)
  // Only a pass that has something to look at counts: otherwise edits would fall between two.
  if (next.length === 0) return { ...recheck, left }
  return {
    began: times.earliest,
    changedSince: changedSince(recheck, startDate, times),
    left: next,
  }
}

/** A pass that began in the future did not: it was another clock that said so. */
function isDue({ began }: Recheck, { now }: SyncTimes): boolean {
  return now - began >= RECHECK_EVERY_MS || began - now >= SAME_SYNC_MS
}

/** Rows that were changed before this have been met, as far as can be known. */
function changedSince(recheck: Recheck, startDate: Instant, { latest }: SyncTimes): Instant {
  if (recheck.began <= latest) return recheck.began
  return recheck.changedSince <= latest ? recheck.changedSince : startDate
}
