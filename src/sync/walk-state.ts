import type { Page } from '../cleargrid/page'
import type { Instant } from '../instant'
import type { Rows } from '../cleargrid/rows'
import { startOf, type Position } from './position'
import { keepRows, type KeptRows, type Picked } from './rows'
import { freshPart, type Task } from './tasks'
import { WINDOW_MS_MIN } from './tuning'

/** A walk under way. It changes as its pages come, and when a part of it is handed over. */
export interface Walk {
  readonly task: Task
  /** Exclusive. Less than the task's once a part has been handed over. */
  until: Instant
  position: Position
  /** The cursor value of the first row that came. */
  firstInstant: Instant | undefined
  pages: number
  /** Rows of the window that came, written or not. */
  rowsReceived: number
  /** The same rows, for a second look; none where there can be none, or too many to keep. */
  kept: KeptRows[]
  /** Rows that ClearGrid counted in the window, where it did, exactly. */
  rowsExpected: number | undefined
  /** Rows asked for in the last page. */
  limit: number
  /** Whether ClearGrid's last page is here: nothing is left to share. */
  isEnding: boolean
}

export function startWalk(task: Task, limit: number): Walk {
  return {
    task,
    until: task.window.until,
    position: startOf(task.window, task.keysWritten),
    firstInstant: undefined,
    pages: 0,
    rowsReceived: 0,
    kept: [],
    rowsExpected: undefined,
    limit,
    isEnding: false,
  }
}

/** Rows that one walk keeps at the most: their keys and instants are less than a megabyte. */
const KEPT_MAX = 10_000

/** Rows of the walk's own part have come. They are kept only where there may be a second look. */
export function count(walk: Walk, rows: Rows, own: Picked): void {
  const [first] = own
  walk.rowsReceived += own.length
  walk.firstInstant ??= first === undefined ? undefined : rows.cursorValue(first)
  const canBeShort = walk.rowsExpected !== undefined && walk.rowsReceived <= KEPT_MAX
  walk.kept = canBeShort ? [...walk.kept, keepRows(rows, own)] : []
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
 * that begins: its filter stays as it was, and rows beyond are the other's. Undefined when there
 * is too little to share.
 */
export function handOver(walk: Walk): Task | undefined {
  const leftMs = walk.until - walk.position.since
  if (pagesLeft(walk) < PAGES_TO_SHARE_MIN || leftMs < 2 * WINDOW_MS_MIN) return undefined
  const middle = walk.position.since + Math.ceil(leftMs / 2)
  const window = { since: middle, until: walk.until }
  walk.until = middle
  // The total was of the whole window: what is left of it cannot be compared.
  walk.rowsExpected = undefined
  walk.kept = []
  return freshPart(walk.task, window)
}

/**
 * Whether all rows of the walk's own part have come, though ClearGrid has more for its filter.
 * @param lastInstant the cursor value of the last row of a page, where it can be read.
 */
export function hasReachedItsEnd(walk: Walk, lastInstant: Instant | undefined): boolean {
  const { task, until, position } = walk
  return until < task.window.until && position.isOrdered && (lastInstant ?? -Infinity) >= until
}

/** What the first page says of the window's rows: only an exact count can be compared. */
export function exactTotal({ total }: Page): number | undefined {
  return total?.exact === true ? (total.rows ?? undefined) : undefined
}
