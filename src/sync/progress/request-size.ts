import { MINUTE_MS } from '../../time/instant'
import { startGauge, type Gauge, type Limits } from './gauge'
import type { Learned } from '../state/stream-state'
import { wholeSeconds } from './whole-seconds'

/** The longest window and the largest page that the settings allow. */
export interface Bounds {
  readonly windowMs: number
  readonly pageSize: number
}

/** Below these, a request that is too much has nothing left to give. */
export const WINDOW_MS_MIN = MINUTE_MS
export const PAGE_SIZE_MIN = 10

/**
 * How much to ask for at once, learned from what is answered in time: the one thing that a timeout
 * changes. A larger request is tried by one walk at a time. After a timeout one walk alone, the
 * probe, asks for less and less, one measure at a time, until it is answered; then the measure that
 * was changed last is to blame, and the other gets back what it had.
 */
export interface RequestSize {
  readonly bounds: Bounds
  /** In milliseconds: whole seconds, as windows are asked for so. */
  readonly window: Gauge
  readonly page: Gauge
  readonly search: Search | undefined
  /** Who tries something larger now. */
  readonly windowTrial: boolean
  readonly pageTrial: boolean
  /** Searches in a row that ended at their first step: then size may have nothing to do with it. */
  readonly shortSearches: number
  /** Stretches from long before ClearGrid's time may be asked for whole. */
  readonly mayBeVast: boolean
  /** The length of the windows that came back without a row since the last one that had some. */
  readonly quietMs: number
}

/** What is going on after a timeout, until a smaller request is answered. */
export interface Search {
  /** What was asked for as a rule before. */
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
  /** Whether rows were to be counted, and no count has come yet: then that may be what is too much. */
  readonly isCountDoubted: boolean
}

export function startSize(learned: Learned | undefined, bounds: Bounds): RequestSize {
  const { windowMs, windowMsFailed = Infinity, pageSize, pageSizeFailed = Infinity } = learned ?? {}
  return {
    bounds,
    window: startGauge(
      windowLimits(bounds),
      windowMs === undefined
        ? undefined
        : { proved: wholeSeconds(windowMs), failed: windowMsFailed },
    ),
    page: startGauge(
      pageLimits(bounds),
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

export function windowLimits({ windowMs }: Bounds): Limits {
  return { floor: Math.min(WINDOW_MS_MIN, windowMs), most: windowMs }
}

export function pageLimits({ pageSize }: Bounds): Limits {
  return { floor: Math.min(PAGE_SIZE_MIN, pageSize), most: pageSize }
}

/** Whether nothing smaller can be asked for: then a timeout is trouble, and no answer about size. */
export function isSmallest({ bounds }: RequestSize, windowMs: number, pageSize: number): boolean {
  return windowMs <= windowLimits(bounds).floor && pageSize <= pageLimits(bounds).floor
}

/** What is worth remembering: nothing, as long as the settings themselves work. */
export function learnedFrom({ window, page, bounds }: RequestSize): Learned | undefined {
  if (window.proved >= bounds.windowMs && page.proved >= bounds.pageSize) return undefined
  return {
    windowMs: window.proved,
    pageSize: page.proved,
    ...(window.failed === Infinity ? {} : { windowMsFailed: window.failed }),
    ...(page.failed === Infinity ? {} : { pageSizeFailed: page.failed }),
  }
}
