import type { Window } from '../../time/window'
import type { Page } from '../../cleargrid/page/envelope'
import type { Rows } from '../../cleargrid/page/rows'
import { SystemError } from '../../errors'
import { MINUTE_MS, type Instant } from '../../time/instant'
import type { Position } from './position'

/** Some of a page's rows: their indexes, ascending. */
export type RowIndexes = readonly number[]

/** Clocks of ClearGrid's parts may differ a little. */
const MARGIN_MS = 10 * MINUTE_MS

/**
 * @param action names the page.
 * @throws SystemError when a row has no key: it could be stored nowhere.
 */
export function refuseRowsWithoutKey(
  rows: Rows,
  primaryKey: readonly string[],
  action: string,
): void {
  if (rows.haveKeys) return
  throw new SystemError(
    `${action}: the page holds a row without its key ${primaryKey.join(' and ')}. ` +
      `Nothing of this page was written; report this to ClearGrid's support.`,
  )
}

/** The cursor value of a page's last row, where there is one that can be read. */
export function lastInstantOf({ rows }: Page): Instant | undefined {
  return rows.length === 0 ? undefined : rows.cursorValue(rows.length - 1)
}

/** The last list that `allRows` made: pages have the same length, as a rule. */
let last: RowIndexes = []

/** All rows. */
export function allRows({ length }: Rows): RowIndexes {
  if (last.length !== length) last = Array.from({ length }, (_, index) => index)
  return last
}

/** The rows outside of `[since, until)`, and those at no readable time. */
export function outside(rows: Rows, { since, until }: Window): RowIndexes {
  const { cursorValues } = rows
  return allRows(rows).filter((index) => {
    const cursorValue = cursorValues[index] ?? NaN
    return !(cursorValue >= since && cursorValue < until)
  })
}

/** The rows that neither the walk we go on from nor a first look has written already. */
export function withoutWritten(
  rows: Rows,
  indexes: RowIndexes,
  from: Position,
  firstLook?: ReadonlySet<string>,
): RowIndexes {
  const { cursorValues } = rows
  const isAtSince = (index: number): boolean => cursorValues[index] === from.since
  // As a rule no row, or the first few, are where the page before ended.
  if (firstLook === undefined && !indexes.some(isAtSince)) return indexes
  return indexes.filter(
    (index) =>
      !(isAtSince(index) && from.keysAtSince.has(rows.key(index))) &&
      firstLook?.has(mark(rows.key(index), cursorValues[index])) !== true,
  )
}

/** A row at its place: one that has moved since is another. */
function mark(key: string, cursorValue = NaN): string {
  return `${key} ${cursorValue}`
}

/** The rows that have changed since an instant; a row that does not say counts as changed. */
export function changedSince(rows: Rows, indexes: RowIndexes, instant: Instant): RowIndexes {
  const { changeInstants } = rows
  // Not less than: NaN is neither.
  return indexes.filter((index) => !((changeInstants[index] ?? NaN) < instant - MARGIN_MS))
}

/** Rows that can be recognised later, without their page. */
export interface KeptRows {
  readonly keys: () => readonly string[]
  readonly cursorValues: Float64Array
  readonly indexes: RowIndexes
}

export function keepRows({ keys, cursorValues }: Rows, indexes: RowIndexes): KeptRows {
  return { keys, cursorValues, indexes }
}

/** The marks of rows that were kept. */
export function marksOf(pages: readonly KeptRows[]): Set<string> {
  const marks = new Set<string>()
  for (const { keys, cursorValues, indexes } of pages) {
    const all = keys()
    for (const index of indexes) marks.add(mark(all[index] ?? '', cursorValues[index]))
  }
  return marks
}
