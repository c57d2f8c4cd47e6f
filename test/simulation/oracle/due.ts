import { MINUTE_MS, type Instant } from '../../../src/time/instant'
import { MOVED_LATE_MS } from '../plan/life'
import { versionAt, type ModelRow, type Version } from '../model/tenant'
import type { SyncPlan } from '../sync'
import type { Ledger, Warehouse } from './warehouse'

/** A version of a row that must have been written. */
export interface Due {
  readonly row: ModelRow
  readonly version: Version
  readonly index: number
}

/** A sync that goes on with another so soon has the other's overlap; a little for whole seconds. */
const GOES_ON_MS = 10 * MINUTE_MS + 2_000

/**
 * The exclusive end of what a sync owes, on the API's clock: never later than the engine's horizon,
 * whichever of the clocks it goes by.
 */
export function horizonOf({ startsAt, nature, clockAheadMs, settings }: SyncPlan): Instant {
  const { dateAheadMs } = nature
  const ours = startsAt + clockAheadMs
  const theirs =
    dateAheadMs === undefined ? Infinity : Math.floor((startsAt + dateAheadMs) / 1_000) * 1_000
  const isTold = Math.abs(theirs - ours) < 86_300_000
  return Math.min(startsAt, isTold ? theirs : Math.min(ours, theirs), settings.endDate ?? Infinity)
}

/**
 * When the work began that this sync ends, for the rows it must have met: at the earliest with a
 * sync that it may be going on with.
 */
export function begunAt(
  { unfinishedStarts, refreshBegan }: Ledger,
  { startsAt, mode }: SyncPlan,
): Instant {
  // A full refresh does not go on with an incremental sync.
  const since = mode === 'full_refresh' ? refreshBegan : -Infinity
  const goesOnWith = unfinishedStarts.filter(
    (start) => start >= since && startsAt - start < GOES_ON_MS,
  )
  return Math.min(startsAt, ...goesOnWith)
}

/**
 * Every row in `[start date, horizon)` that could be seen when the work began and until the end,
 * and is late by no more than the overlap; what was visible before the first sync, or before the
 * full refresh, is owed however late it was.
 */
export function dueOf(
  ledger: Ledger,
  warehouse: Warehouse,
  plan: SyncPlan,
  endedAt: Instant,
): Due[] {
  const { dataset, firstBegan = plan.startsAt } = ledger
  const { settings, mode } = plan
  const began = begunAt(ledger, plan)
  const horizon = horizonOf(plan)
  const owedLateMs = dataset.moves ? MOVED_LATE_MS : warehouse.lookbackMsMin
  const wholeUntil =
    mode === 'full_refresh' ? Math.max(ledger.refreshBegan, firstBegan) : firstBegan
  // With an end date before what has been read nothing is asked for again: a later sync does that.
  const isBeyond = settings.endDate !== undefined && ledger.newest >= horizon
  const due: Due[] = []
  for (const row of dataset.rows.values()) {
    const version = versionAt(row, began)
    if (version === undefined || row.deletedAt <= endedAt) continue
    if (version.at < settings.startDate || version.at >= horizon) continue
    if (isBeyond && version.lateMs > 0) continue
    if (version.lateMs > owedLateMs && version.from > wholeUntil) continue
    const index = row.versions.indexOf(version)
    // It may have moved out of the way before it was met.
    if (dataset.moves && (row.versions[index + 1]?.from ?? Infinity) <= endedAt) continue
    due.push({ row, version, index })
  }
  return due
}

/** What counts as written: all that ever was, or what this full refresh has brought. */
export function writtenFor(ledger: Ledger, { mode }: SyncPlan): ReadonlyMap<string, number> {
  return mode === 'full_refresh' ? ledger.refreshed : ledger.written
}

/** Rows that are due and have not been written. */
export function lost(ledger: Ledger, due: readonly Due[], plan: SyncPlan): Due[] {
  const written = writtenFor(ledger, plan)
  return due.filter(({ row, index }) => {
    const has = written.get(row.id)
    if (has === undefined) return true
    // Edits in place are the recheck's; a row that has moved is a new one.
    return ledger.dataset.moves && has < index
  })
}
