import { DAY_MS, formatInstant, type Instant } from '../../../src/time/instant'
import type { Settings } from '../engine'
import { CALM, GOOD_NATURE, type Nature, type Weather } from '../model/nature'
import { createDataset, type Dataset } from '../model/tenant'
import { SIZE_OUTCOMES } from '../oracle/cost'
import { judge } from '../oracle/judge'
import { createWarehouse, statesOf, type Ledger } from '../oracle/warehouse'
import { createChance } from '../random'
import { simulateSync, type SimulatedSync, type SyncPlan } from '../sync'

/** A world written by hand: one stream, and the syncs that a test makes of it. */
export interface Scenario {
  readonly dataset: Dataset
  readonly ledger: Ledger
  /** A row that is visible from its own time on, unless it says otherwise. */
  add(
    id: string,
    at: Instant,
    facts?: { readonly from?: Instant; readonly updatedAt?: Instant; readonly orderAt?: Instant },
  ): void
  /** One sync, judged at its end: throws the promise that it broke. */
  sync(plan: ScenarioPlan): Promise<SimulatedSync>
}

export interface ScenarioPlan extends Partial<Omit<SyncPlan, 'settings' | 'nature' | 'weather'>> {
  readonly startsAt: Instant
  readonly settings?: Partial<Settings>
  readonly nature?: Partial<Nature>
  readonly weather?: Partial<Weather>
  /** Left to the test, where it looks at something else, or a broken promise is the point. */
  readonly isJudged?: boolean
}

export const BEGIN: Instant = Date.UTC(2026, 0, 1)

/** The defaults of the form. */
const SETTINGS: Settings = {
  startDate: BEGIN,
  endDate: undefined,
  lookbackMs: 2 * DAY_MS,
  recheckMs: 45 * DAY_MS,
  windowMs: 30 * DAY_MS,
  pageSize: 500,
  concurrency: 4,
}

const CODES = {
  communication_logs: 'D21',
  conversations: 'D22',
  manual_communication_logs: 'D23',
} as const

export function scenario(
  stream: keyof typeof CODES,
  options: { readonly isDisordered?: boolean; readonly dense?: number } = {},
): Scenario {
  const moves = stream === 'conversations'
  const dataset = createDataset(CODES[stream], stream, moves)
  const warehouse = createWarehouse([dataset])
  const ledger = warehouse.ledgers.get(stream)
  if (ledger === undefined) throw new Error(`no ${stream}`)
  const chance = createChance(1, stream)
  const isDisordered = options.isDisordered ?? false
  const world = { isDisordered, isDisplaced: isDisordered, dense: options.dense ?? 1 }
  return {
    dataset,
    ledger,
    add: (id, at, { from = at, updatedAt = at, orderAt = at } = {}) => {
      const version = dataset.rows.get(id)?.versions.length ?? 0
      const lateMs = !moves && version > 0 ? 0 : from - at
      const text = textOf(id, at, updatedAt, version, moves)
      dataset.add(id, { at, updatedAt, from, lateMs, text, orderAt })
    },
    sync: async ({ isJudged = true, ...plan }) => {
      const whole: SyncPlan = {
        mode: 'incremental',
        clockAheadMs: 0,
        readerDelayMs: 0,
        cut: undefined,
        ...plan,
        settings: { ...SETTINGS, ...plan.settings },
        nature: { ...GOOD_NATURE, ...plan.nature },
        weather: { ...CALM, ...plan.weather },
      }
      const done = await simulateSync(whole, [dataset], statesOf(warehouse), chance)
      if (isJudged) judge(world, warehouse, done)
      return done
    },
  }
}

function textOf(
  id: string,
  at: Instant,
  updatedAt: Instant,
  version: number,
  moves: boolean,
): string {
  const communicated = moves ? {} : { communicated_at: formatInstant(at) }
  const updated = { updated_at: formatInstant(updatedAt) }
  const usual = moves ? { platform: 'WHATSAPP' } : { communication_type: 'SMS' }
  return JSON.stringify({
    public_id: id,
    ...usual,
    status: `v${version}`,
    ...communicated,
    ...updated,
  })
}

/** Requests for rows that were too much of something. */
export function refusedShare(log: SimulatedSync['log']): number {
  if (log.length === 0) return 0
  return log.filter(({ outcome }) => SIZE_OUTCOMES.has(outcome)).length / log.length
}

export function recordsOf({ lines }: SimulatedSync): string[] {
  return lines.flatMap(({ text }) => {
    const id = /^\{"type":"RECORD".*?"public_id":"([^"]*)"/.exec(text)?.[1]
    return id === undefined ? [] : [id]
  })
}

export function errorsOf({ lines }: SimulatedSync): string[] {
  return lines.flatMap(({ text }) => (/^\{"type":"TRACE".*"type":"ERROR"/.test(text) ? [text] : []))
}

/** The longest time without RECORD or STATE. */
export function silenceMsOf({ lines, plan, endedAt }: SimulatedSync): number {
  let last = plan.startsAt
  let longest = 0
  const beats = lines.filter(({ text }) => /^\{"type":"(RECORD|STATE)"/.test(text))
  for (const at of [...beats.map((line) => line.at), endedAt]) {
    longest = Math.max(longest, at - last)
    last = at
  }
  return longest
}
