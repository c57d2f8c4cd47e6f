import { SECOND_MS } from '../../time/instant'
import { cut, trialFailed } from './gauge'
import { pageLimits, windowLimits, type Asked, type RequestSize, type Search } from './request-size'
import { wholeSeconds } from './whole-seconds'

/** A gateway that gives up has waited for longer than this. */
const QUICK_MS = 5_000

/** After so many in a row that came faster, the smallest request tells an outage from a limit. */
const QUICK_MAX = 3

/**
 * A request was too much: a 504, no answer before the deadline, a body that is too large, too many
 * empty pages.
 * @param answeredAfterMs how long the answer took.
 * @param blamed the measure to blame, where that is certain.
 */
export function tooMuch(
  size: RequestSize,
  asked: Asked,
  answeredAfterMs: number,
  blamed?: 'window' | 'page',
): RequestSize {
  if (asked.role === 'vast') return { ...size, mayBeVast: false }
  if (asked.isPageTrial) {
    return { ...size, pageTrial: false, page: trialFailed(size.page, asked.pageSize) }
  }
  if (asked.role === 'trial' && (asked.isFirstPage || blamed === 'window')) {
    return { ...size, window: trialFailed(size.window, asked.windowMs) }
  }
  // Requests that were in flight when another failed teach nothing new.
  const isLonger = asked.role !== 'trial' && asked.windowMs > size.window.proved
  const isOld = isLonger || asked.pageSize > size.page.proved
  if (asked.role !== 'probe' && (isOld || size.search !== undefined)) return size
  return searched(size, asked, answeredAfterMs < QUICK_MS, blamed)
}

/** Asks for less of one measure than was too much. */
function searched(
  size: RequestSize,
  asked: Asked,
  isQuick: boolean,
  blamed: 'window' | 'page' | undefined,
): RequestSize {
  const { window, page, sizeMax } = size
  const search = size.search ?? { ...NEW_SEARCH, before: { window, page } }
  const quick = isQuick ? search.quick + 1 : 0
  const measure = blamed ?? repeatFirst(size, asked) ?? nextMeasure(size, asked, search.last)
  const isDoubted = quick === QUICK_MAX
  const next = { ...search, last: measure, steps: search.steps + 1, quick, isDoubted }
  if (measure === 'count' || measure === 'nothing') return { ...size, search: next }
  // A request that fails again at once does not fail by chance.
  const shortSearches = size.search?.last === 'nothing' ? 0 : size.shortSearches
  const by = isQuick ? 2 : SLOW_DIVISOR
  const smaller =
    measure === 'window'
      ? { window: cut(window, asked.windowMs, by, windowLimits(sizeMax).floor, SECOND_MS) }
      : { page: cut(page, asked.pageSize, by, pageLimits(sizeMax).floor) }
  return { ...size, ...smaller, shortSearches, search: next }
}

/** Where each answer takes as long as a gateway waits, fewer but larger steps are better. */
const SLOW_DIVISOR = 4

/** What a search repeats first, at the same size; undefined: nothing. */
function repeatFirst(
  size: RequestSize,
  { isCountDoubted }: Asked,
): 'count' | 'nothing' | undefined {
  if (size.search !== undefined) return undefined
  // Counting must never be what makes a request too slow: it is dropped before anything else.
  if (isCountDoubted) return 'count'
  return isFickle(size) ? 'nothing' : undefined
}

const NEW_SEARCH = {
  last: 'nothing',
  steps: 0,
  isProbing: false,
  quick: 0,
  isDoubted: false,
} as const

/** After so many searches in a row that ended at their first step, the same is asked for first. */
const FICKLE_AFTER = 4

/**
 * Whether timeouts seem to come by chance: asking for less helped every time, but never for long.
 */
function isFickle({ shortSearches }: RequestSize): boolean {
  return shortSearches >= FICKLE_AFTER
}

/** Window and page take turns, as long as both can be made smaller. */
function nextMeasure(
  { sizeMax }: RequestSize,
  { windowMs, pageSize, isFirstPage }: Asked,
  last: Search['last'],
): 'window' | 'page' {
  if (windowMs <= windowLimits(sizeMax).floor) return 'page'
  if (pageSize <= pageLimits(sizeMax).floor) return 'window'
  if (last === 'window') return 'page'
  if (last === 'page') return 'window'
  return isFirstPage ? 'window' : 'page'
}

/** Even the smallest request failed, or something else ended the search: nothing was learned. */
export function giveUpSearch(size: RequestSize): RequestSize {
  return size.search === undefined ? size : { ...size, ...size.search.before, search: undefined }
}

/** ClearGrid says in `meta` that it reads windows of this length at the most. */
export function clampedTo(size: RequestSize, asked: number, served: number): RequestSize {
  const windowMs = Math.max(windowLimits(size.sizeMax).floor, wholeSeconds(served))
  if (windowMs >= size.window.proved) return size
  return { ...size, window: { ...cut(size.window, asked, 2, windowMs), proved: windowMs } }
}
