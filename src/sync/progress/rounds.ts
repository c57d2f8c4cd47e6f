import type { Rows } from '../../cleargrid/page/rows'
import { SystemError } from '../../errors'
import type { Window } from '../../time/window'
import { WINDOW_MS_MIN } from './request-size'

/**
 * Pages without end: an answer about size, as a shorter window may have an end; an error where
 * nothing shorter can be asked for.
 */
export class NoEndError extends SystemError {}

/** Notices that a walk whose rows are out of order brings new rows without end. */
export interface Rounds {
  /**
   * Looks at a page.
   * @throws NoEndError after very many pages in a row whose rows all lie between rows of before.
   */
  look(rows: Rows, isOrdered: boolean, action: string): void
}

/** In a row. A window that has more is cut; the smallest is given more, as nothing is left to cut. */
const PAGES_MAX = 200
const PAGES_MAX_IN_SMALLEST = 1_000

/**
 * Rows in order come to the window's end, whatever comes. Out of order only new rows at the edges
 * show that a walk goes on; where they stay away for so long, new keys alone prove nothing.
 */
export function createRounds({ since, until }: Window): Rounds {
  const pagesMax = until - since > WINDOW_MS_MIN ? PAGES_MAX : PAGES_MAX_IN_SMALLEST
  let oldest = Infinity
  let newest = -Infinity
  let pages = 0

  return {
    look: ({ cursorValues, length }, isOrdered, action) => {
      const before = { oldest, newest }
      for (let index = 0; index < length; index += 1) {
        const cursorValue = cursorValues[index] ?? NaN
        // NaN is neither.
        if (cursorValue < oldest) oldest = cursorValue
        if (cursorValue > newest) newest = cursorValue
      }
      const isAmong = oldest === before.oldest && newest === before.newest
      pages = !isOrdered && isAmong ? pages + 1 : 0
      if (pages >= pagesMax) throw hasNoEnd(action, pages)
    },
  }
}

function hasNoEnd(action: string, pages: number): NoEndError {
  return new NoEndError(
    `${action}: ClearGrid gives rows out of order, and the last ${pages} pages lie among rows that ` +
      `came before, so the walk may never end. Nothing of this window counts as read; report this ` +
      `to ClearGrid's support.`,
  )
}
