/** The query of an export as ClearGrid reads it: nothing is refused. */
export interface DatasetQuery {
  /** Inclusive; undefined without one, and for a malformed value, which is ignored. */
  readonly since: number | undefined
  /** Exclusive; undefined likewise. */
  readonly until: number | undefined
  readonly pageCursor: string | undefined
  /** 1 to 1000. */
  readonly limit: number
  readonly sort: 'asc' | 'desc'
  readonly includeTotal: boolean
}

const LIMIT_DEFAULT = 500
const LIMIT_MAX = 1000

export function parseDatasetQuery(query: Readonly<Record<string, string>>): DatasetQuery {
  return {
    since: instantOf(query['since']),
    until: instantOf(query['until']),
    // The documentation's own loop sends an empty one with the first page.
    pageCursor: query['cursor'] === '' ? undefined : query['cursor'],
    limit: limitOf(query['limit']),
    sort: query['sort'] === 'desc' ? 'desc' : 'asc',
    includeTotal: query['includeTotal'] === 'true',
  }
}

function instantOf(text = ''): number | undefined {
  const instant = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(instant) ? undefined : instant
}

/** Clamped, not refused. */
function limitOf(text = ''): number {
  const asked = text === '' ? NaN : Math.trunc(Number(text))
  return Number.isNaN(asked) ? LIMIT_DEFAULT : Math.min(Math.max(asked, 1), LIMIT_MAX)
}
