import { instantIn, rowIdOf, type SandboxRow } from './data'
import type { SandboxDataset } from './datasets'
import { verifyPageCursor, signPageCursor, type Position } from './page-cursor'
import { rowsInPage } from './page-size'
import type { DatasetQuery } from './query'
import { rowsAhead, type Source } from './rows-ahead'
import { totalOf, type Total } from './total'

/** The changeable part of the success envelope's body. */
export interface DatasetPage {
  readonly rows: readonly unknown[]
  readonly pagination: { readonly nextCursor: string | null } & Partial<Total>
}

/**
 * One page, by keyset: what follows the page cursor's position in the order asked for. The same
 * page cursor gives the same page.
 * @throws Refusal with 504 when too much would be scanned, 500 for a broken page cursor.
 */
export function fetchDataset(
  dataset: SandboxDataset,
  query: DatasetQuery,
  source: Source,
): DatasetPage {
  const position = query.pageCursor === undefined ? undefined : verifyPageCursor(query.pageCursor)
  const ahead = rowsAhead(dataset, query, position, source)
  const size = rowsInPage(dataset, query, ahead.length)
  const rows = ahead.slice(0, size.rows)
  const next = size.isLast ? undefined : positionAfter(dataset, rows, position, query)
  return {
    rows,
    pagination: {
      nextCursor: next === undefined ? null : signPageCursor(next),
      ...(query.includeTotal ? totalOf(dataset, query, () => count(dataset, query, source)) : {}),
    },
  }
}

function positionAfter(
  { cursorField }: SandboxDataset,
  rows: readonly SandboxRow[],
  before: Position | undefined,
  { since, until, sort }: DatasetQuery,
): Position {
  const last = rows.at(-1)
  if (last !== undefined) {
    return { cursorValue: instantIn(last, cursorField), rowId: rowIdOf(last), emptyPages: 0 }
  }
  if (before !== undefined) return { ...before, emptyPages: before.emptyPages + 1 }
  // Still before the first row: no row lies on the far side of these, whatever its id.
  const cursorValue = sort === 'asc' ? (since ?? 0) : (until ?? LAST_INSTANT)
  return { cursorValue, rowId: '', emptyPages: 1 }
}

/** The last one that a Date can hold. */
const LAST_INSTANT = 8.64e15

function count({ code }: SandboxDataset, { since, until }: DatasetQuery, source: Source): number {
  const { data, now, lenderPublicId } = source
  return data.rowsBetween(code, since ?? -Infinity, until ?? Infinity, now, lenderPublicId).length
}
