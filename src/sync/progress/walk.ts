import type { Page } from '../../cleargrid/page/envelope'
import type { Window } from '../../time/window'
import type { Rows } from '../../cleargrid/page/rows'
import type { Instant } from '../../time/instant'
import { startOf, type Position } from './position'
import { WINDOW_MS_MIN, type Role } from './request-size'
import { keepRows, type KeptRows, type Picked } from './row-selection'
import { createSharedCount, KEPT_MAX, type SharedCount } from './shared-count'
import { freshPart, type Task } from './tasks'
import { secondAfter } from './whole-seconds'

/** A walk under way. It changes as its pages come, and when a part of it is handed over. */
export interface Walk {
  readonly task: Task
  /** A probe is one until its search is over. */
  role: Role
  /** What is claimed begins here: later than the task where ClearGrid says that it reads less. */
  since: Instant
  /** Exclusive. Less than the task's once a part is another's, or where ClearGrid reads less. */
  until: Instant
  position: Position
  /** The cursor value of the first row that came. */
  firstInstant: Instant | undefined
  pages: number
  /** Rows of the window that came, written or not. */
  rowsReceived: number
  /** The same rows, for a second look; none where there can be none, or too many to keep. */
  kept: readonly KeptRows[]
  /** Rows of the window that ClearGrid counted, where it did, exactly: not those around it. */
  rowsExpected: number | undefined
  /** Its part in a count of more than itself. */
  shared: SharedCount | undefined
  /** Whether what follows `until` is another's. */
  hasHandedOver: boolean
  /** Pages in a row that held nothing but rows beyond the window. */
  pagesBeyond: number
  /** Whether ClearGrid's last page is here: nothing is left to share. */
  isEnding: boolean
}

export function startWalk(task: Task, role: Role): Walk {
  return {
    task,
    role,
    since: task.window.since,
    until: task.window.until,
    position: startOf(task.window, task.keysWritten),
    firstInstant: undefined,
    pages: 0,
    rowsReceived: 0,
    kept: [],
    rowsExpected: undefined,
    shared: task.shared,
    hasHandedOver: false,
    pagesBeyond: 0,
    isEnding: false,
  }
}

/** What the walk reads of its task's window. */
export function partOf({ since, until }: Walk): Window {
  return { since, until }
}

/** Rows of the walk's own part have come. They are kept only where there may be a second look. */
export function count(walk: Walk, rows: Rows, own: Picked): void {
  const [first] = own
  walk.rowsReceived += own.length
  walk.firstInstant ??= first === undefined ? undefined : rows.cursorValue(first)
  const mayBeShort = walk.rowsExpected !== undefined || walk.shared !== undefined
  const isKept = mayBeShort && walk.rowsReceived <= KEPT_MAX
  walk.kept = isKept ? [...walk.kept, keepRows(rows, own)] : []
}

/** Rows around the window came, which were asked for with it: they are not of its count. */
export function leaveOut(walk: Walk, rows: number): void {
  if (walk.rowsExpected !== undefined) walk.rowsExpected -= rows
}

/** Pages that are worth sharing: one under way, and one for each of the two. */
const PAGES_TO_SHARE_MIN = 3

/**
 * How many pages a walk still has before it, if its rows go on as densely as they have come since
 * the first; 0 when unknown.
 */
export function pagesLeft({ until, position, firstInstant, pages, isEnding }: Walk): number {
  const behindMs = position.since - (firstInstant ?? position.since)
  if (isEnding || !position.isOrdered || behindMs <= 0) return 0
  return (pages * (until - position.since)) / behindMs
}

/**
 * Hands the later half of what a walk has still before it over to a new task. The walk ends where
 * that begins: its filter stays as it was, and rows beyond are the other's. That is right as long
 * as rows come in order, which only a count can prove: without one nothing is shared, and what is
 * read again for a count that did not fit is read whole. Undefined when there is nothing to share.
 */
export function handOver(walk: Walk): Task | undefined {
  const { task, position, rowsExpected } = walk
  const leftMs = walk.until - position.since
  const canProve =
    walk.shared !== undefined || rowsExpected !== undefined || task.pass === 'recheck'
  if (!canProve || task.firstLook !== undefined) return undefined
  if (pagesLeft(walk) < PAGES_TO_SHARE_MIN || leftMs < 2 * WINDOW_MS_MIN) return undefined
  // Rows around the end would be counted, and by none of the parts.
  if (walk.until !== secondAfter(walk.until)) return undefined
  const middle = secondAfter(position.since + leftMs / 2)
  const window = { since: middle, until: walk.until }
  if (rowsExpected !== undefined) walk.shared ??= createSharedCount(partOf(walk), rowsExpected)
  // The count was of the whole: all parts together are held against it.
  walk.rowsExpected = undefined
  walk.until = middle
  walk.hasHandedOver = true
  return freshPart({ ...task, shared: walk.shared }, window)
}

/**
 * Whether all rows of the walk's own part have come, though ClearGrid has more: because a part was
 * handed over, or because it does not keep to the filter that it was given.
 * @param lastInstant the cursor value of the last row of a page, where it can be read.
 */
export function hasReachedItsEnd(walk: Walk, lastInstant: Instant | undefined): boolean {
  return walk.position.isOrdered && (lastInstant ?? -Infinity) >= walk.until
}

/** What the first page says of the window's rows: only an exact count can be compared. */
export function exactTotal({ total }: Page): number | undefined {
  return total?.exact === true ? (total.rows ?? undefined) : undefined
}
