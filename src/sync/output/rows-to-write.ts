import type { Rows } from '../../cleargrid/page/rows'
import type { Drift } from './drift'
import {
  allOf,
  changedSince,
  outside,
  withoutWritten,
  type Picked,
} from '../progress/row-selection'
import type { StreamState } from '../state/stream-state'
import type { Walk } from '../progress/walk'
import { askedWindow } from '../progress/whole-seconds'

/** Which rows of a page are a walk's own, and which of these are written. */
export interface Selection {
  readonly own: Picked
  readonly picked: Picked
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
  const picked = isRecheck ? changedSince(rows, fresh, state.recheck.changedSince) : fresh
  return { own, picked, around: here.length - inside.length }
}

function ownRows(rows: Rows, { task, until, pagesBeyond }: Walk): Picked {
  if (pagesBeyond > 0) return []
  if (until === task.window.until) return allOf(rows)
  return outside(rows, { since: until, until: task.window.until })
}

/** What lies around the window is another's, or was written before. */
function withoutAround(rows: Rows, picked: Picked, task: Walk['task']): Picked {
  const { window } = task
  const asked = askedWindow(task)
  if (asked.since === window.since && asked.until === window.until) return picked
  const { instants } = rows
  return picked.filter((index) => {
    const cursorValue = instants[2 * index] ?? NaN
    const isBefore = cursorValue >= asked.since && cursorValue < window.since
    return !isBefore && !(cursorValue >= window.until && cursorValue < asked.until)
  })
}

/** What a walk before this one has written comes for the first time. */
function withoutRepeated(rows: Rows, own: Picked, { task, position, pages }: Walk): Picked {
  const { since, keysAtSince } = position
  const { instants } = rows
  if (pages <= 1 || !own.some((index) => instants[2 * index] === since)) return own
  const isNew = since === task.window.since ? task.keysWritten : NONE
  return own.filter((index) => {
    if (instants[2 * index] !== since) return true
    const key = rows.key(index)
    return isNew.has(key) || !keysAtSince.has(key)
  })
}

const NONE: ReadonlySet<string> = new Set()

/** Only what is written counts, and of that only what may differ. */
export function observe({ length, differing, value }: Rows, picked: Picked, drift: Drift): void {
  if (differing.length === 0) return
  const isPicked = picked.length === length ? undefined : new Set(picked)
  for (const index of differing) {
    if (isPicked?.has(index) !== false) drift.observe(() => value(index))
  }
}
