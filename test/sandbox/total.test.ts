import { datasetAt } from '../../src/sandbox/datasets'
import { parseDatasetQuery } from '../../src/sandbox/query'
import { COUNT_MAX, COUNTABLE_ROWS_MAX, totalOf, type Total } from '../../src/sandbox/total'
import { fixedData } from '../../src/sandbox/data'
import { startClearGrid } from '../support/clear-grid'
import { logIn } from './asking'

const WINDOW = { since: '2026-05-01T00:00:00Z', until: '2026-06-01T00:00:00Z' }

function total(at: readonly [string, string], query: Record<string, string>, rows: number): Total {
  const dataset = datasetAt(...at)
  if (dataset === undefined) throw new Error('No such dataset')
  return totalOf(dataset, parseDatasetQuery(query), () => rows)
}

test('a via dataset is counted in a window only', () => {
  const unknown = { total: null, totalExact: false, totalNote: 'window_required' }

  expect(total(['S4', 'D21'], {}, 3)).toEqual(unknown)
  expect(total(['S4', 'D21'], { since: WINDOW.since }, 3)).toEqual(unknown)
  expect(total(['S4', 'D21'], WINDOW, 3)).toEqual({ total: 3, totalExact: true })
})

test('a direct dataset is counted without a window', () => {
  expect(total(['S2', 'D07'], {}, 3)).toEqual({ total: 3, totalExact: true })
})

test('a large count is capped, a larger one takes too long', () => {
  const capped = { total: COUNT_MAX, totalExact: false, totalNote: 'capped' }
  const timeout = { total: null, totalExact: false, totalNote: 'timeout' }

  expect(total(['S4', 'D21'], WINDOW, COUNT_MAX)).toEqual({ total: COUNT_MAX, totalExact: true })
  expect(total(['S4', 'D21'], WINDOW, COUNT_MAX + 1)).toEqual(capped)
  expect(total(['S4', 'D21'], WINDOW, COUNTABLE_ROWS_MAX)).toEqual(capped)
  expect(total(['S4', 'D21'], WINDOW, COUNTABLE_ROWS_MAX + 1)).toEqual(timeout)
})

test('the total is given when asked for, whatever the limit and the page', async () => {
  const D07 = ['a', 'b', 'c'].map((public_id) => ({ public_id, updated_at: WINDOW.since }))
  const clearGrid = await startClearGrid({ data: fixedData({ D07 }) })
  const { page, walk } = await logIn(clearGrid.url)

  const pages = await walk('S2/D07', { limit: '1', includeTotal: 'true' })
  const unasked = await page('S2/D07')
  await clearGrid.close()

  expect(pages.map(({ pagination }) => pagination['total'])).toEqual([3, 3, 3])
  expect(unasked.pagination).toEqual({ nextCursor: null })
})
