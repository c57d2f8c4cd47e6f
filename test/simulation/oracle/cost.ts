import { DAY_MS, MINUTE_MS } from '../../../src/time/instant'
import { CALM } from '../model/nature'
import type { Outcome } from '../model/exchange-log'
import type { SimulatedSync } from '../sync'
import { iso } from './claims'
import { horizonOf } from './due'
import type { Event } from './events'
import { BrokenPromise, type JudgedWorld } from './promise'
import type { Warehouse } from './warehouse'

/** What a request that was too much of something ends with. */
export const SIZE_OUTCOMES: ReadonlySet<Outcome> = new Set([
  'too many rows ahead',
  'page too large',
  'window too long',
  'slow hour',
])

/** The versions that the sync before wrote, for the cost of a kill. */
const writtenBefore = new WeakMap<Warehouse, { sync: SimulatedSync; versions: Set<string> }>()

/** P4 and the promises in numbers: what waits, what is asked, what is asked in vain or again. */
export function isCostly(
  world: JudgedWorld,
  warehouse: Warehouse,
  sync: SimulatedSync,
  events: readonly Event[],
): void {
  isBounded(sync)
  asksInBounds(sync)
  leavesNothingBehind(sync)
  asksNoMoreThanNeeded(warehouse, sync)
  hasLearned(warehouse, sync)
  readsLittleAgain(world, warehouse, sync, events)
}

/** What is said of the streams at their end: logs and traces, which wait for nobody. */
const LAST_WORDS_BYTES = 40_000

function isBounded({ plan, bytesWaitingMax }: SimulatedSync): void {
  const { settings } = plan
  const perWalk = 2 * (settings.pageSize + 10) * 700 + 6_000
  const bytesMax = (settings.concurrency + 1) * perWalk + LAST_WORDS_BYTES
  if (bytesWaitingMax > bytesMax) {
    throw new BrokenPromise('memory', `${bytesWaitingMax} bytes waited for the reader`)
  }
}

/**
 * Nothing before the start date is asked for, and nothing at or after the end: unless the ends are
 * in the midst of seconds of which a part was left out.
 */
function asksInBounds({ plan: { settings, nature }, log }: SimulatedSync): void {
  const { startDate, endDate = Infinity } = settings
  const marginMs = nature.wholeSeconds ? 2_000 : 0
  const outside = log.find(
    ({ since, until }) => since < startDate - marginMs || until > endDate + marginMs,
  )
  if (outside === undefined) return
  const { stream, since, until } = outside
  throw new BrokenPromise('bounds', `asked ${stream} for [${iso(since)}, ${iso(until)})`)
}

/** In calm weather: a few requests for each window, and for each page's worth of rows. */
function asksNoMoreThanNeeded(warehouse: Warehouse, { plan, log }: SimulatedSync): void {
  const { settings, nature, weather } = plan
  if (
    weather !== CALM ||
    nature.emptyRuns > 0 ||
    nature.scanMs < Infinity ||
    nature.order === 'descending'
  )
    return
  const windowMs = Math.min(
    settings.windowMs,
    nature.windowMsMax,
    nature.clampMs,
    nature.slowWindowMsMax,
  )
  const pageSize = Math.min(settings.pageSize, nature.pageRowsMax, nature.pageCap)
  const spanMs = Math.max(0, horizonOf(plan) - settings.startDate) + settings.recheckMs
  let expected = 40
  for (const [stream, { dataset }] of warehouse.ledgers) {
    const rows = log.reduce((sum, one) => sum + (one.stream === stream ? one.rows : 0), 0)
    const crowded = nature.rowsAheadMax === Infinity ? 0 : dataset.rows.size / nature.rowsAheadMax
    expected += 8 + spanMs / windowMs + 4 * crowded + rows / (pageSize * nature.fillMin)
  }
  if (log.length > 4 * expected) {
    const how = `${log.length} requests, where about ${Math.ceil(expected)} would do`
    throw new BrokenPromise('cost', how)
  }
}

/** What has ended has ended: nothing is asked and nothing is waited for any more. */
function leavesNothingBehind({ end, requestsLate, timersLeft }: SimulatedSync): void {
  if (end === 'killed' || requestsLate + timersLeft === 0) return
  const how = `${requestsLate} requests after the end, and ${timersLeft} timers left`
  throw new BrokenPromise('afterlife', how)
}

/** Once two syncs under the same limits have been whole, hardly anything is asked for that is too much. */
function hasLearned(warehouse: Warehouse, { plan, log, exchanges }: SimulatedSync): void {
  const { nature, completeSyncs = 0 } = warehouse.limits ?? {}
  if (nature !== plan.nature || completeSyncs < 2) return
  if (exchanges < 60 || plan.weather !== CALM) return
  const refused = log.filter(({ outcome }) => SIZE_OUTCOMES.has(outcome)).length
  // A slow hour may begin in the midst of a sync, and a limit may be new.
  if (plan.nature.slowHours.length > 0) return
  if (refused > 0.1 * log.length + 8) {
    throw new BrokenPromise('refused', `${refused} of ${log.length} requests were too much`)
  }
}

/** P3: after a kill, at most about a page for each walk in flight is read again. */
function readsLittleAgain(
  world: JudgedWorld,
  warehouse: Warehouse,
  sync: SimulatedSync,
  events: readonly Event[],
): void {
  const { plan } = sync
  const before = writtenBefore.get(warehouse)
  const versions = new Set<string>()
  let again = 0
  for (const event of events) {
    if (event.type !== 'RECORD') continue
    const version = `${event.stream} ${event.data}`
    versions.add(version)
    if (before?.versions.has(version) === true) again += 1
  }
  writtenBefore.set(warehouse, { sync, versions })
  if (before?.sync.end !== 'killed' || world.isDisordered) return
  const { settings, mode, nature } = plan
  const isSame =
    before.sync.plan.settings === settings &&
    before.sync.plan.mode === mode &&
    mode === 'incremental'
  const isSoon = plan.startsAt - before.sync.plan.startsAt < 9 * MINUTE_MS
  const isStrange = nature.ignoresFiltersWithCursor || plan.weather.loopAt !== undefined
  if (!isSame || !isSoon || isStrange || settings.recheckMs > 400 * DAY_MS) return
  const most = (settings.concurrency + 1) * (2 * settings.pageSize + 8 + world.dense)
  if (again > most) {
    throw new BrokenPromise('read again', `${again} rows after a kill, where ${most} would be much`)
  }
}
