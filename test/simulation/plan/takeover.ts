import { DAY_MS, formatInstant, HOUR_MS, MINUTE_MS, type Instant } from '../../../src/time/instant'
import type { Dataset } from '../model/tenant'
import type { Ledger, Warehouse } from '../oracle/warehouse'
import type { Chance } from '../random'
import { BEGIN } from './world'

/**
 * Some tenants come from elsewhere: with the state of a low-code connector, or one that release
 * 0.1.0 left, finished or not. What such a state says has been read is taken as written.
 */
export function takeOver(warehouse: Warehouse, chance: Chance, firstSync: Instant): void {
  if (!chance.happens(0.15)) return
  const kind = chance.pick(['low-code', 'finished', 'unfinished'] as const)
  const writtenAt = firstSync - chance.pick([5 * MINUTE_MS, HOUR_MS, DAY_MS])
  for (const ledger of warehouse.ledgers.values()) {
    const newest = newestBefore(ledger.dataset, writtenAt)
    if (newest === undefined) continue
    if (kind === 'unfinished') unfinished(ledger, newest, writtenAt, firstSync)
    else {
      ledger.state =
        kind === 'low-code' ? lowCode(ledger.dataset, newest) : finished(newest, writtenAt)
      presume(ledger, [{ since: -Infinity, until: newest + 1 }])
      const began = kind === 'low-code' ? newest : writtenAt
      // By another clock the first sync may take it for due.
      ledger.recheck = { earliest: began, latest: firstSync }
    }
    ledger.newest = newest
    ledger.firstBegan = writtenAt
  }
}

/** The greatest cursor value of rows in reach that could be seen at an instant. */
function newestBefore({ rows }: Dataset, instant: Instant): Instant | undefined {
  const seen = [...rows.values()].flatMap(({ versions: [first] }) =>
    first !== undefined && first.from <= instant && first.at >= BEGIN ? [first.at] : [],
  )
  return seen.length === 0 ? undefined : seen.reduce((a, b) => Math.max(a, b))
}

function presume(
  { dataset, written }: Ledger,
  windows: readonly { readonly since: Instant; readonly until: Instant }[],
): void {
  for (const { id, versions } of dataset.rows.values()) {
    const at = versions[0]?.at ?? NaN
    if (windows.some(({ since, until }) => at >= since && at < until)) written.set(id, 0)
  }
}

function lowCode({ moves }: Dataset, newest: Instant): Record<string, unknown> {
  return { [moves ? 'updated_at' : 'communicated_at']: formatInstant(newest) }
}

/** The form of test/sync/golden/0.1.0.json. */
function finished(newest: Instant, writtenAt: Instant): Record<string, unknown> {
  const began = formatInstant(writtenAt)
  return {
    version: 1,
    since: formatInstant(BEGIN),
    watermark: formatInstant(newest),
    newest: formatInstant(newest),
    ahead: [],
    recheck: { began, changed_since: began, left: [] },
  }
}

/** A hole of some days in the middle, and what lies beyond it read. */
function unfinished(ledger: Ledger, newest: Instant, writtenAt: Instant, firstSync: Instant): void {
  const hole = { since: BEGIN + 8 * DAY_MS, until: BEGIN + 12 * DAY_MS }
  const watermark = Math.min(hole.since, newest)
  const isHole = newest > hole.until
  ledger.state = {
    ...finished(newest, writtenAt),
    watermark: formatInstant(watermark),
    ahead: isHole ? [{ since: formatInstant(hole.until), until: formatInstant(writtenAt) }] : [],
    unfinished: { mode: 'incremental', began: formatInstant(writtenAt), again: [] },
  }
  ledger.unfinishedStarts = [writtenAt]
  ledger.recheck = { earliest: writtenAt, latest: firstSync }
  presume(ledger, [
    { since: BEGIN, until: watermark },
    ...(isHole ? [{ since: hole.until, until: writtenAt }] : []),
  ])
  // The row that the watermark is the instant of has been seen: it is where the reading stood.
  if (!isHole) presume(ledger, [{ since: BEGIN, until: watermark + (newest > watermark ? 0 : 1) }])
}
