import type { Window } from '../../src/time/window'
import type { Rows } from '../../src/cleargrid/page/rows'
import { instantAt } from '../support/walks'

/** The rows that ClearGrid has in a window, one a page. */
export function pagesIn(
  { since, until }: Window,
  rows: readonly number[],
  pages: readonly Rows[],
): Rows[] {
  return pages.filter((_, index) => {
    const at = instantAt(rows[index] ?? 0)
    return since <= at && at < until
  })
}
