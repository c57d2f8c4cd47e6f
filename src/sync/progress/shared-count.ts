import type { Window } from '../../time/window'
import type { KeptRows } from './row-selection'

/**
 * ClearGrid's exact count of a window whose walk was shared: its parts must add up to it. A part
 * ends where the next begins, before ClearGrid's last page, which is correct only if rows come in
 * order; the count shows if they do not.
 */
export interface SharedCount {
  /** The window that was counted. */
  readonly window: Window
  readonly rowsExpected: number
  /** The rows that were written; none where there are too many to keep. */
  readonly kept: readonly KeptRows[]
  readonly rowsReceived: number
  /** Adds a part. */
  join(): SharedCount
  /** Adds the rows of a part that came and are not asked for again. */
  add(rows: number, kept: readonly KeptRows[]): void
  /** A part will not be read to its end in this sync. */
  spoil(): void
  /** A part is done. Returns whether all are. */
  leave(): boolean
  /** Whether the parts cannot be compared with the count. */
  readonly isSpoilt: boolean
}

/** Rows that are kept at the most: their keys and instants are less than a megabyte. */
export const KEPT_MAX = 10_000

/** @param rowsExpected ClearGrid's exact count of `window`. It begins with one part. */
export function createSharedCount(window: Window, rowsExpected: number): SharedCount {
  let parts = 1
  let rowsReceived = 0
  let kept: readonly KeptRows[] = []
  let isSpoilt = false
  const count: SharedCount = {
    window,
    rowsExpected,
    get kept() {
      return kept
    },
    get rowsReceived() {
      return rowsReceived
    },
    get isSpoilt() {
      return isSpoilt
    },
    join: () => {
      parts += 1
      return count
    },
    add: (rows, more) => {
      rowsReceived += rows
      kept = rowsReceived > KEPT_MAX ? [] : [...kept, ...more]
    },
    spoil: () => {
      isSpoilt = true
    },
    leave: () => {
      parts -= 1
      return parts === 0
    },
  }
  return count
}
