import { SystemError } from '../errors'
import type { Client, PageRequest } from './client'
import { TooMuchAskedError } from './explain'
import type { Page } from './page'

/** One window, page by page. */
export interface WalkRequest extends Omit<PageRequest, 'pageCursor' | 'limit'> {
  /** Rows to ask for in the next page: asked before each. */
  readonly nextLimit: () => number
  /** Whether a page seems to hold all that is still wanted: then none is asked for ahead. */
  readonly isEnough?: (page: Page) => boolean
  /** Told when a first page with its total was too much, and is asked for without. */
  readonly onTotalDropped?: () => void
  /** Told when that helped: the count was what took too long. */
  readonly onTotalToBlame?: () => void
}

/**
 * The most pages in a row that may come without a row. Empty pages are normal in a dataset that is
 * joined through a parent; a run of this length is an API that leads nowhere.
 */
const EMPTY_PAGES_MAX = 10_000

/**
 * All pages of one window, in order; the first brings the total, where `includeTotal` asks for it.
 * Only a null `nextCursor` ends the data: pages may be short or empty. The next page is asked for
 * while the one before is being used, so at most two are held.
 * @throws SystemError when a page cursor comes twice in the walk: it would never end.
 * @throws whatever `Client.fetchPage` throws.
 */
export async function* walk(
  client: Client,
  request: WalkRequest,
  signal?: AbortSignal,
): AsyncGenerator<Page, void, undefined> {
  const fetch = async (pageCursor?: string, includeTotal = false): Promise<Page> => {
    const page = { ...request, limit: request.nextLimit(), pageCursor, includeTotal }
    return await client.fetchPage(page, signal)
  }
  const seen = new Set<string>()
  let emptyPages = 0
  let next: Promise<Page> | undefined = firstPage(request, fetch)
  while (next !== undefined) {
    const page: Page = await next
    emptyPages = page.rows.length === 0 ? emptyPages + 1 : 0
    if (emptyPages > EMPTY_PAGES_MAX) throw leadsNowhere(request)
    const { nextPageCursor } = page
    next = undefined
    if (nextPageCursor !== null) {
      if (seen.has(nextPageCursor)) throw repeated(request, seen.size)
      seen.add(nextPageCursor)
      if (request.isEnough?.(page) !== true) next = fetch(nextPageCursor)
      // Its failure is met when its turn comes, or never, if the walk is abandoned before.
      next?.catch(() => {})
    }
    yield page
    // Whoever goes on after a page that seemed enough gets the next one all the same.
    if (nextPageCursor !== null) next ??= fetch(nextPageCursor)
  }
}

/** Counting must never be what makes a request too slow: it is dropped before anything else. */
async function firstPage(
  request: WalkRequest,
  fetch: (pageCursor?: string, includeTotal?: boolean) => Promise<Page>,
): Promise<Page> {
  if (request.includeTotal !== true) return await fetch()
  try {
    return await fetch(undefined, true)
  } catch (thrown) {
    if (!(thrown instanceof TooMuchAskedError)) throw thrown
    request.onTotalDropped?.()
    const page = await fetch()
    request.onTotalToBlame?.()
    return page
  }
}

function repeated(request: WalkRequest, pages: number): SystemError {
  return new SystemError(
    `${request.doing}: ClearGrid gave the same page cursor twice within ${pages + 1} pages, ` +
      `which would never end. Nothing after it was read; report this to ClearGrid's support.`,
  )
}

function leadsNowhere(request: WalkRequest): SystemError {
  return new SystemError(
    `${request.doing}: ClearGrid gave more than ${EMPTY_PAGES_MAX} empty pages in a row. ` +
      `Report this to ClearGrid's support.`,
  )
}
