import type { Rows } from '../../cleargrid/page/rows'
import { SystemError } from '../../errors'

/** Notices when the pages of a walk bring the same rows again and again. */
export interface Repeats {
  /**
   * Looks at a page. Pages that bring later rows than all before cannot repeat any of them, and are
   * not looked at closely.
   * @throws SystemError when several pages in a row were seen before.
   */
  look(rows: Rows, isLater: boolean, action: string): void
}

/**
 * How many repeated pages in a row are too many: one may repeat where a row has moved meanwhile.
 */
const REPEATS_MAX = 3

/** Rows and pages that are remembered at the most, as one number each. */
const ROWS_MAX = 20_000
const PAGES_MAX = 100_000

export function createRepeats(): Repeats {
  const rowsSeen = new Set<number>()
  const pagesSeen = new Set<number>()
  let repeats = 0

  /** Whether all rows of a page were seen before, or the same page, where rows are too many. */
  function isKnown(rows: Rows): boolean {
    const prints = printsOf(rows)
    const page = prints.reduce((sum, print) => (sum + print) % Number.MAX_SAFE_INTEGER, 0)
    const isRepeat = pagesSeen.has(page) || prints.every((print) => rowsSeen.has(print))
    if (pagesSeen.size < PAGES_MAX) pagesSeen.add(page)
    for (const print of prints) if (rowsSeen.size < ROWS_MAX) rowsSeen.add(print)
    return isRepeat
  }

  return {
    look: (rows, isLater, action) => {
      if (rows.length === 0) return
      repeats = !isLater && isKnown(rows) ? repeats + 1 : 0
      if (repeats >= REPEATS_MAX) throw goesRound(action)
    },
  }
}

/** One number a row, made of its key and its place. */
function printsOf(rows: Rows): number[] {
  const { cursorValues } = rows
  return rows.keys().map((key, index) => {
    // Rows without a readable cursor value differ by their keys alone.
    const at = cursorValues[index] ?? NaN
    let high = (Number.isNaN(at) ? 0 : at) % 0x1fffff
    let low = 0x811c9dc5
    for (let place = 0; place < key.length; place += 1) {
      low = Math.imul(low ^ key.charCodeAt(place), 0x01000193)
      high = (high * 31 + key.charCodeAt(place)) % 0x1fffff
    }
    return high * 0x100000000 + (low >>> 0)
  })
}

function goesRound(action: string): SystemError {
  return new SystemError(
    `${action}: ClearGrid's pages bring the same rows again and again, with new page cursors, ` +
      `so the walk would never end. Nothing after them was read; report this to ClearGrid's support.`,
  )
}
