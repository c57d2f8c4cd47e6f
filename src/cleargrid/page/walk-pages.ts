import { SystemError, TransientError } from '../../errors'
import type { Page } from './envelope'

/** One window, page by page. */
export interface WalkRequest {
  /** Asks for the page behind a page cursor; undefined: for the first. */
  readonly fetch: (pageCursor: string | undefined) => Promise<Page>
  /** The beginning of an error's sentence: what we were doing, for whom. */
  readonly doing: string
  /** Whether a page seems to hold all that is still wanted: then none is asked for ahead. */
  readonly isEnough?: (page: Page) => boolean
  /** Pages in a row that may come without a row, before the window is cut. */
  readonly emptyPagesMax: number
}

/**
 * Very many pages in a row came without a row: an answer about size. ClearGrid looks through other
 * lenders' rows, of which a shorter window has fewer.
 */
export class EmptyPagesError extends TransientError {}

/**
 * All pages of one window, in order. Only a null `nextCursor` ends the data: pages may be short or
 * empty. The next page is asked for while the one before is being used, so at most two are held.
 * @throws SystemError when a page cursor comes twice in the walk: it would never end.
 * @throws EmptyPagesError; whatever `fetch` throws.
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
      if (emptyPages >= request.emptyPagesMax) throw tooManyEmpty(request)
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

function repeated({ doing }: WalkRequest, pages: number): SystemError {
  return new SystemError(
    `${doing}: ClearGrid returned the same page cursor twice within ${pages + 1} pages, ` +
      `so the walk would never end. Nothing after it was read; report this to ClearGrid's support.`,
  )
}

function tooManyEmpty({ doing, emptyPagesMax }: WalkRequest): EmptyPagesError {
  return new EmptyPagesError(
    `${doing}: ClearGrid gave ${emptyPagesMax} empty pages in a row. ` +
      `Report this to ClearGrid's support.`,
  )
}
