import type { Window } from '../cleargrid/client'
import { DAY_MS, MINUTE_MS, type Instant } from '../instant'
import type { SyncMode } from '../protocol/messages'
import type { StreamDefinition } from '../streams'
import { watermarkOf, type Recheck, type StreamState } from './state'
import { clip, intersect, subtract, union } from './window'

/** What planning needs to know of the settings. */
export interface PlanSettings {
  readonly startDate: Instant
  readonly lookbackMs: number
  /** 0: never recheck. */
  readonly recheckMs: number
}

/** What a sync has to do for one stream. */
export interface Plan {
  /** The state to fold checkpoints into. */
  readonly state: StreamState
  /** Stretches to read; together with what has been read they cover `[start date, horizon)`. */
  readonly unread: readonly Window[]
  /** Stretches to look through for rows that have changed, after all else. */
  readonly recheck: readonly Window[]
}

/** Rows written together can become visible out of order, also where `updated_at` is the order. */
const OVERLAP_MS = 10 * MINUTE_MS

/** A sync that is cut short and goes on later than this begins with an overlap of its own. */
const NEW_OVERLAP_AFTER_MS = DAY_MS

/** A recheck begins at the most this often. */
const RECHECK_EVERY_MS = DAY_MS

/**
 * Whether nothing is to be done, and the state to come back as it is, because the watermark lies
 * beyond the horizon: a state from the future, or an end date before what has been read.
 */
export function isBeyond(before: StreamState, horizon: Instant): boolean {
  return watermarkOf(before) >= horizon && before.unfinished === undefined
}

/**
 * Decides what to read in `[settings.startDate, horizon)`.
 * @param before the state of the last sync. It is ignored in full refresh, unless it was left by a
 *   full refresh that did not finish: then that one goes on.
 */
export function plan(
  stream: Pick<StreamDefinition, 'changesInPlace'>,
  before: StreamState | undefined,
  mode: SyncMode,
  settings: PlanSettings,
  horizon: Instant,
): Plan {
  const counts = mode === 'incremental' || before?.unfinished?.mode === 'full_refresh'
  const state =
    before === undefined || !counts
      ? begun(settings.startDate, mode, horizon)
      : resumed(stream, before, mode, settings, horizon)
  const target = { since: state.since, until: horizon }
  const unread = union(subtract([target], state.read), clip(state.again, target))
  // What is read whole in any case needs no look of its own.
  const recheck = clip(subtract(state.recheck.left, unread), target)
  return { state, unread, recheck }
}

function begun(since: Instant, mode: SyncMode, horizon: Instant): StreamState {
  const recheck = { began: horizon, changedSince: horizon, left: [] }
  return {
    since,
    read: [],
    newest: undefined,
    again: [],
    recheck,
    learned: undefined,
    unfinished: { mode, began: horizon },
  }
}

function resumed(
  stream: Pick<StreamDefinition, 'changesInPlace'>,
  before: StreamState,
  mode: SyncMode,
  settings: PlanSettings,
  horizon: Instant,
): StreamState {
  const since = settings.startDate
  // Beyond the newest row there was silence. The API may have lagged: it is asked again.
  const trusted = { since, until: Math.max(since, before.newest ?? since) }
  const overlapMs = stream.changesInPlace ? settings.lookbackMs : OVERLAP_MS
  const overlap = { since: trusted.until - overlapMs, until: trusted.until }
  const read = clip(before.read, trusted)
  // A sync that was cut short has its own overlap behind it, or still in `again`; but one that has
  // not come to an end for a day does not keep late rows waiting.
  const { unfinished } = before
  const goesOn = unfinished !== undefined && horizon - unfinished.began < NEW_OVERLAP_AFTER_MS
  const again = intersect(goesOn ? before.again : union(before.again, [overlap]), read)
  return {
    ...before,
    since,
    read,
    again,
    recheck: nextRecheck(stream, { ...before, read, again }, settings, horizon),
    unfinished: goesOn ? { ...unfinished, mode } : { mode, began: horizon },
  }
}

function nextRecheck(
  stream: Pick<StreamDefinition, 'changesInPlace'>,
  before: StreamState,
  { startDate, recheckMs }: PlanSettings,
  horizon: Instant,
): Recheck {
  const { recheck } = before
  if (!stream.changesInPlace || recheckMs === 0) return { ...recheck, left: [] }
  const left = intersect(recheck.left, before.read)
  const isDue = horizon - recheck.began >= RECHECK_EVERY_MS
  if (left.length > 0 || !isDue) return { ...recheck, left }
  const newest = before.newest ?? startDate
  const range = { since: newest - recheckMs, until: newest }
  // What is read again anyway needs no second look.
  const next = subtract(intersect([range], before.read), before.again)
  // Only a pass that has something to look at counts: otherwise edits would fall between two.
  return next.length === 0
    ? { ...recheck, left }
    : { began: horizon, changedSince: recheck.began, left: next }
}
