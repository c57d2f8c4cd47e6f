import type { Page } from '../../cleargrid/page/envelope'
import type { Window } from '../../time/window'
import type { Rows } from '../../cleargrid/page/rows'
import { secondAfter, type Instant } from '../../time/instant'
import type { Checkpoint } from '../state/stream-state'
import { startPosition, type Position } from './position'
import { WINDOW_MS_MIN, type Role } from './request-size'
import { keepRows, type KeptRows, type RowIndexes } from './row-selection'
import { createSharedCount, KEPT_MAX, type SharedCount } from './shared-count'
import { freshPart, type Task } from './tasks'

/** A walk under way. It changes as its pages come, and when a part of it is handed over. */
export interface Walk {
  readonly task: Task
  /** A probe is one until its search is over. */
  role: Role
  /** Where its claims begin: later than its task where ClearGrid says that it read less. */
  since: Instant
  /**
   * Exclusive. Earlier than its task's once a part was handed over, or where ClearGrid reads less.
   */
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
  /** The count that it shares with other walks. */
  shared: SharedCount | undefined
  /** Whether another walk reads what follows `until`. */
  hasHandedOver: boolean
  /** Whether rows beyond the window have proved to be its own: ClearGrid keeps to its filter. */
  keepsFilter: boolean
  /** Whether ClearGrid's last page is here: nothing is left to share. */
  isEnding: boolean
}

export function startWalk(task: Task, role: Role): Walk {
  return {
    task,
    role,
    since: task.window.since,
    until: task.window.until,
    position: startPosition(task.window, task.keysWritten),
    firstInstant: undefined,
    pages: 0,
    rowsReceived: 0,
    kept: [],
    rowsExpected: undefined,
    shared: task.shared,
    hasHandedOver: false,
    keepsFilter: false,
    isEnding: false,
  }
}

/** What the walk reads of its task's window. */
export function partOf({ since, until }: Walk): Window {
  return { since, until }
}

/** What a walk that has come to `window.until` has done. */
export function checkpointFor({ pass }: Task, window: Window, { position }: Walk): Checkpoint {
  return pass === 'read' ? { pass, window, newest: position.newest } : { pass, window }
}

/** Rows of the walk's own part have come. They are kept only where there may be a second look. */
export function count(walk: Walk, rows: Rows, own: RowIndexes): void {
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
 * How many pages a walk has yet to read, if its rows stay as dense as they have been so far; 0 when
 * unknown.
 */
export function pagesLeft({ until, position, firstInstant, pages, isEnding }: Walk): number {
  const behindMs = position.since - (firstInstant ?? position.since)
  if (isEnding || !position.isOrdered || behindMs <= 0) return 0
  return (pages * (until - position.since)) / behindMs
}

/**
 * Hands the later half of what a walk has yet to read over to a new task. The walk ends where that
 * begins: its filter stays as it was, and rows beyond are the other's. That is correct as long as
 * rows come in order, which only a count can prove: without one nothing is shared, and a second
 * look is never shared. Undefined when there is nothing to share.
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
  // The count was of the whole window: all parts together are compared with it.
  walk.rowsExpected = undefined
  walk.until = middle
  walk.hasHandedOver = true
  return freshPart({ ...task, shared: walk.shared }, window)
}

/**
 * Whether all rows of the walk's own part have come, though ClearGrid has more: because a part was
 * handed over, or because ClearGrid does not keep to its filter.
 * @param lastInstant the cursor value of the last row of a page, where it can be read.
 */
export function hasReachedItsEnd(walk: Walk, lastInstant: Instant | undefined): boolean {
  return walk.position.isOrdered && (lastInstant ?? -Infinity) >= walk.until
}

/** The exact count of the window, where the first page has one: no other can be compared. */
export function exactTotal({ total }: Page): number | undefined {
  return total?.exact === true ? (total.rows ?? undefined) : undefined
}
