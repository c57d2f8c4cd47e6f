import type { SimulatedSync } from '../sync'
import { isCostly } from './cost'
import { begunAt, dueOf, horizonOf, lost } from './due'
import { eventsOf, type Event } from './events'
import { maySurvive, reachable } from './excuses'
import { staleAfter } from './rechecks'
import { BrokenPromise, type JudgedWorld } from './promise'
import { createReader } from './reading'
import { talkFaults } from './talk'
import type { Ledger, Warehouse } from './warehouse'
import { iso } from './claims'

/**
 * Takes in what one sync said, and holds it against the promises of design.md, at once: what a
 * later sync makes good was lost all the same.
 * @throws BrokenPromise.
 */
export function judge(world: JudgedWorld, warehouse: Warehouse, sync: SimulatedSync): void {
  const { plan, end, endedAt } = sync
  takeSettings(warehouse, sync)
  for (const ledger of warehouse.ledgers.values()) beginSync(ledger, sync)
  hasEnded(sync)
  const events = eventsOf(sync.lines)
  const reader = createReader(world, warehouse, plan)
  for (const event of events) reader.take(event)
  const statuses = endings(events)
  talkFaults(sync, events, statuses)
  if (end === 'incomplete' && maySurvive(world, plan) === 'must') {
    const why = events.find((event) => event.type === 'ERROR')?.message ?? 'no word'
    throw new BrokenPromise('gives up', `the sync should have survived: ${why}`)
  }
  for (const [stream, ledger] of warehouse.ledgers) {
    const isComplete = statuses.get(stream) === 'COMPLETE'
    if (isComplete) reader.isAccounted(stream)
    // A kill may fall between a claim and the displaced row that takes it back.
    const isUnsure = world.isDisplaced && ledger.wasCut
    if (!isUnsure) holdsEverything(ledger, warehouse, sync, isComplete, events)
    ledger.unfinishedStarts = isComplete ? [] : [...ledger.unfinishedStarts, plan.startsAt]
    ledger.firstBegan ??= plan.startsAt
    if (!isComplete) ledger.wasCut = true
  }
  isCostly(world, warehouse, sync, events)
  warehouse.horizonMax = Math.max(warehouse.horizonMax, horizonOf(plan))
  warehouse.limits = limitsAfter(warehouse.limits, sync)
  if (endedAt < plan.startsAt) throw new BrokenPromise('clock', 'time went back')
}

/** How long ClearGrid's limits have been what they are: only then can they have been learned. */
function limitsAfter(
  before: Warehouse['limits'],
  { plan: { nature }, end, exchanges }: SimulatedSync,
): Warehouse['limits'] {
  const completeSyncs = before?.nature === nature ? before.completeSyncs : 0
  // A sync that had next to nothing to ask has learned nothing.
  const hasLearned = end === 'complete' && exchanges >= 30
  return { nature, completeSyncs: completeSyncs + (hasLearned ? 1 : 0) }
}

function takeSettings(warehouse: Warehouse, { plan: { settings } }: SimulatedSync): void {
  warehouse.lookbackMsMin = Math.min(warehouse.lookbackMsMin, settings.lookbackMs)
  warehouse.recheckMsMin = Math.min(warehouse.recheckMsMin, settings.recheckMs)
  warehouse.startDateMax = Math.max(warehouse.startDateMax, settings.startDate)
}

/** A full refresh begins with nothing, unless it goes on with one that did not finish. */
function beginSync(ledger: Ledger, { plan }: SimulatedSync): void {
  if (plan.mode === 'incremental') ledger.refreshBegan = -Infinity
  else if (!isRefreshing(ledger)) {
    ledger.refreshed = new Map()
    ledger.refreshBegan = plan.startsAt
  }
}

/** Whether the state that the platform has was left by a full refresh that did not finish. */
function isRefreshing({ state }: Ledger): boolean {
  const unfinished = state?.['unfinished'] as { readonly mode?: unknown } | undefined
  return unfinished?.mode === 'full_refresh'
}

function hasEnded({ end, thrown, exchanges, plan, endedAt }: SimulatedSync): void {
  const hours = ((endedAt - plan.startsAt) / 3_600_000).toFixed(1)
  if (end === 'late') {
    throw new BrokenPromise('endless', `after ${exchanges} requests and ${hours} h`)
  }
  if (end === 'stuck') throw new BrokenPromise('stuck', 'nothing was left that could go on')
  if (end === 'thrown') {
    const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
    throw new BrokenPromise('crash', text)
  }
}

/** The last word on each stream. */
function endings(events: readonly Event[]): Map<string, string> {
  const last = new Map<string, string>()
  for (const event of events) if (event.type === 'STATUS') last.set(event.stream, event.status)
  return last
}

function holdsEverything(
  ledger: Ledger,
  warehouse: Warehouse,
  sync: SimulatedSync,
  isComplete: boolean,
  events: readonly Event[],
): void {
  const { plan, endedAt } = sync
  const due = dueOf(ledger, warehouse, plan, endedAt)
  const { stream } = ledger.dataset
  const missing = lost(ledger, isComplete ? due : reachable(due, stream, sync), plan)
  const [first] = missing
  if (first !== undefined) {
    const { row, version } = first
    const kind = isComplete ? 'loss' : 'held up'
    throw new BrokenPromise(
      kind,
      `${missing.length} of ${due.length} rows of ${stream}; ${row.id} at ${iso(version.at)}, ` +
        `visible from ${iso(version.from)} (late by ${version.lateMs} ms), due since ` +
        iso(begunAt(ledger, plan)),
    )
  }
  const stale = staleAfter(ledger, warehouse, sync, isComplete)
  if (stale.length > 0 && !isWarnedOfClock(sync, events)) {
    throw new BrokenPromise(
      'stale',
      `${stale.length} edits of ${stream} were not met: ${stale[0] ?? ''}`,
    )
  }
}

/** Without ClearGrid's clock and with a wrong one of our own, edits may be lost, but not in silence. */
function isWarnedOfClock({ plan }: SimulatedSync, events: readonly Event[]): boolean {
  const { clockAheadMs, nature } = plan
  const isBlind = nature.dateAheadMs === undefined || Math.abs(clockAheadMs) > 86_000_000
  if (!isBlind || clockAheadMs < 9 * 60_000) return false
  return events.some(
    (event) => event.type === 'LOG' && event.level === 'WARN' && /clock/i.test(event.message),
  )
}
