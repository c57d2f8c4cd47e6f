import { ClientFailure } from '../client-failure'
import type { Page } from './envelope'

/** A request for all pages of one window. */
export interface WalkRequest {
  /** Fetches the page that a page cursor names; undefined: the first. */
  readonly fetch: (pageCursor: string | undefined) => Promise<Page>
  /** What is done here, and for whom: see `Purpose`. */
  readonly action: string
  /** Whether a page seems to hold all that is still wanted: then the next one is not prefetched. */
  readonly isEnough?: (page: Page) => boolean
  /** Pages in a row that may come without a row, before the window is cut. */
  readonly emptyPagesMax: number
}

/**
 * All pages of one window, in order. Only a null `nextCursor` ends the data: pages may be short or
 * empty. The next page is asked for while the one before is being used, so at most two are held.
 * @throws ClientFailure: 'page-cursor-repeated' when a page cursor comes twice in the walk, which would
 *   never end; 'empty-pages' when very many in a row came without a row, which is an answer about size:
 *   ClearGrid looks through other lenders' rows, of which a shorter window has fewer.
 * @throws whatever `fetch` throws.
 */
export async function* walk(request: WalkRequest): AsyncGenerator<Page, void, undefined> {
  const { fetch } = request
  const seen = new Set<string>()
  let emptyPages = 0
  let next: Promise<Page> | undefined = fetch(undefined)
  while (next !== undefined) {
    const page: Page = await next
    emptyPages = page.rows.length === 0 ? emptyPages + 1 : 0
    const { nextPageCursor } = page
    next = undefined
    if (nextPageCursor !== null) {
      if (emptyPages >= request.emptyPagesMax) throw failure('empty-pages', emptyPages, request)
      if (seen.has(nextPageCursor)) throw failure('page-cursor-repeated', seen.size + 1, request)
      seen.add(nextPageCursor)
      if (request.isEnough?.(page) !== true) next = fetch(nextPageCursor)
      // A prefetch that fails is handled when its turn comes, or never if the walk is abandoned
      // before.
      next?.catch(() => {})
    }
    yield page
    // A caller that goes on after a page that seemed enough still gets the next one.
    if (nextPageCursor !== null) next ??= fetch(nextPageCursor)
  }
}

function failure(
  kind: 'empty-pages' | 'page-cursor-repeated',
  pages: number,
  { action }: WalkRequest,
): ClientFailure {
  return new ClientFailure({ kind, pages, action })
}
