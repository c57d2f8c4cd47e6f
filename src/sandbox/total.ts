import type { SandboxDataset } from './datasets'
import type { DatasetQuery } from './query'

/** What `includeTotal=true` adds to the pagination. */
export interface Total {
  readonly total: number | null
  readonly totalExact: boolean
  readonly totalNote?: 'window_required' | 'capped' | 'timeout'
}

/** The most rows that are counted one by one. */
export const COUNT_MAX = 5_000

/** Counting more rows than this takes too long. */
export const COUNTABLE_ROWS_MAX = 8_000

/** The total of a filter, whatever the page cursor and limit. `count` is asked when it is needed. */
export function totalOf(dataset: SandboxDataset, query: DatasetQuery, count: () => number): Total {
  const isBounded = query.since !== undefined && query.until !== undefined
  if (dataset.kind === 'via' && !isBounded) {
    return { total: null, totalExact: false, totalNote: 'window_required' }
  }
  const rows = count()
  if (rows > COUNTABLE_ROWS_MAX) return { total: null, totalExact: false, totalNote: 'timeout' }
  if (rows > COUNT_MAX) return { total: COUNT_MAX, totalExact: false, totalNote: 'capped' }
  return { total: rows, totalExact: true }
}
