import { DAY_MS } from '../../src/time/instant'
import type { ClearGrid } from '../support/clear-grid'
import { pageOf, rowsEvery, startOddClearGrid, within } from '../support/odd-clear-grid'
import { START, sync } from '../support/sync'

/** All on one instant. */
const ROWS = rowsEvery(0, 1_200, START + DAY_MS)
const KEYS = ROWS.map(({ public_id }) => public_id)
const SETTINGS = { sizeMax: { windowMs: 30 * DAY_MS, pageSize: 40 } }

let clearGrid: ClearGrid
afterEach(async () => await clearGrid.close())

function asked(): { readonly pageCursor: string | undefined; readonly limit: number }[] {
  return clearGrid.exchanges
    .filter(({ dataset }) => dataset === 'D23')
    .map(({ query }) => ({ pageCursor: query['cursor'], limit: Number(query['limit']) }))
}

describe('thousands of rows on one instant, which a fresh walk would read from the first', () => {
  test('where pages time out by chance, the walk goes on with its page cursor', async () => {
    clearGrid = await startOddClearGrid((request) =>
      request.index % 4 === 2 ? 504 : pageOf(within(ROWS, request), request),
    )

    const { ids, isComplete } = await sync(clearGrid, { settings: SETTINGS })

    expect(isComplete).toBe(true)
    expect(ids()).toEqual(KEYS)
    // Where both the same request and a smaller one fail, its window is to blame: seldom.
    expect(asked().filter(({ pageCursor }) => pageCursor === undefined).length).toBeLessThan(6)
  })

  test('where pages over 15 rows time out after the first, the same page cursor is asked for fewer', async () => {
    clearGrid = await startOddClearGrid((request) =>
      request.pageCursor !== undefined && request.limit > 15
        ? 504
        : pageOf(within(ROWS, request), request),
    )

    const { ids, isComplete } = await sync(clearGrid, { settings: SETTINGS })

    expect(isComplete).toBe(true)
    expect(ids()).toEqual(KEYS)
    const [first, second, third] = asked().slice(1)
    expect(first).toEqual({ pageCursor: '40', limit: 40 })
    expect(second).toEqual({ pageCursor: '40', limit: 20 })
    expect(third?.pageCursor).toBeUndefined()
  })
})
