import type { Window } from '../cleargrid/client'
import { DAY_MS, MINUTE_MS, type Instant } from '../instant'
import type { SyncMode } from '../protocol/messages'
import type { StreamDefinition } from '../streams'
import { watermarkOf, type Recheck, type StreamState } from './state'
import { clip, subtract, union } from './window'

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
  const counts = mode === 'incremental' || before?.unfinished === 'full_refresh'
  const state =
    before === undefined || !counts
      ? begun(settings.startDate, mode, horizon)
      : resumed(stream, before, mode, settings, horizon)
  const target = [{ since: state.since, until: horizon }]
  const unread = union(subtract(target, state.read), clip(state.again, target[0] as Window))
  return { state, unread, recheck: state.recheck.left }
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
    unfinished: mode,
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
  const watermark = watermarkOf(before)
  const overlap = { since: watermark - overlapMs, until: watermark }
  const goesOn = before.unfinished !== undefined
  return {
    ...before,
    since,
    read: clip(before.read, trusted),
    // A sync that was cut short has its own overlap behind it, or still in `again`.
    again: clip(goesOn ? before.again : [overlap], trusted),
    recheck: nextRecheck(stream, before, settings, horizon),
    unfinished: mode,
  }
}

function nextRecheck(
  stream: Pick<StreamDefinition, 'changesInPlace'>,
  before: StreamState,
  { startDate, recheckMs, lookbackMs }: PlanSettings,
  horizon: Instant,
): Recheck {
  const { recheck } = before
  if (!stream.changesInPlace || recheckMs === 0) return { ...recheck, left: [] }
  const isDue = horizon - recheck.began >= RECHECK_EVERY_MS
  if (recheck.left.length > 0 || !isDue) return recheck
  const watermark = watermarkOf(before)
  const range = {
    since: Math.max(startDate, watermark - recheckMs),
    until: watermark - lookbackMs,
  }
  return { began: horizon, changedSince: recheck.began, left: union([range]) }
}
