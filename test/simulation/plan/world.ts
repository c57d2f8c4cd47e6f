import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../../../src/time/instant'
import type { Settings } from '../engine'
import { CALM, type Nature } from '../model/nature'
import { createDataset, type Dataset } from '../model/tenant'
import { createChance, type Chance } from '../random'
import type { Cut } from '../stdout'
import type { SimulatedSync, SyncPlan } from '../sync'
import { createLife, type Life } from './life'
import { seededNature, seededWeather } from './seeded-nature'

/** One seed's world: a tenant and its life, its ClearGrid, and the syncs that will be made of it. */
export interface World {
  readonly datasets: readonly Dataset[]
  readonly life: Life
  readonly firstSync: Instant
  readonly settings: Settings
  /** How many syncs there will be. */
  readonly syncs: number
  /** Whether rows stand where they do not belong. */
  readonly disorder: { readonly isDisordered: boolean; readonly isDisplaced: boolean }
  /** The next sync. */
  plan(before: SimulatedSync | undefined, isLast: boolean): SyncPlan
}

export const BEGIN: Instant = Date.UTC(2026, 0, 1)

const DATASETS = [
  ['D21', 'communication_logs', false],
  ['D22', 'conversations', true],
  ['D23', 'manual_communication_logs', false],
] as const

export function createWorld(seed: number): World {
  const chance = createChance(seed, 'world')
  const datasets = DATASETS.slice(0, chance.pick([1, 2, 3, 3])).map(([code, stream, moves]) =>
    createDataset(code, stream, moves),
  )
  const isLong = chance.happens(0.04)
  const spanMs = isLong ? 400 * DAY_MS : 30 * DAY_MS
  const firstSync = BEGIN + spanMs + chance.int(0, DAY_MS)
  const first = firstSettings(chance, isLong)
  const displaced = chance.happens(0.06) ? chance.pick([0.002, 0.02, 0.3]) : 0
  const life = createLife({
    datasets,
    chance: createChance(seed, 'life'),
    lookbackMs: first.lookbackMs,
    displaced,
    isLarge: chance.happens(0.04),
  })
  life.begin(BEGIN - (chance.happens(0.3) ? 60 * DAY_MS : 0), firstSync)
  const seeded = seededNature(chance, life.dense)
  const isDisordered = displaced > 0 || seeded.order === 'descending'
  const wholeSeconds = createChance(seed, 'whole seconds').happens(0.2)
  const nature = { ...seeded, wholeSeconds, scanMs: scanMsIn(seeded, isDisordered, isLong) }
  const clockAheadMs = chance.pick([0, 0, 0, HOUR_MS, -HOUR_MS, 5 * MINUTE_MS, 30 * HOUR_MS])
  const changesSettings = chance.happens(0.3)
  let settings = first

  return {
    datasets,
    life,
    firstSync,
    settings: first,
    syncs: chance.int(2, 6),
    disorder: { isDisordered, isDisplaced: displaced > 0 },
    plan: (before, isLast) => {
      const startsAt = before === undefined ? firstSync : before.endedAt + gapMs(before, chance)
      if (changesSettings && before !== undefined) settings = changed(settings, startsAt, chance)
      return {
        startsAt,
        settings,
        mode: modeOf(before, isLast, chance),
        nature: natureNow(nature, chance),
        weather: isLast ? CALM : seededWeather(chance, startsAt, datasets),
        clockAheadMs,
        readerDelayMs: chance.pick([0, 0, 0, 0, 50, 1_000]),
        cut: isLast ? undefined : cutOf(chance),
      }
    },
  }
}

function firstSettings(chance: Chance, isLong: boolean): Settings {
  return {
    startDate: BEGIN,
    endDate: undefined,
    lookbackMs: chance.pick([0, 2, 2, 2, 5]) * DAY_MS,
    recheckMs: chance.pick([0, 10, 40, 40, 40]) * DAY_MS,
    windowMs: chance.pick(isLong ? [7, 30] : [2, 7, 30, 30]) * DAY_MS,
    pageSize: chance.pick([10, 20, 50, 60, 500]),
    concurrency: chance.pick([1, 2, 4, 4, 8]),
  }
}

/**
 * Who looks for rows stretch by stretch would not find those that stand in another; a year of
 * stretches of hours would be thousands of pages, whatever is asked.
 */
function scanMsIn(nature: Nature, isDisordered: boolean, isLong: boolean): number {
  if (isDisordered || nature.ignoresFiltersWithCursor) return Infinity
  return isLong ? Math.max(nature.scanMs, DAY_MS) : nature.scanMs
}

/** A person changes one thing. */
function changed(settings: Settings, now: Instant, chance: Chance): Settings {
  switch (chance.int(0, 6)) {
    case 0:
      return { ...settings, startDate: BEGIN - chance.int(0, 60) * DAY_MS }
    case 1:
      return { ...settings, startDate: BEGIN + chance.int(0, 20) * DAY_MS }
    case 2:
      return { ...settings, endDate: now - chance.int(1, 40 * DAY_MS) }
    case 3:
      return { ...settings, endDate: undefined }
    case 4:
      return { ...settings, windowMs: chance.int(1, 30) * DAY_MS, pageSize: chance.int(10, 100) }
    case 5:
      return { ...settings, lookbackMs: chance.int(0, 6) * DAY_MS }
    default:
      return { ...settings, concurrency: chance.int(1, 8), recheckMs: chance.int(10, 40) * DAY_MS }
  }
}

function gapMs(before: SimulatedSync, chance: Chance): number {
  if (before.end === 'complete') {
    return chance.pick([
      MINUTE_MS,
      HOUR_MS,
      12 * HOUR_MS,
      23.9 * HOUR_MS,
      DAY_MS,
      DAY_MS,
      3 * DAY_MS,
    ])
  }
  return chance.pick([20_000, 5 * MINUTE_MS, 9 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, DAY_MS])
}

function modeOf(
  before: SimulatedSync | undefined,
  isLast: boolean,
  chance: Chance,
): SyncPlan['mode'] {
  const goesOn = before?.plan.mode === 'full_refresh' && before.end !== 'complete'
  if (goesOn && chance.happens(0.8)) return 'full_refresh'
  return !isLast && chance.happens(0.12) ? 'full_refresh' : 'incremental'
}

/** The API's habits change now and then: a limit comes or goes. */
function natureNow(nature: Nature, chance: Chance): Nature {
  if (!chance.happens(0.1)) return nature
  return { ...nature, rowsAheadMax: Infinity, windowMsMax: Infinity, pageRowsMax: Infinity }
}

function cutOf(chance: Chance): Cut | undefined {
  const kind = chance.next()
  if (kind < 0.3) return { how: 'kill', afterBytes: chance.log(200, 200_000) }
  if (kind < 0.38) return { how: 'stop', afterMs: chance.log(10, 60_000) }
  if (kind < 0.42) return { how: 'reader gone', afterBytes: chance.log(200, 100_000) }
  return undefined
}
