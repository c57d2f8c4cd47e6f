import { MINUTE_MS } from '../../time/instant'
import { startGauge, type Gauge, type Limits } from './gauge'
import type { LearnedSize } from '../state/stream-state'
import { wholeSeconds } from './whole-seconds'

/** The longest window and the largest page that the settings allow. */
export interface SizeMax {
  readonly windowMs: number
  readonly pageSize: number
}

/** The smallest window and page: a request cannot be made smaller than this. */
export const WINDOW_MS_MIN = MINUTE_MS
export const PAGE_SIZE_MIN = 10

/**
 * How much to ask for at once, learned from what is answered in time. Only one walk at a time tries
 * a larger request. After a timeout one walk alone, the probe, asks for less and less, one measure
 * at a time, until it is answered; then the measure that was changed last is to blame, and the
 * other is restored.
 */
export interface RequestSize {
  readonly sizeMax: SizeMax
  /** In milliseconds: whole seconds, as windows are asked for so. */
  readonly window: Gauge
  readonly page: Gauge
  readonly search: Search | undefined
  /** Who tries something larger now. */
  readonly windowTrial: boolean
  readonly pageTrial: boolean
  /**
   * Searches in a row that ended at their first step: timeouts may then have nothing to do with
   * size.
   */
  readonly shortSearches: number
  /** Whether stretches from before ClearGrid existed may be asked for whole. */
  readonly mayBeVast: boolean
  /** The length of the windows that came back without a row since the last one that had some. */
  readonly quietMs: number
}

/** The search that follows a timeout, until a smaller request is answered. */
export interface Search {
  /** The gauges as they were before the search. */
  readonly before: { readonly window: Gauge; readonly page: Gauge }
  /** What was made smaller last; 'nothing': the same was asked for once more, 'count': without a count. */
  readonly last: 'window' | 'page' | 'nothing' | 'count'
  readonly steps: number
  readonly isProbing: boolean
  /** Timeouts in a row that came faster than a gateway waits. */
  readonly quick: number
  /** Whether the next request is the smallest, to tell an outage from an answer about size. */
  readonly isDoubted: boolean
}

/** What a walk was begun as. */
export type Role = 'usual' | 'trial' | 'probe' | 'vast'

/** One request, as far as its size goes. */
export interface Asked {
  readonly role: Role
  readonly windowMs: number
  readonly pageSize: number
  readonly isPageTrial: boolean
  readonly isFirstPage: boolean
  /**
   * Whether a count was asked for, and none has come yet: then counting may be what is too much.
   */
  readonly isCountDoubted: boolean
}

export function startRequestSize(learned: LearnedSize | undefined, sizeMax: SizeMax): RequestSize {
  const { windowMs, windowMsFailed = Infinity, pageSize, pageSizeFailed = Infinity } = learned ?? {}
  return {
    sizeMax,
    window: startGauge(
      windowLimits(sizeMax),
      windowMs === undefined
        ? undefined
        : { proved: wholeSeconds(windowMs), failed: windowMsFailed },
    ),
    page: startGauge(
      pageLimits(sizeMax),
      pageSize === undefined ? undefined : { proved: pageSize, failed: pageSizeFailed },
    ),
    search: undefined,
    windowTrial: false,
    pageTrial: false,
    shortSearches: 0,
    mayBeVast: true,
    quietMs: 0,
  }
}

export function windowLimits({ windowMs }: SizeMax): Limits {
  return { floor: Math.min(WINDOW_MS_MIN, windowMs), most: windowMs }
}

export function pageLimits({ pageSize }: SizeMax): Limits {
  return { floor: Math.min(PAGE_SIZE_MIN, pageSize), most: pageSize }
}

/** Whether nothing smaller can be asked for: then a timeout says nothing about size. */
export function isSmallest({ sizeMax }: RequestSize, windowMs: number, pageSize: number): boolean {
  return windowMs <= windowLimits(sizeMax).floor && pageSize <= pageLimits(sizeMax).floor
}

/** What to keep in the state; undefined as long as the largest size works. */
export function toLearnedSize({ window, page, sizeMax }: RequestSize): LearnedSize | undefined {
  if (window.proved >= sizeMax.windowMs && page.proved >= sizeMax.pageSize) return undefined
  return {
    windowMs: window.proved,
    pageSize: page.proved,
    ...(window.failed === Infinity ? {} : { windowMsFailed: window.failed }),
    ...(page.failed === Infinity ? {} : { pageSizeFailed: page.failed }),
  }
}
