import type { Rows } from '../cleargrid/rows'
import { SystemError } from '../errors'

/** Notices that the pages of a walk go round: that they bring the same rows again and again. */
export interface Repeats {
  /**
   * Looks at a page. Pages that bring later rows than all before cannot repeat any of them, and are
   * not looked at closely.
   * @throws SystemError when several pages in a row were seen before.
   */
  look(rows: Rows, isLater: boolean, doing: string): void
}

/** In a row: a page may come twice where a row has moved meanwhile. */
const REPEATS_MAX = 3

/** Pages that are remembered at the most, as one number each. */
const PAGES_MAX = 100_000

export function createRepeats(): Repeats {
  const seen = new Set<number>()
  let repeats = 0
  return {
    look: (rows, isLater, doing) => {
      if (rows.length === 0) return
      if (isLater) {
        repeats = 0
        return
      }
      const print = printOf(rows)
      repeats = seen.has(print) ? repeats + 1 : 0
      if (seen.size < PAGES_MAX) seen.add(print)
      if (repeats >= REPEATS_MAX) throw goesRound(doing)
    },
  }
}

/** The same number for the same rows at the same places, in whatever order they come. */
function printOf(rows: Rows): number {
  const { instants } = rows
  let sum = 0
  for (const [index, key] of rows.keys().entries()) {
    let hash = (instants[2 * index] ?? 0) % 0x7fffffff
    for (let at = 0; at < key.length; at += 1) {
      hash = (Math.imul(hash, 31) + key.charCodeAt(at)) | 0
    }
    sum += Math.imul(hash, 0x9e3779b1) >>> 0
  }
  return sum
}

function goesRound(doing: string): SystemError {
  return new SystemError(
    `${doing}: ClearGrid's pages bring the same rows again and again, with new page cursors, ` +
      `which would never end. Nothing after them was read; report this to ClearGrid's support.`,
  )
}
