import { DAY_MS, MINUTE_MS } from '../../../src/time/instant'
import type { SimulatedSync, SyncPlan } from '../sync'
import type { Due } from './due'
import type { JudgedWorld } from './promise'

/** An outage that is shorter must be survived: patience is two minutes. */
const PATIENCE_MS = 111_000

/**
 * Whether a sync has to come to its end: 'must', unless something befell it that cannot be helped,
 * or of which a loud failure is an honest answer.
 */
export function maySurvive(world: JudgedWorld, plan: SyncPlan): 'must' | 'may' {
  const { weather, nature } = plan
  const isOutageLong = weather.outages.some(({ since, until }) => until - since > PATIENCE_MS)
  const isRefused = weather.refusals.length > 0 || weather.loopAt !== undefined
  const isLongWait = (weather.retryAfter?.seconds ?? 0) > 600 || weather.overloaded === 1
  const isStrange = world.isDisordered || nature.ignoresFiltersWithCursor
  const isOutageOn = weather.outages.length > 0
  // One page cursor of many, lost each time, and no instant between to begin again from.
  const isLostAtOnce = weather.cursorLost > 0 && world.dense > 5 * plan.settings.pageSize
  // Trouble in the midst of an outage may add up to more than patience.
  const isBoth = isOutageOn && weather.malformed + weather.lies + weather.mute > 0
  return isOutageLong ||
    isLostAtOnce ||
    isRefused ||
    isLongWait ||
    waitsByWrongClock(plan) ||
    isStrange ||
    isBoth
    ? 'may'
    : 'must'
}

/**
 * E14: what must have come though the stream ended INCOMPLETE: the rows far from the one window
 * that was refused for good, where nothing else befell the sync.
 */
export function reachable(due: readonly Due[], stream: string, sync: SimulatedSync): Due[] {
  const { plan, end } = sync
  const { weather, settings } = plan
  const [refusal] = weather.refusals
  const isAlone = weather.outages.length === 0 && weather.loopAt === undefined
  if (end !== 'incomplete' || !isAlone || refusal?.stream !== stream) return []
  const { instant } = refusal
  if (instant === undefined) return []
  const reachMs = Math.max(settings.windowMs, DAY_MS)
  return due.filter(({ version }) => Math.abs(version.at - instant) > reachMs)
}

/** A date to wait for, by a clock that is behind, with no other to go by: the wait is as long. */
export function waitsByWrongClock({ weather, nature, clockAheadMs }: SyncPlan): boolean {
  const isAsDate = weather.retryAfter?.asDate === true && nature.dateAheadMs === undefined
  return weather.overloaded > 0 && isAsDate && clockAheadMs < -10 * MINUTE_MS
}

/** Empty pages that go round tell nothing new, and waits between them are ClearGrid's wish. */
export function goesRoundSlowly({ weather }: SyncPlan): boolean {
  return (
    weather.loopAt !== undefined &&
    weather.overloaded > 0 &&
    (weather.retryAfter?.seconds ?? 0) >= 120
  )
}
