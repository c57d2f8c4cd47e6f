import { HOUR_MS, MINUTE_MS, type Instant } from '../../../src/time/instant'
import { versionAt } from '../model/tenant'
import type { SimulatedSync, SyncPlan } from '../sync'
import { horizonOf } from './due'
import type { Ledger, Warehouse } from './warehouse'

/** A recheck is due so long after the last one began; an hour for what clocks may differ. */
const DUE_MS = 20 * HOUR_MS + MINUTE_MS

/** How much older than its appearance the `updated_at` of an edit may be. */
const EDIT_LATE_MS = 10 * MINUTE_MS

/**
 * Takes note of a sync, and returns the ids of rows whose edits it should have met: those that were
 * visible when the recheck began that this sync has finished. Nothing is owed where it cannot be
 * known whether a recheck was due.
 */
export function staleAfter(
  ledger: Ledger,
  warehouse: Warehouse,
  { plan, endedAt }: Pick<SimulatedSync, 'plan' | 'endedAt'>,
  isComplete: boolean,
): string[] {
  const { startsAt, settings, mode } = plan
  if (ledger.dataset.moves || warehouse.recheckMsMin === 0) return []
  const earliest = ledger.recheck?.earliest ?? -Infinity
  const latest = Math.max(ledger.recheck?.latest ?? -Infinity, ...ledger.recheckMaybe)
  const isRefresh = mode === 'full_refresh'
  const mayBegin = isRefresh || startsAt - earliest >= DUE_MS - 2 * MINUTE_MS
  const isCutOff = settings.endDate !== undefined && settings.endDate < warehouse.horizonMax
  if (!isComplete || isCutOff) {
    if (mayBegin) ledger.recheckMaybe.push(startsAt)
    return []
  }
  const isCertain = isRefresh || startsAt - latest >= DUE_MS
  if (!isCertain) return []
  const begins = [...ledger.recheckMaybe, startsAt]
  const began = Math.min(...begins)
  ledger.recheck = { earliest: began, latest: startsAt }
  ledger.recheckMaybe = []
  if (isRefresh) return []
  const stale = staleSince(ledger, warehouse, plan, began)
  // What was deleted before it could be met is not owed.
  return stale.filter((id) => (ledger.dataset.rows.get(id)?.deletedAt ?? 0) > endedAt)
}

function staleSince(
  { dataset, written }: Ledger,
  warehouse: Warehouse,
  plan: SyncPlan,
  began: Instant,
): string[] {
  const horizon = horizonOf(plan)
  const since = Math.max(
    Math.max(horizon, warehouse.horizonMax) - warehouse.recheckMsMin,
    warehouse.startDateMax,
  )
  return [...dataset.rows.values()].flatMap((row) => {
    const has = written.get(row.id)
    const version = versionAt(row, began)
    if (has === undefined || version === undefined) return []
    const isInReach = version.at >= since && version.at < horizon
    const isOnTime = version.from - version.updatedAt <= EDIT_LATE_MS
    return isInReach && isOnTime && has < row.versions.indexOf(version) ? [row.id] : []
  })
}
