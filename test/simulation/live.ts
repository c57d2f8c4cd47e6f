import { createHash } from 'node:crypto'
import type { Outcome } from './model/exchange-log'
import { judge } from './oracle/judge'
import { createWarehouse, statesOf } from './oracle/warehouse'
import { takeOver } from './plan/takeover'
import { createWorld, type World } from './plan/world'
import { createChance } from './random'
import { simulateSync, type SimulatedSync } from './sync'

/** What became of one seed. */
export interface Life {
  readonly seed: number
  readonly world: World
  readonly syncs: readonly SimulatedSync[]
  /** The promise that was broken; undefined: all were kept. */
  readonly broken: Error | undefined
}

/**
 * A tenant's syncs under one seed: killed, stopped, troubled, whole, with life going on between and
 * in them, each judged at its end. Then everything once more: every byte must be the same.
 */
export async function live(seed: number): Promise<Life> {
  const first = await liveOnce(seed)
  const second = await liveOnce(seed)
  if (digestOf(first) === digestOf(second)) return first
  const [one, other] = [first, second].map(({ syncs }) => syncs.map(({ text }) => text).join('\0'))
  return {
    ...first,
    broken: new Error(`not the same twice: ${difference(one ?? '', other ?? '')}`),
  }
}

/** Of each byte of stdout, each request and each end: what must be the same on every Node. */
export function digestOf({ syncs, broken }: Life): string {
  const hash = createHash('sha256')
  for (const { text, log, end, exchanges, endedAt } of syncs) {
    const asked = log.map(
      ({ at, stream, since, until, limit, outcome, rows }) =>
        `${at} ${stream} ${since} ${until} ${limit} ${outcome} ${rows}`,
    )
    hash.update(text).update(`\0${asked.join()}\0${end} ${exchanges} ${endedAt}\0`)
  }
  return hash
    .update(broken?.message ?? '')
    .digest('hex')
    .slice(0, 16)
}

function difference(one: string, other: string): string {
  let index = 0
  while (index < one.length && one[index] === other[index]) index += 1
  return `at byte ${index}: ${one.slice(index, index + 120)} and ${other.slice(index, index + 120)}`
}

/** The same once: the comparison is left to the caller. */
export async function liveOnce(seed: number): Promise<Life> {
  const world = createWorld(seed)
  const warehouse = createWarehouse(world.datasets)
  const chance = createChance(seed, 'requests')
  takeOver(warehouse, createChance(seed, 'takeover'), world.firstSync)
  const syncs: SimulatedSync[] = []
  const judged = { ...world.disorder, dense: world.life.dense }
  try {
    for (let index = 0; index < world.syncs; index += 1) {
      const plan = world.plan(syncs.at(-1), index === world.syncs - 1)
      world.life.liveOn(plan.startsAt)
      const sync = await simulateSync(plan, world.datasets, statesOf(warehouse), chance)
      syncs.push(sync)
      judge(judged, warehouse, sync)
    }
  } catch (thrown) {
    const broken = thrown instanceof Error ? thrown : new Error(String(thrown))
    return { seed, world, syncs, broken }
  }
  return { seed, world, syncs, broken: undefined }
}

/** How often each thing happened: requests by what became of them, syncs by how they ended. */
export function coverageOf({ syncs, world }: Life): Map<string, number> {
  const counts = new Map<string, number>()
  const count = (what: string, times = 1): void =>
    void counts.set(what, (counts.get(what) ?? 0) + times)
  for (const { end, log, plan, exchanges, endedAt } of syncs) {
    count(`sync ${end}`)
    count(`mode ${plan.mode}`)
    count('requests', exchanges)
    count('virtual ms', endedAt - plan.startsAt)
    for (const { outcome } of log) count(`answer: ${outcome satisfies Outcome}`)
    if (plan.weather.outages.length > 0) count('outage')
    if (plan.weather.refusals.length > 0) count('refusal')
    if (plan.weather.loopAt !== undefined) count('paging that goes round')
    if (plan.nature.clampMs < Infinity) count('narrower echo')
    if (plan.nature.dateAheadMs === undefined) count('no Date header')
    if (plan.clockAheadMs !== 0) count('clocks that differ')
    if (plan.readerDelayMs > 0) count('slow reader')
    if (plan.weather.overloaded === 1) count('429 without end')
  }
  if (world.disorder.isDisordered) count('rows out of order')
  const [first, last] = [syncs[0], syncs.at(-1)]
  if (first !== undefined && last !== undefined) {
    count('lived ms', last.endedAt - first.plan.settings.startDate)
  }
  return counts
}
