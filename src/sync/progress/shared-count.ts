import type { Window } from '../../time/window'
import type { KeptRows } from './row-selection'

/**
 * What the parts of a walk that was shared must add up to: ClearGrid's exact count of its window. A
 * part ends where the next begins, before ClearGrid's last page, which is right only if the rows
 * come in order; this is how it would be noticed if they do not.
 */
export interface SharedCount {
  /** The window that was counted. */
  readonly window: Window
  readonly rowsExpected: number
  /** The rows that were written; none where there are too many to keep. */
  readonly kept: readonly KeptRows[]
  readonly rowsReceived: number
  /** There is one more part. */
  join(): SharedCount
  /** So many rows of a part came, and are not asked for again. */
  add(rows: number, kept: readonly KeptRows[]): void
  /** A part was not read to its end, and will not be in this sync. */
  spoil(): void
  /** A part is done. Says whether all are. */
  leave(): boolean
  /** When all are done: whether nothing can be said. */
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
