import { hashOf } from './random'
import type { SandboxDataset } from './datasets'
import type { DatasetQuery } from './query'

export interface PageSize {
  readonly rows: number
  /** Whether this page ends the walk. */
  readonly isLast: boolean
}

/**
 * How many of the rows ahead a page holds. A direct dataset fills each page but the last. A via
 * dataset gives short pages (about one in six), empty ones in the middle (about one in twenty) and
 * sometimes an empty last page; which ones, follows from the page cursor, so that they repeat.
 */
export function rowsInPage(
  { code, kind }: SandboxDataset,
  query: DatasetQuery,
  rowsAhead: number,
): PageSize {
  if (kind === 'direct') {
    return { rows: Math.min(rowsAhead, query.limit), isLast: rowsAhead <= query.limit }
  }
  const place = hashOf(`${code} ${query.pageCursor ?? `since ${query.since ?? 'ever'}`}`)
  const rows = Math.min(rowsAhead, roomInPage(place, query.limit))
  const endsEmpty = rows > 0 && (place >>> 16) % ENDS_EMPTY_ONE_IN === 0
  return { rows, isLast: rows === rowsAhead && !endsEmpty }
}

const EMPTY_ONE_IN = 20
const SHORT_ONE_IN = 6
const ENDS_EMPTY_ONE_IN = 3

function roomInPage(place: number, limit: number): number {
  if (place % EMPTY_ONE_IN === 0) return 0
  if (place % SHORT_ONE_IN !== 1) return limit
  return Math.ceil((limit * ((place >>> 8) % 100)) / 100) || 1
}
