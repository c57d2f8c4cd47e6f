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
import { askedWindow } from '../progress/whole-seconds'

/** Which rows of a page are a walk's own, and which of these are written. */
export interface Selection {
  readonly own: RowIndexes
  readonly toWrite: RowIndexes
  /** Rows around the window, which were asked for with it: nobody's. */
  readonly around: number
}

/**
 * All rows but those in a part that was handed over, those that were asked for only because windows
 * are asked for in whole seconds, and those that come a second time at the border of two pages, are
 * the walk's own: a row that comes twice must not stand for one that is missing.
 * Those are written that have not been written before and, in a recheck, have changed.
 */
export function selectRows(walk: Walk, rows: Rows, state: StreamState): Selection {
  const { task, position } = walk
  const here = ownRows(rows, walk)
  const inside = withoutAround(rows, here, task)
  const own = withoutRepeated(rows, inside, walk)
  const fresh = withoutWritten(rows, own, position, task.firstLook)
  const isRecheck = task.pass === 'recheck'
  const toWrite = isRecheck ? changedSince(rows, fresh, state.recheck.changedSince) : fresh
  return { own, toWrite, around: here.length - inside.length }
}

function ownRows(rows: Rows, { task, until }: Walk): RowIndexes {
  if (until === task.window.until) return allRows(rows)
  return outside(rows, { since: until, until: task.window.until })
}

/** What lies around the window is another's, or was written before. */
function withoutAround(rows: Rows, picked: RowIndexes, task: Walk['task']): RowIndexes {
  const { window } = task
  const asked = askedWindow(task)
  if (asked.since === window.since && asked.until === window.until) return picked
  const { cursorValues } = rows
  return picked.filter((index) => {
    const cursorValue = cursorValues[index] ?? NaN
    const isBefore = cursorValue >= asked.since && cursorValue < window.since
    return !isBefore && !(cursorValue >= window.until && cursorValue < asked.until)
  })
}

/** What a walk before this one has written comes for the first time. */
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
