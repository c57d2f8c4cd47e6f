import { formatForQuery } from '../../time/instant'
import type { PageRequest } from './page-request'
import type { Hosts } from '../http/hosts'

/** What of a request is in its address. */
type AskedPage = Pick<
  PageRequest,
  'dataset' | 'window' | 'pageCursor' | 'limit' | 'includeTotal' | 'sort'
>

/**
 * Every page of every walk is bounded on both sides, and repeats its filter with the page cursor
 * (the documentation's own loop does).
 */
export function pageUrl(hosts: Hosts, lenderPublicId: string, request: AskedPage): string {
  const { dataset, window, pageCursor, limit, includeTotal, sort = 'asc' } = request
  const query = new URLSearchParams({
    since: formatForQuery(window.since),
    until: formatForQuery(window.until),
    limit: String(limit),
    sort,
    ...(includeTotal === true ? { includeTotal: 'true' } : {}),
    ...(pageCursor === undefined ? {} : { cursor: pageCursor }),
  })
  const path = `exports/${dataset.section}/${dataset.code}`
  return `${lenderUrl(hosts, lenderPublicId, path)}?${query.toString()}`
}

/** What belongs to a lender. @param path without a leading slash. */
export function lenderUrl(hosts: Hosts, lenderPublicId: string, path: string): string {
  return `${hosts.data}/lenders/${encodeURIComponent(lenderPublicId)}/${path}`
}
