import { formatForQuery } from '../../time/instant'
import type { PageRequest } from './page-request'

/** The parts of a request that go into its URL. */
type AskedPage = Pick<
  PageRequest,
  'dataset' | 'window' | 'pageCursor' | 'limit' | 'includeTotal' | 'sort'
>

/**
 * The path of a page below its lender's, with its query.
 * Every page of every walk is bounded on both sides, and repeats its filter with the page cursor
 * (the documentation's own loop does).
 */
export function pagePath(request: AskedPage): string {
  const { dataset, window, pageCursor, limit, includeTotal, sort = 'asc' } = request
  const query = new URLSearchParams({
    since: formatForQuery(window.since),
    until: formatForQuery(window.until),
    limit: String(limit),
    sort,
    ...(includeTotal === true ? { includeTotal: 'true' } : {}),
    ...(pageCursor === undefined ? {} : { cursor: pageCursor }),
  })
  return `exports/${dataset.section}/${dataset.code}?${query.toString()}`
}
