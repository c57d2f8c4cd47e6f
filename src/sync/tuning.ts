import { MINUTE_MS } from '../instant'
import type { Learned } from './state'

/** Below these, a request that is too much has nothing left to give. */
export const WINDOW_MS_MIN = MINUTE_MS
export const PAGE_SIZE_MIN = 10

/** Good pages in a row before a page size that once failed is tried again. */
const GOOD_PAGES_BEFORE_RETRY = 20

/** How much to ask for at once: learned from what is answered in time. */
export interface Tuning extends Learned {
  /** The page size that last failed in mid-walk, where the window was not to blame. */
  readonly failedPageSize: number
  readonly goodPages: number
}

/** The longest window and the largest page that the settings allow. */
export type Bounds = Learned

export function startTuning(learned: Learned | undefined, bounds: Bounds): Tuning {
  return {
    windowMs: Math.min(bounds.windowMs, Math.max(WINDOW_MS_MIN, learned?.windowMs ?? Infinity)),
    pageSize: Math.min(bounds.pageSize, learned?.pageSize ?? Infinity),
    failedPageSize: Infinity,
    goodPages: 0,
  }
}

/** Whether a request of this size that was too much can still be made smaller. */
export function canShrink(asked: Learned): boolean {
  return asked.windowMs > WINDOW_MS_MIN || asked.pageSize > PAGE_SIZE_MIN
}

/** Half of a window that was too long, down to a minute. */
export function halfWindow(windowMs: number): number {
  return Math.min(windowMs, Math.max(WINDOW_MS_MIN, Math.floor(windowMs / 2)))
}

/** After a request of this size was too much: nobody asks for more than half of it. */
export function afterTimeout(now: Tuning, asked: Learned, isFirstPage: boolean): Tuning {
  const half = Math.max(PAGE_SIZE_MIN, Math.floor(asked.pageSize / 2))
  return {
    windowMs: Math.min(now.windowMs, halfWindow(asked.windowMs)),
    pageSize: Math.min(now.pageSize, asked.pageSize, half),
    failedPageSize: isFirstPage ? now.failedPageSize : asked.pageSize,
    goodPages: 0,
  }
}

/** After a page that came in time: back towards the setting, twice as large each time. */
export function afterPage(now: Tuning, bounds: Bounds): Tuning {
  const goodPages = now.goodPages + 1
  const next = Math.min(bounds.pageSize, now.pageSize * 2)
  const isTrusted = next < now.failedPageSize || goodPages >= GOOD_PAGES_BEFORE_RETRY
  return { ...now, goodPages, pageSize: isTrusted ? next : now.pageSize }
}

/**
 * The window to ask for after one that was read whole. One that fitted into a single page doubles
 * the next, so that a quiet year is crossed in a few steps. A fuller one adds a tenth: what worked
 * is left slowly.
 */
export function nextWindow(windowMs: number, pages: number, bounds: Bounds): number {
  return Math.min(bounds.windowMs, Math.ceil(windowMs * (pages <= 1 ? 2 : 1.1)))
}

/** What is worth remembering: nothing, as long as the settings themselves work. */
export function learnedFrom(now: Tuning, bounds: Bounds): Learned | undefined {
  const { windowMs, pageSize } = now
  const isAsSet = windowMs >= bounds.windowMs && pageSize >= bounds.pageSize
  return isAsSet ? undefined : { windowMs, pageSize }
}
