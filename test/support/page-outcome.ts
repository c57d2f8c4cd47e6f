import { ExchangeFailure } from '../../src/cleargrid/http/failure'
import type { PageReader } from '../../src/cleargrid/page/read-page'
import type { Rows } from '../../src/cleargrid/page/rows'
import { all } from './rows'

/** All that can be asked of rows, but for which of them differ. */
function told(rows: Rows): object {
  const each = all(rows)
  return {
    lines: rows.linesOf(each).toString(),
    single: each.map((index) => rows.linesOf([index]).toString()),
    values: each.map(rows.value),
    keys: each.map(rows.key),
    sameKeys: each.length === 0 ? [] : rows.keys(),
    cursorValues: each.map(rows.cursorValue),
    columns: [[...rows.cursorValues], [...rows.changeInstants]],
    haveKeys: rows.haveKeys,
    repaired: rows.repaired,
  }
}

/** What a reader makes of an answer: the page, or its complaint. */
export function outcome(read: PageReader, text: string): object {
  try {
    const { rows, ...page } = read(Buffer.from(text))
    return { ...page, ...told(rows) }
  } catch (thrown) {
    if (thrown instanceof ExchangeFailure) return { complaint: thrown.message }
    throw thrown
  }
}
