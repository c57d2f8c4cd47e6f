import { DAY_MS, type Instant } from '../../time/instant'
import { nextTrial } from './gauge'
import { pageLimits, windowLimits, type Asked, type RequestSize, type Role } from './request-size'
import { wholeSeconds } from './whole-seconds'

/** ClearGrid has no data from before this: only a mistaken start date leads there. */
export const LONG_AGO: Instant = Date.UTC(2015, 0, 1)

/**
 * After so long without a row, windows may be longer than the setting, to cross empty years
 * quickly.
 */
const QUIET_MS = 730 * DAY_MS
const QUIET_WINDOW_MS = 366 * DAY_MS

/** The longest window that may be tried. */
function longestWindow({ sizeMax, quietMs }: RequestSize): number {
  return quietMs < QUIET_MS ? sizeMax.windowMs : Math.max(sizeMax.windowMs, QUIET_WINDOW_MS)
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
  const { search, window, sizeMax } = size
  if (search !== undefined) {
    const windowMs = search.isDoubted ? windowLimits(sizeMax).floor : window.proved
    return { size: { ...size, search: { ...search, isProbing: true } }, windowMs, role: 'probe' }
  }
  if (size.mayBeVast && LONG_AGO - since > sizeMax.windowMs) {
    return { size, windowMs: LONG_AGO - since, role: 'vast' }
  }
  const trial = size.windowTrial ? undefined : nextTrial(window, longestWindow(size))
  if (trial !== undefined && trial <= leftMs) {
    return { size: { ...size, windowTrial: true }, windowMs: wholeSeconds(trial), role: 'trial' }
  }
  return { size, windowMs: window.proved, role: 'usual' }
}

/**
 * Whether a walk may go on after a request that was too much: with its page cursor and another page
 * size, or with the very same request, where size may have nothing to do with it.
 */
export function mayAskHere({ page, search }: RequestSize, asked: Asked): boolean {
  const isSame = search?.last === 'nothing' || search?.last === 'count'
  if (isSame && !search.isProbing) return true
  return !asked.isFirstPage && page.proved < asked.pageSize
}

/**
 * A walk that asked for too much goes on with its page cursor, and becomes the probe if there is
 * none.
 */
export function probeHere(
  size: RequestSize,
  role: Role,
): { readonly size: RequestSize; readonly role: Role } {
  const { search } = size
  if (search === undefined || search.isProbing) return { size, role }
  return { size: { ...endWalk(size, role), search: { ...search, isProbing: true } }, role: 'probe' }
}

/** A walk is over, however it ended: another may now be the trial or the probe. */
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
  const { search, page, sizeMax } = size
  if (search?.isDoubted === true && role === 'probe') {
    return { size, pageSize: pageLimits(sizeMax).floor, isPageTrial: false }
  }
  const canTry = search === undefined && !size.pageTrial && role === 'usual'
  const trial = canTry ? nextTrial(page, sizeMax.pageSize) : undefined
  if (trial === undefined) return { size, pageSize: page.proved, isPageTrial: false }
  return { size: { ...size, pageTrial: true }, pageSize: trial, isPageTrial: true }
}
