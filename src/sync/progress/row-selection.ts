import type { Window } from '../../time/window'
import type { Page } from '../../cleargrid/page/envelope'
import type { Rows } from '../../cleargrid/page/rows'
import { SystemError } from '../../errors'
import { MINUTE_MS, type Instant } from '../../time/instant'
import type { Position } from './position'

/** Some of a page's rows: their indexes, ascending. */
export type Picked = readonly number[]

/** Clocks of ClearGrid's parts may differ a little. */
const MARGIN_MS = 10 * MINUTE_MS

/**
 * @param doing names the page.
 * @throws SystemError when a row has no key: it could be stored nowhere.
 */
export function refuseRowsWithoutKey(
  rows: Rows,
  primaryKey: readonly string[],
  doing: string,
): void {
  if (rows.haveKeys) return
  throw new SystemError(
    `${doing}: the page holds a row without its key ${primaryKey.join(' and ')}. ` +
      `Nothing of this page was written; report this to ClearGrid's support.`,
  )
}

/** The cursor value of a page's last row, where there is one that can be read. */
export function lastInstantOf({ rows }: Page): Instant | undefined {
  return rows.length === 0 ? undefined : rows.cursorValue(rows.length - 1)
}

/** The last list that `allOf` made: pages have the same length, as a rule. */
let last: Picked = []

/** All rows. */
export function allOf({ length }: Rows): Picked {
  if (last.length !== length) last = Array.from({ length }, (_, index) => index)
  return last
}

/** The rows outside of `[since, until)`, and those at no readable time. */
export function outside(rows: Rows, { since, until }: Window): Picked {
  const { instants } = rows
  return allOf(rows).filter((index) => {
    const cursorValue = instants[2 * index] ?? NaN
    return !(cursorValue >= since && cursorValue < until)
  })
}

/** The rows that neither the walk we go on from nor a first look has written already. */
export function withoutWritten(
  rows: Rows,
  picked: Picked,
  from: Position,
  firstLook?: ReadonlySet<string>,
): Picked {
  const { instants } = rows
  const isAtSince = (index: number): boolean => instants[2 * index] === from.since
  // As a rule no row, or the first few, are where the page before ended.
  if (firstLook === undefined && !picked.some(isAtSince)) return picked
  return picked.filter(
    (index) =>
      !(isAtSince(index) && from.keysAtSince.has(rows.key(index))) &&
      firstLook?.has(mark(rows.key(index), instants[2 * index])) !== true,
  )
}

/** A row at its place: one that has moved since is another. */
function mark(key: string, cursorValue = NaN): string {
  return `${key} ${cursorValue}`
}

/** The rows that have changed since an instant; a row that does not say counts as changed. */
export function changedSince(rows: Rows, picked: Picked, instant: Instant): Picked {
  const { instants } = rows
  // Not less than: NaN is neither.
  return picked.filter((index) => !((instants[2 * index + 1] ?? NaN) < instant - MARGIN_MS))
}

/** Rows to be known again later, without their page. */
export interface KeptRows {
  readonly keys: () => readonly string[]
  readonly instants: Float64Array
  readonly picked: Picked
}

export function keepRows({ keys, instants }: Rows, picked: Picked): KeptRows {
  return { keys, instants, picked }
}

/** The marks of rows that were kept. */
export function marksOf(pages: readonly KeptRows[]): Set<string> {
  const marks = new Set<string>()
  for (const { keys, instants, picked } of pages) {
    const all = keys()
    for (const index of picked) marks.add(mark(all[index] ?? '', instants[2 * index]))
  }
  return marks
}
