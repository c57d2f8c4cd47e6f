import { parseInstant, type Instant } from '../../../src/time/instant'
import type { SyncPlan } from '../sync'
import { versionAt } from '../model/tenant'
import { horizonOf, writtenFor, type Due } from './due'
import type { Ledger } from './warehouse'

interface Claim {
  readonly since: Instant
  readonly until: Instant
}

/**
 * What a state on the wire says has been read, as design.md names its members; undefined for a
 * state of another connector.
 */
export function claimsOf(
  state: Readonly<Record<string, unknown>>,
  startDate: Instant,
): { readonly watermark: Instant; readonly read: readonly Claim[] } | undefined {
  const watermark = parseInstant(state['watermark'])
  if (state['version'] !== 1 || watermark === undefined) return undefined
  const since = parseInstant(state['since']) ?? startDate
  const ahead = Array.isArray(state['ahead']) ? (state['ahead'] as Record<string, unknown>[]) : []
  const read = ahead.map((window) => ({
    since: parseInstant(window['since']) ?? NaN,
    until: parseInstant(window['until']) ?? NaN,
  }))
  return { watermark, read: [{ since, until: watermark }, ...read] }
}

/** Rows on time, or there before the first sync, that a state must not cover until they are written. */
export function punctualOf(ledger: Ledger, plan: SyncPlan): Due[] {
  const { dataset, firstBegan = plan.startsAt } = ledger
  const written = writtenFor(ledger, plan)
  const horizon = horizonOf(plan)
  return [...dataset.rows.values()].flatMap((row) => {
    const version = versionAt(row, plan.startsAt)
    if (version === undefined || version.at >= horizon) return []
    if (version.lateMs > 0 && version.from > firstBegan) return []
    const index = row.versions.indexOf(version)
    const has = written.get(row.id)
    const isWritten = has !== undefined && (!dataset.moves || has >= index)
    return isWritten ? [] : [{ row, version, index }]
  })
}

/** P2: a sentence for a state that claims too much. */
export function falseClaim(
  state: Readonly<Record<string, unknown>>,
  unwritten: readonly Due[],
  ledger: Ledger,
  plan: SyncPlan,
  now: Instant,
): string | undefined {
  const claims = claimsOf(state, plan.settings.startDate)
  if (claims === undefined) return undefined
  const { watermark, read } = claims
  const since = read[0]?.since ?? -Infinity
  if (watermark > Math.max(since, ledger.newest)) {
    return `the watermark ${iso(watermark)} lies beyond the newest row ${iso(ledger.newest)}`
  }
  const written = writtenFor(ledger, plan)
  const covered = unwritten.find(({ row, version, index }) => {
    // Beyond the newest row there was silence: nothing is claimed of it.
    if (version.at >= ledger.newest) return false
    if (!read.some((window) => version.at >= window.since && version.at < window.until))
      return false
    if (row.deletedAt <= now || (row.versions[index + 1]?.from ?? Infinity) <= now) return false
    const has = written.get(row.id)
    return has === undefined || (ledger.dataset.moves && has < index)
  })
  if (covered === undefined) return undefined
  return `it covers ${covered.row.id} at ${iso(covered.version.at)}, which was not written`
}

export function iso(instant: Instant): string {
  return Number.isFinite(instant) ? new Date(instant).toISOString() : String(instant)
}
