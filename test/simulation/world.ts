import { DAY_MS, HOUR_MS, type Instant } from '../../src/instant'
import type { SyncSettings } from '../../src/sync/stream-run'
import type { Faults, ModelRow } from './model-api'
import type { Chance } from './random'

/** One seed's world: who the tenant is, what it holds, and how its ClearGrid misbehaves. */
export interface World {
  readonly settings: SyncSettings
  readonly datasets: Readonly<Record<string, ModelRow[]>>
  readonly faults: Faults
}

export const BEGIN: Instant = Date.UTC(2026, 0, 1)
/** When the first sync starts. */
export const FIRST_SYNC: Instant = BEGIN + 30 * DAY_MS

export const CALM: Faults = {
  server: 0,
  overloaded: 0,
  torn: 0,
  malformed: 0,
  timeout: 0,
  scanRowsMax: Infinity,
  tokenUses: Infinity,
  refreshWorks: true,
  cursorLost: 0,
}

export function createWorld(chance: Chance): World {
  const pageSize = chance.int(10, 60)
  return {
    settings: {
      startDate: BEGIN,
      endDate: undefined,
      lookbackMs: 2 * DAY_MS,
      recheckMs: 40 * DAY_MS,
      bounds: { windowMs: chance.int(1, 30) * DAY_MS, pageSize },
      concurrency: chance.int(1, 8),
    },
    datasets: {
      D21: rowsOf('D21', chance),
      D22: rowsOf('D22', chance),
      D23: rowsOf('D23', chance),
    },
    faults: faultsOf(chance),
  }
}

/** Spread over a month, in one dense day, or on a handful of instants. */
function rowsOf(dataset: string, chance: Chance): ModelRow[] {
  const shape = chance.pick(['spread', 'dense', 'ties', 'empty'] as const)
  const count = shape === 'empty' ? 0 : chance.int(1, 300)
  return Array.from({ length: count }, (_, index) => {
    const at = BEGIN + offset(shape, chance)
    return { id: `${dataset}-${index}`, at, updatedAt: at, visibleFrom: at }
  })
}

function offset(shape: 'spread' | 'dense' | 'ties' | 'empty', chance: Chance): number {
  if (shape === 'dense') return 10 * DAY_MS + chance.int(0, DAY_MS)
  if (shape === 'ties') return chance.int(1, 5) * 5 * DAY_MS
  return chance.int(0, 30 * DAY_MS - HOUR_MS)
}

function faultsOf(chance: Chance): Faults {
  if (chance.happens(0.2)) return CALM
  const some = (probability: number): number => (chance.happens(0.4) ? probability : 0)
  return {
    server: some(0.05),
    overloaded: some(0.1),
    torn: some(0.05),
    malformed: some(0.03),
    timeout: some(0.03),
    scanRowsMax: chance.happens(0.4) ? chance.int(30, 200) : Infinity,
    tokenUses: chance.happens(0.4) ? chance.int(12, 40) : Infinity,
    refreshWorks: chance.happens(0.6),
    cursorLost: some(0.02),
  }
}

/** What happens at the tenant between two syncs: new rows, late ones, edits. */
export function liveOn({ datasets }: World, chance: Chance, now: Instant): void {
  for (const [dataset, rows] of Object.entries(datasets)) {
    const isByUpdate = dataset === 'D22'
    for (let index = chance.int(0, 5); index > 0; index -= 1) {
      const at = now - chance.int(1, isByUpdate ? 60_000 : DAY_MS)
      rows.push({ id: `${dataset}-${rows.length}`, at, updatedAt: at, visibleFrom: now })
    }
    for (let index = rows.length === 0 ? 0 : chance.int(0, 5); index > 0; index -= 1) {
      const row = chance.pick(rows)
      row.updatedAt = now - chance.int(1, 60_000)
      // Where updated_at is the order, an edit moves the row.
      if (isByUpdate) row.at = row.updatedAt
    }
  }
}
