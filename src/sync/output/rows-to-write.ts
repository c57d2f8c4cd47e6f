import type { Rows } from '../../cleargrid/page/rows'
import type { Drift } from './drift'
import {
  allRows,
  changedSince,
  outside,
  withoutWritten,
  type RowIndexes,
} from '../progress/row-selection'
import type { StreamState } from '../state/stream-state'
import type { Walk } from '../progress/walk'

/** Which rows of a page are a walk's own, and which of these are written. */
export interface Selection {
  readonly own: RowIndexes
  readonly toWrite: RowIndexes
}

/**
 * A walk's own rows are all but those of a part that was handed over, and those that come a second
 * time at the border of two pages: a row that comes twice must not be counted for one that is
 * missing. Of its own rows those are written that have not been written before and, in a recheck,
 * have changed.
 */
export function selectRows(walk: Walk, rows: Rows, state: StreamState): Selection {
  const { task, position } = walk
  const own = withoutRepeated(rows, ownRows(rows, walk), walk)
  const fresh = withoutWritten(rows, own, position, task.firstLook)
  const isRecheck = task.pass === 'recheck'
  const toWrite = isRecheck ? changedSince(rows, fresh, state.recheck.changedSince) : fresh
  return { own, toWrite }
}

function ownRows(rows: Rows, { task, until, pagesBeyond }: Walk): RowIndexes {
  if (pagesBeyond > 0) return []
  if (until === task.window.until) return allRows(rows)
  return outside(rows, { since: until, until: task.window.until })
}

/** A row that an earlier walk has written comes for the first time in this one. */
function withoutRepeated(rows: Rows, own: RowIndexes, { task, position, pages }: Walk): RowIndexes {
  const { since, keysAtSince } = position
  const { cursorValues } = rows
  if (pages <= 1 || !own.some((index) => cursorValues[index] === since)) return own
  const isNew = since === task.window.since ? task.keysWritten : NONE
  return own.filter((index) => {
    if (cursorValues[index] !== since) return true
    const key = rows.key(index)
    return isNew.has(key) || !keysAtSince.has(key)
  })
}

const NONE: ReadonlySet<string> = new Set()

/** Shows drift the rows that may differ, of those that are written. */
export function observe(
  { length, differing, value }: Rows,
  toWrite: RowIndexes,
  drift: Drift,
): void {
  if (differing.length === 0) return
  const isWritten = toWrite.length === length ? undefined : new Set(toWrite)
  for (const index of differing) {
    if (isWritten?.has(index) !== false) drift.observe(() => value(index))
  }
}
