import { DAY_MS } from '../../src/instant'
import { judge, missing, type Warehouse } from './oracle'
import { createChance } from './random'
import { simulate } from './simulate'
import { CALM, createWorld, FIRST_SYNC, liveOn } from './world'

/** More before a release: SEEDS=20000 npx jest test/simulation. */
const SEEDS = Number(process.env['SEEDS'] ?? 300)

/** Seeds that once failed; they are kept for ever. */
const KEPT_SEEDS: readonly number[] = []

/** Some syncs that are killed or troubled, with life going on between them; then one in calm. */
async function live(seed: number): Promise<number> {
  const chance = createChance(seed)
  const world = createWorld(chance)
  const warehouse: Warehouse = { rows: new Map(), states: new Map() }
  let now = FIRST_SYNC
  let exchanges = 0
  for (let troubles = chance.int(1, 4); troubles > 0; troubles -= 1) {
    const killAfterBytes = chance.happens(0.5) ? chance.int(0, 120_000) : Infinity
    const states = new Map(warehouse.states)
    const sync = await simulate(world, world.faults, chance, now, states, killAfterBytes)
    judge(world, warehouse, sync)
    exchanges += sync.exchanges
    now = sync.endedAt + chance.pick([60_000, DAY_MS / 2, DAY_MS])
    liveOn(world, chance, now)
    now += 60_000
  }
  // What is edited may wait for the daily recheck: a day on, everything must be right.
  now += DAY_MS
  for (const pass of ['first', 'second']) {
    const sync = await simulate(world, CALM, chance, now, new Map(warehouse.states))
    judge(world, warehouse, sync)
    exchanges += sync.exchanges
    if (sync.isComplete !== true) throw new Error(`The ${pass} calm sync did not complete`)
    now = sync.endedAt + DAY_MS
  }
  const lost = missing(world, warehouse, now - 2 * DAY_MS)
  if (lost.length > 0) throw new Error(`Lost or stale: ${lost.slice(0, 5).join(', ')}`)
  return exchanges
}

test('whatever befalls a sync, the promises hold', async () => {
  const seeds = [...KEPT_SEEDS, ...Array.from({ length: SEEDS }, (_, index) => index + 1)]
  let exchanges = 0
  for (const seed of seeds) {
    exchanges += await live(seed).catch((thrown: unknown) => {
      throw new Error(`Seed ${seed}`, { cause: thrown })
    })
  }

  expect(exchanges).toBeGreaterThan(seeds.length * 10)
})
