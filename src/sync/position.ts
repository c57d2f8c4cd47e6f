import type { Window } from '../cleargrid/client'
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

/** What a position needs to know of a row. */
export interface Placed {
  readonly key: string
  /** undefined: missing or unreadable. */
  readonly cursorValue: Instant | undefined
}

/** A walk that begins; `keysAtSince` from the walk that it goes on from. */
export function startOf(window: Window, keysAtSince: ReadonlySet<string> = new Set()): Position {
  return { since: window.since, keysAtSince, newest: undefined, isOrdered: true }
}

/** After a page whose rows have all been written. Rows outside the window move nothing. */
export function advance(before: Position, rows: readonly Placed[], window: Window): Position {
  let { since, newest, isOrdered } = before
  let keysAtSince = new Set(before.keysAtSince)
  for (const { key, cursorValue } of rows) {
    if (cursorValue === undefined) continue
    if (cursorValue < window.since || cursorValue >= window.until) continue
    if (newest !== undefined && cursorValue < newest) isOrdered = false
    newest = Math.max(newest ?? cursorValue, cursorValue)
    if (!isOrdered) continue
    if (cursorValue > since) keysAtSince = new Set()
    since = cursorValue
    keysAtSince.add(key)
  }
  return { since, keysAtSince, newest, isOrdered }
}
