import { formatForQuery } from '../instant'
import type { PageRequest } from './client'
import type { Hosts } from './hosts'

/** What of a request is in its address. */
type AskedPage = Pick<PageRequest, 'dataset' | 'window' | 'pageCursor' | 'limit' | 'includeTotal'>

/**
 * Every page of every walk is bounded on both sides, and repeats its filter with the page cursor
 * (the documentation's own loop does).
 */
export function pageUrl(hosts: Hosts, lenderPublicId: string, request: AskedPage): string {
  const { dataset, window, pageCursor, limit, includeTotal } = request
  const query = new URLSearchParams({
    since: formatForQuery(window.since),
    until: formatForQuery(window.until),
    limit: String(limit),
    sort: 'asc',
    ...(includeTotal === true ? { includeTotal: 'true' } : {}),
    ...(pageCursor === undefined ? {} : { cursor: pageCursor }),
  })
  const lender = encodeURIComponent(lenderPublicId)
  const path = `lenders/${lender}/exports/${dataset.section}/${dataset.code}`
  return `${hosts.data}/${path}?${query.toString()}`
}
