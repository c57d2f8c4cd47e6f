import { DAY_MS, MINUTE_MS, type Instant } from '../../../src/time/instant'
import { rowText } from '../model/row-text'
import { versionAt, type Dataset, type Version } from '../model/tenant'
import type { Chance } from '../random'

/** A tenant's life is a matter of chance, and of nothing that the engine does. */
export interface Life {
  /** Fills the datasets with what there was before the first sync. */
  begin(begin: Instant, now: Instant): void
  /** Lives on: between two syncs, and in the time from `now` on in which the next one runs. */
  liveOn(now: Instant): void
  /** Rows on the densest instant. */
  readonly dense: number
}

export interface LifeOptions {
  readonly datasets: readonly Dataset[]
  readonly chance: Chance
  /** How late a row may be that the engine still owes, where rows do not move. */
  readonly lookbackMs: number
  /** Probability that a row stands where it does not belong. */
  readonly displaced: number
  readonly isLarge: boolean
}

/** How late a moved row may be: the overlap of streams that are ordered by their updates. */
export const MOVED_LATE_MS = 10 * MINUTE_MS

export function createLife(options: LifeOptions): Life {
  const { datasets, chance, lookbackMs, displaced, isLarge } = options
  let livedUntil: Instant = -Infinity
  let isLagging = false
  let dense = 1
  let ids = 0

  function versionOf(
    dataset: Dataset,
    id: string,
    facts: { at: Instant; updatedAt: Instant; from: Instant; lateMs: number; version: number },
    last?: Version,
  ): Version {
    const { at, updatedAt, from, lateMs, version } = facts
    const text = rowText({ stream: dataset.stream, id, at, updatedAt, version }, chance)
    const drawnMs = chance.happens(displaced) ? chance.int(-3, 3) * DAY_MS : 0
    // An edit moves no row back: no walk could meet one that has passed it unseen.
    const orderAt = at + (last === undefined ? drawnMs : last.orderAt - last.at)
    return { at, updatedAt, from: isLagging ? Infinity : from, lateMs, text, orderAt }
  }

  function insert(dataset: Dataset, at: Instant, from: Instant): void {
    ids += 1
    const id = `${dataset.code}-${chance.int(100, 999)}-${ids}`
    const updatedAt = dataset.moves ? at : Math.max(at, from - chance.int(0, 9 * MINUTE_MS))
    dataset.add(id, versionOf(dataset, id, { at, updatedAt, from, lateMs: from - at, version: 0 }))
  }

  /** Mostly on time; often just within what is owed; now and then later than that. */
  function lateness(dataset: Dataset): number {
    const owedMs = dataset.moves ? MOVED_LATE_MS : lookbackMs
    const kind = chance.next()
    if (kind < 0.5) return 0
    if (kind < 0.7) return Math.min(owedMs, chance.log(1, 2 * MINUTE_MS))
    if (kind < 0.93) return chance.pick([owedMs, chance.int(0, owedMs), chance.int(0, owedMs)])
    return owedMs + chance.log(1_000, 5 * DAY_MS)
  }

  function edit(dataset: Dataset, now: Instant): void {
    const rows = [...dataset.rows.values()]
    if (rows.length === 0) return
    const row = chance.pick(rows)
    const shown = versionAt(row, now)
    const last = row.versions.at(-1)
    if (shown === undefined || last === undefined || last.from > now) return
    const version = row.versions.length
    const lateMs = dataset.moves && chance.happens(0.3) ? chance.int(0, MOVED_LATE_MS) : 0
    const updatedAt = now - (dataset.moves ? lateMs : chance.int(0, 9 * MINUTE_MS))
    if (dataset.moves && updatedAt <= last.at) return
    const at = dataset.moves ? updatedAt : last.at
    const late = dataset.moves ? lateMs : last.lateMs
    const from = Math.max(now, last.from + 1)
    dataset.add(
      row.id,
      versionOf(dataset, row.id, { at, updatedAt, from, lateMs: late, version }, last),
    )
  }

  /** A few events in `[since, until)`. */
  function liveIn(dataset: Dataset, since: Instant, until: Instant, eventsMax: number): void {
    const instants = Array.from({ length: chance.int(0, eventsMax) }, () =>
      chance.int(since, until - 1),
    )
    for (const now of instants.sort((a, b) => a - b)) {
      const kind = chance.next()
      if (kind < 0.55) {
        const at = now - lateness(dataset)
        insert(dataset, at, now)
      } else if (kind < 0.95) edit(dataset, now)
      else if (dataset.rows.size > 0) {
        const row = chance.pick([...dataset.rows.values()])
        if (row.deletedAt === Infinity) dataset.delete(row.id, now)
      }
    }
  }

  return {
    get dense() {
      return dense
    },
    begin: (begin, now) => {
      for (const dataset of datasets) {
        for (const at of instantsOf(chance, isLarge, begin, now)) insert(dataset, at, at)
      }
      dense = Math.max(...datasets.map(densest))
      livedUntil = now
    },
    liveOn: (now) => {
      if (isLagging) for (const dataset of datasets) dataset.endLag(now)
      isLagging = chance.happens(0.07)
      const until = now + chance.log(5_000, 20 * MINUTE_MS)
      for (const dataset of datasets) {
        if (now > livedUntil) liveIn(dataset, Math.max(livedUntil, now - 5 * DAY_MS), now, 8)
        if (now > livedUntil) liveIn(dataset, Math.max(livedUntil, now - 10 * MINUTE_MS), now, 4)
        const begin = Math.max(livedUntil, now)
        if (until > begin) liveIn(dataset, begin, until, chance.pick([0, 3, 12]))
      }
      livedUntil = Math.max(livedUntil, until)
    },
  }
}

/** Spread, in one dense day, on a handful of instants, or many on one. */
function instantsOf(chance: Chance, isLarge: boolean, begin: Instant, now: Instant): Instant[] {
  const shape = chance.pick(['spread', 'spread', 'dense', 'ties', 'empty', 'one'] as const)
  const most = isLarge ? 3_000 : 160
  const count = shape === 'empty' ? 0 : chance.int(1, most)
  const day = begin + chance.next() * (now - begin - DAY_MS)
  const ties = Array.from({ length: chance.int(1, 6) }, () => chance.int(begin, now - 1))
  return Array.from({ length: count }, () => {
    if (shape === 'dense') return Math.floor(day) + chance.int(0, DAY_MS - 1)
    if (shape === 'ties') return chance.pick(ties)
    if (shape === 'one')
      return chance.happens(0.7) ? (ties[0] ?? begin) : chance.int(begin, now - 1)
    return chance.int(begin, now - 1)
  })
}

function densest({ rows }: Dataset): number {
  const counts = new Map<Instant, number>()
  for (const { versions } of rows.values()) {
    const minute = Math.floor((versions[0]?.at ?? 0) / MINUTE_MS)
    counts.set(minute, (counts.get(minute) ?? 0) + 1)
  }
  return Math.max(1, ...counts.values())
}
