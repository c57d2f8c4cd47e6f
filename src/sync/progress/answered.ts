import { forgotten, succeeded, trialSucceeded, type Gauge } from './gauge'
import type { Asked, RequestSize, Role } from './request-size'

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
  // It was an outage, which teaches nothing about sizes.
  if (wasRepeated) return { ...size, ...before, search: undefined }
  if (search.isDoubted) return { ...size, search: { ...search, isDoubted: false } }
  const ended = { ...size, search: undefined }
  if (last === 'count') return ended
  // It was chance.
  if (last === 'nothing') return { ...ended, window: forgotten(window), page: forgotten(page) }
  const shortSearches = steps <= 1 ? size.shortSearches + 1 : 0
  return last === 'window'
    ? { ...ended, shortSearches, page: before.page }
    : { ...ended, shortSearches, window: before.window }
}

/** A window that came in one page counts more, so that windows grow quickly in quiet times. */
const LIGHT_WEIGHT = 3

/** A window that was read to its end. */
export interface WindowRead {
  readonly role: Role
  /** 0: it was cut short, and teaches nothing. */
  readonly windowMs: number
  readonly pages: number
  readonly rows: number
}

/** What a window that was read to its end teaches about windows. */
export function windowRead(size: RequestSize, read: WindowRead): RequestSize {
  const { sizeMax, window } = size
  if (read.rows === 0)
    return { ...size, window: proven(window, read), quietMs: size.quietMs + read.windowMs }
  const inBounds = { ...window, proved: Math.min(window.proved, sizeMax.windowMs) }
  return { ...size, window: proven(inBounds, read), quietMs: 0 }
}

function proven(window: Gauge, { role, windowMs, pages }: WindowRead): Gauge {
  if (role === 'trial') return trialSucceeded(window, windowMs)
  // The end of a stretch, and a window that was shared, teach nothing.
  if (role !== 'usual' || windowMs < window.proved) return window
  return succeeded(window, pages <= 1 ? LIGHT_WEIGHT : 1)
}
