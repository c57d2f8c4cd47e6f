import type { Window } from '../cleargrid/client'
import type { Rows } from '../cleargrid/rows'
import type { Instant } from '../instant'

/** How far a walk has come in its window: what may be folded, and what a fresh walk may skip. */
export interface Position {
  /** Every row of the window before this has been written. */
  readonly since: Instant
  /** Keys of the rows at exactly `since` that have been written. */
  readonly keysAtSince: ReadonlySet<string>
  /** The greatest cursor value seen inside the window. */
  readonly newest: Instant | undefined
  /** False once a row came before its predecessor: then only the whole window counts. */
  readonly isOrdered: boolean
}

/** What a position needs to know of rows. */
export type Placed = Pick<Rows, 'key' | 'instants'>

/** A walk that begins; `keysAtSince` from the walk that it goes on from. */
export function startOf(window: Window, keysAtSince: ReadonlySet<string> = new Set()): Position {
  return { since: window.since, keysAtSince, newest: undefined, isOrdered: true }
}

/**
 * After a page of which the picked rows are behind us, all of them written by now. Rows outside
 * the window move nothing.
 * @param picked indexes of rows, ascending.
 */
export function advance(
  before: Position,
  rows: Placed,
  picked: readonly number[],
  window: Window,
): Position {
  let { since, newest, isOrdered } = before
  let firstAtSince = 0
  const { instants } = rows
  for (let place = 0; place < picked.length; place += 1) {
    const index = picked[place] ?? 0
    const cursorValue = instants[2 * index] ?? NaN
    // Neither is true of NaN: a row at no readable time.
    if (!(cursorValue >= window.since && cursorValue < window.until)) continue
    if (newest !== undefined && cursorValue < newest) isOrdered = false
    newest = newest === undefined ? cursorValue : Math.max(newest, cursorValue)
    if (!isOrdered) continue
    if (cursorValue > since) firstAtSince = place
    since = cursorValue
  }
  const atSince = picked.slice(firstAtSince).filter((index) => instants[2 * index] === since)
  const keys = atSince.map((index) => rows.key(index))
  const keysAtSince = new Set(since > before.since ? keys : [...before.keysAtSince, ...keys])
  return { since, keysAtSince, newest, isOrdered }
}
