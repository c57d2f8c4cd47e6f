/**
 * One measure of a request, its window's length or its page's size, and what is known of it: what
 * has proved to be answered in time, and what was too much. Pure: each function makes a new gauge.
 */
export interface Gauge {
  /** Asked for as a rule. */
  readonly proved: number
  /** What was too much when it was last tried; Infinity: nothing was, or it is forgotten. */
  readonly failed: number
  /** Requests of the proved size that were answered since the last change. */
  readonly successes: number
  /** How many of them are needed before a size near the failed one is tried. */
  readonly caution: number
  /**
   * Whether the failed size has failed only once: then it is tried again soon, as it may have been
   * chance.
   */
  readonly isInDoubt: boolean
}

/** The range of a gauge: `floor` cannot be made smaller, `most` is the setting. */
export interface Limits {
  readonly floor: number
  readonly most: number
}

/** Below this share of what failed a gauge grows freely; above it, one step for many successes. */
const SAFE_SHARE = 0.8
const STEP = 1.1
const CAUTION_MIN = 20
const CAUTION_MAX = 160

/** Successes before a size that failed once is tried again: trials must stay rare. */
const DOUBT_WAITS = 8

/** After so many successes in a row the caution is halved. */
const CALM = 100

/** @param learned from an earlier sync; it is cut to a setting that has become smaller since. */
export function startGauge(
  { floor, most }: Limits,
  learned: { readonly proved: number; readonly failed: number } | undefined,
): Gauge {
  const { proved = most, failed = Infinity } = learned ?? {}
  const within = Math.min(most, Math.max(floor, proved))
  return {
    proved: within,
    failed: Math.max(failed, within),
    successes: 0,
    caution: CAUTION_MIN,
    isInDoubt: false,
  }
}

/** A larger size that is worth one trial; undefined: none for now. */
export function nextTrial(gauge: Gauge, most: number): number | undefined {
  const { proved, failed, successes, caution, isInDoubt } = gauge
  if (proved >= most) return undefined
  // Far from what failed, where another search has led meanwhile, small steps tell more.
  if (isInDoubt && failed <= 4 * proved) {
    return successes < DOUBT_WAITS ? undefined : Math.min(most, failed)
  }
  if (failed === Infinity) return Math.min(most, 2 * proved)
  const next = Math.ceil(proved * STEP)
  if (next > failed * SAFE_SHARE && successes < caution) return undefined
  return Math.min(most, next, failed)
}

/** A trial was answered: its size has proved itself. What once failed at that size is forgotten. */
export function trialSucceeded(gauge: Gauge, size: number): Gauge {
  const isForgotten = size >= gauge.failed
  return {
    proved: Math.max(gauge.proved, size),
    failed: isForgotten ? Infinity : gauge.failed,
    successes: 0,
    caution: gauge.caution,
    isInDoubt: false,
  }
}

/** A trial was too much. Once it may have been chance; twice, the next waits twice as long. */
export function trialFailed(gauge: Gauge, size: number): Gauge {
  const isFirst = !gauge.isInDoubt && gauge.failed !== size
  const caution = isFirst ? gauge.caution : Math.min(CAUTION_MAX, 2 * gauge.caution)
  const failed = Math.max(size, gauge.proved)
  return { ...gauge, failed, successes: 0, caution, isInDoubt: isFirst }
}

/**
 * A request of the proved size was answered.
 * @param weight how many successes it counts as.
 */
export function succeeded(gauge: Gauge, weight = 1): Gauge {
  const successes = gauge.successes + weight
  const isCalm = Math.floor(successes / CALM) > Math.floor(gauge.successes / CALM)
  return { ...gauge, successes, caution: isCalm ? lessCautious(gauge.caution) : gauge.caution }
}

function lessCautious(caution: number): number {
  return Math.max(CAUTION_MIN, caution / 2)
}

/**
 * A request of this size was too much: from now on only a part of it is asked for. The first time
 * in a long while it may have been chance.
 * @param by how many parts it is divided into.
 * @param unit a part is a whole number of these.
 */
export function cut(gauge: Gauge, size: number, by: number, floor: number, unit = 1): Gauge {
  const part = Math.max(floor, Math.floor(size / by / unit) * unit)
  return {
    proved: Math.min(gauge.proved, part),
    failed: size,
    successes: 0,
    caution: Math.min(CAUTION_MAX, 2 * gauge.caution),
    isInDoubt: gauge.caution <= CAUTION_MIN,
  }
}

/** The failure was chance: forgets that anything was too much. */
export function forgotten(gauge: Gauge): Gauge {
  return { ...gauge, failed: Infinity, isInDoubt: false }
}
