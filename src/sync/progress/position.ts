import type { Window } from '../../time/window'
import type { Rows } from '../../cleargrid/page/rows'
import type { Instant } from '../../time/instant'

/** How far a walk has come in its window: what may be folded, and what a fresh walk may skip. */
export interface Position {
  /** Every row of the window before this has been written. */
  readonly since: Instant
  /** Keys of rows at exactly `since` that have been written: all, or as many as are kept. */
  readonly keysAtSince: ReadonlySet<string>
  /** Rows of the window that came at exactly `since`. */
  readonly rowsAtSince: number
  /** The greatest cursor value seen inside the window. */
  readonly newest: Instant | undefined
  /** False once a row came before its predecessor: then only the whole window counts. */
  readonly isOrdered: boolean
}

/** What a position needs to know of rows. */
export type Placed = Pick<Rows, 'key' | 'cursorValues'>

/** How many keys are kept for one instant: where more rows share it, some may be written twice. */
const KEYS_MAX = 5_000

/** A walk that begins; `keysAtSince` from the walk that it goes on from. */
export function startPosition(
  window: Window,
  keysAtSince: ReadonlySet<string> = new Set(),
): Position {
  return {
    since: window.since,
    keysAtSince,
    rowsAtSince: 0,
    newest: undefined,
    isOrdered: true,
  }
}

/**
 * After a page of which the rows of `indexes` have been written. The page is judged as a whole
 * before anything is claimed: rows out of order mean that only the whole window can be claimed.
 * Rows outside the window move nothing.
 * @param indexes of rows that have been written, ascending.
 * @param start where the walk began: the position falls back to it.
 */
export function advance(
  before: Position,
  rows: Placed,
  indexes: readonly number[],
  window: Window,
  start: Position,
): Position {
  let { since, newest, isOrdered } = before
  let firstAtSince = 0
  const { cursorValues } = rows
  for (let place = 0; place < indexes.length; place += 1) {
    const cursorValue = cursorValues[indexes[place] ?? 0] ?? NaN
    // Neither is true of NaN: a row at no readable time.
    if (!(cursorValue >= window.since && cursorValue < window.until)) continue
    if (newest !== undefined && cursorValue < newest) isOrdered = false
    newest = newest === undefined ? cursorValue : Math.max(newest, cursorValue)
    if (cursorValue > since) firstAtSince = place
    since = newest
  }
  if (!isOrdered) return { ...start, newest, isOrdered }
  const atSince = indexes.slice(firstAtSince).filter((index) => cursorValues[index] === since)
  const isSame = since === before.since
  return {
    since,
    keysAtSince: withKeys(isSame ? before.keysAtSince : new Set(), atSince, rows),
    rowsAtSince: (isSame ? before.rowsAtSince : 0) + atSince.length,
    newest,
    isOrdered,
  }
}

function withKeys(
  before: ReadonlySet<string>,
  indexes: readonly number[],
  rows: Placed,
): ReadonlySet<string> {
  if (indexes.length === 0 || before.size >= KEYS_MAX) return before
  const keys = new Set(before)
  for (const index of indexes) keys.add(rows.key(index))
  return keys
}
