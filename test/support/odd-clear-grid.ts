import { formatInstant, parseInstant, type Instant } from '../../src/time/instant'
import type { SandboxRow } from '../../src/sandbox/data'
import type { SandboxExchange } from '../../src/sandbox/server'
import { envelope } from './answers'
import { startClearGrid, type ClearGrid } from './clear-grid'

/** A row of the manual communication logs. */
export interface OddRow extends SandboxRow {
  readonly communicated_at: string
}

/** A request for a page, read. */
export interface OddRequest {
  readonly since: Instant
  readonly until: Instant
  readonly limit: number
  /** The page cursor; undefined: the first page. */
  readonly pageCursor: string | undefined
  /** Requests for pages that came before. */
  readonly index: number
}

/** What is answered: a page, or only a status. */
export interface OddAnswer {
  readonly rows: readonly unknown[]
  readonly nextPageCursor: string | null
  /** What ClearGrid says that it read. */
  readonly echo?: { readonly since: Instant; readonly until: Instant }
  readonly total?: number
}

/**
 * A ClearGrid whose manual communication logs do not keep to the documentation: each of their pages
 * is what the test says.
 */
export async function startOddClearGrid(
  answer: (request: OddRequest) => OddAnswer | number,
): Promise<ClearGrid> {
  let index = 0
  return await startClearGrid({
    intercept: (exchange) => {
      if (exchange.dataset !== 'D23') return undefined
      const given = answer(requestOf(exchange, index++))
      if (typeof given === 'number') return { status: given }
      const { rows, nextPageCursor, echo, total } = given
      const pagination = {
        nextCursor: nextPageCursor,
        ...(total === undefined ? {} : { total, totalExact: true }),
      }
      const meta =
        echo === undefined
          ? {}
          : { since: formatInstant(echo.since), until: formatInstant(echo.until) }
      return { status: 200, body: envelope({ rows, pagination, meta }) }
    },
  })
}

function requestOf({ query }: SandboxExchange, index: number): OddRequest {
  const [since, until] = [query['since'], query['until']].map(instantOf)
  const pageCursor = query['cursor']
  return { since: since ?? 0, until: until ?? 0, limit: Number(query['limit']), pageCursor, index }
}

/** One row every so often, the first one at `since`. */
export function rowsEvery(stepMs: number, count: number, since: Instant): OddRow[] {
  return Array.from({ length: count }, (_, index) => ({
    public_id: `row-${String(index).padStart(5, '0')}`,
    communicated_at: formatInstant(since + index * stepMs),
  }))
}

export function instantOf(text: string | undefined): Instant {
  return parseInstant(text) ?? NaN
}

/** The rows of a window, in the order in which they are given. */
export function within(
  rows: readonly OddRow[],
  { since, until }: { readonly since: Instant; readonly until: Instant },
): OddRow[] {
  return rows.filter(({ communicated_at }) => {
    const instant = instantOf(communicated_at)
    return instant >= since && instant < until
  })
}

/** A page of rows: the page cursor says how many came before. */
export function pageOf(
  rows: readonly OddRow[],
  { limit, pageCursor }: Pick<OddRequest, 'limit' | 'pageCursor'>,
): OddAnswer {
  const from = Number(pageCursor ?? 0)
  const next = from + limit
  return {
    rows: rows.slice(from, next),
    nextPageCursor: next < rows.length ? String(next) : null,
  }
}
