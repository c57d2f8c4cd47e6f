import { MINUTE_MS, type Instant } from '../instant'
import {
  forgotten,
  startGauge,
  succeeded,
  trialOf,
  trialSucceeded,
  type Gauge,
  type Limits,
} from './gauge'
import type { Learned } from './state'

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
}

/** What is going on after a timeout, until a smaller request is answered. */
export interface Search {
  /** What was asked for as a rule before. */
  readonly before: { readonly window: Gauge; readonly page: Gauge }
  /** What was made smaller last; 'nothing': the same was asked for once more. */
  readonly last: 'window' | 'page' | 'nothing'
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
}

/** ClearGrid has nothing from before: only a wrong start date leads there. */
export const LONG_AGO: Instant = Date.UTC(2015, 0, 1)

export function startSize(learned: Learned | undefined, bounds: Bounds): RequestSize {
  const { windowMs, windowMsFailed = Infinity, pageSize, pageSizeFailed = Infinity } = learned ?? {}
  return {
    bounds,
    window: startGauge(
      windowLimits(bounds),
      windowMs === undefined ? undefined : { proved: windowMs, failed: windowMsFailed },
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
  }
}

export function windowLimits({ windowMs }: Bounds): Limits {
  return { floor: Math.min(WINDOW_MS_MIN, windowMs), most: windowMs }
}

export function pageLimits({ pageSize }: Bounds): Limits {
  return { floor: Math.min(PAGE_SIZE_MIN, pageSize), most: pageSize }
}

/** Whether a walk may begin: while one probes, no other would learn anything. */
export function mayBegin({ search }: RequestSize): boolean {
  return search?.isProbing !== true
}

/** The next window of a stretch that begins at `since` and has `leftMs`. */
export function beginWalk(
  size: RequestSize,
  since: Instant,
  leftMs: number,
): { readonly size: RequestSize; readonly windowMs: number; readonly role: Role } {
  const { search, window, bounds } = size
  if (search !== undefined) {
    const windowMs = search.isDoubted ? windowLimits(bounds).floor : window.proved
    return { size: { ...size, search: { ...search, isProbing: true } }, windowMs, role: 'probe' }
  }
  if (size.mayBeVast && LONG_AGO - since > bounds.windowMs) {
    return { size, windowMs: LONG_AGO - since, role: 'vast' }
  }
  const trial = size.windowTrial ? undefined : trialOf(window, bounds.windowMs)
  if (trial !== undefined && trial <= leftMs) {
    return { size: { ...size, windowTrial: true }, windowMs: trial, role: 'trial' }
  }
  return { size, windowMs: window.proved, role: 'usual' }
}

/** A walk is over, whatever came of it: what it alone was doing may be done by another. */
export function endWalk(size: RequestSize, role: Role): RequestSize {
  if (role === 'trial') return { ...size, windowTrial: false }
  if (role !== 'probe' || size.search === undefined) return size
  return { ...size, search: { ...size.search, isProbing: false } }
}

/** Rows to ask for in a walk's next page. */
export function beginPage(
  size: RequestSize,
  role: Role,
): { readonly size: RequestSize; readonly pageSize: number; readonly isPageTrial: boolean } {
  const { search, page, bounds } = size
  if (search?.isDoubted === true && role === 'probe') {
    return { size, pageSize: pageLimits(bounds).floor, isPageTrial: false }
  }
  const canTry = search === undefined && !size.pageTrial && role === 'usual'
  const trial = canTry ? trialOf(page, bounds.pageSize) : undefined
  if (trial === undefined) return { size, pageSize: page.proved, isPageTrial: false }
  return { size: { ...size, pageTrial: true }, pageSize: trial, isPageTrial: true }
}

/** Whether nothing smaller can be asked for: then a timeout is trouble, and no answer about size. */
export function isSmallest({ bounds }: RequestSize, windowMs: number, pageSize: number): boolean {
  return windowMs <= windowLimits(bounds).floor && pageSize <= pageLimits(bounds).floor
}

/** A request ended without an answer that says anything about its size. */
export function pageLost(size: RequestSize, { isPageTrial }: Asked): RequestSize {
  return isPageTrial ? { ...size, pageTrial: false } : size
}

/** A page came. @param wasRepeated whether the same request failed before, in the same way. */
export function pageCame(size: RequestSize, asked: Asked, wasRepeated: boolean): RequestSize {
  if (asked.isPageTrial) {
    return { ...size, pageTrial: false, page: trialSucceeded(size.page, asked.pageSize) }
  }
  if (asked.role === 'probe') return probeAnswered(size, wasRepeated)
  if (asked.pageSize < size.page.proved) return size
  return { ...size, page: succeeded(size.page) }
}

function probeAnswered(size: RequestSize, wasRepeated: boolean): RequestSize {
  const { search, window, page } = size
  if (search === undefined) return size
  const { before, last, steps } = search
  // It was an outage: nothing is learned of sizes.
  if (wasRepeated) return { ...size, ...before, search: undefined }
  if (search.isDoubted) return { ...size, search: { ...search, isDoubted: false } }
  const ended = { ...size, search: undefined }
  // It was chance.
  if (last === 'nothing') return { ...ended, window: forgotten(window), page: forgotten(page) }
  const shortSearches = steps <= 1 ? size.shortSearches + 1 : 0
  return last === 'window'
    ? { ...ended, shortSearches, page: before.page }
    : { ...ended, shortSearches, window: before.window }
}

/** In a quiet time nothing speaks against longer windows: one that came in a page counts more. */
const LIGHT_WEIGHT = 3

/** A window was read to its end, as it was asked for, in so many pages. */
export function windowRead(
  size: RequestSize,
  role: Role,
  windowMs: number,
  pages: number,
): RequestSize {
  const { window } = size
  if (role === 'trial') return { ...size, window: trialSucceeded(window, windowMs) }
  // The end of a stretch, and what was shared, teach nothing.
  if (role !== 'usual' || windowMs < window.proved) return size
  return { ...size, window: succeeded(window, pages <= 1 ? LIGHT_WEIGHT : 1) }
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
