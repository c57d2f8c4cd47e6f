import { fixedData } from '../../src/sandbox/data'
import { DAY_MS } from '../../src/time/instant'
import { startClearGrid, TEST_NOW, type ClearGrid } from '../support/clear-grid'
import { sync } from '../support/sync'

let clearGrid: ClearGrid
afterEach(async () => await clearGrid.close())

/** A row a month, for two years. */
const ROWS = Array.from({ length: 24 }, (_, month) => ({
  public_id: `row-${month}`,
  updated_at: new Date(TEST_NOW - (24 - month) * 30 * DAY_MS).toISOString(),
}))
const settings = { startDate: TEST_NOW - 730 * DAY_MS, directWindowMsMax: 366 * DAY_MS }

test('what suits a dataset that is found by a join costs a direct one no requests', async () => {
  clearGrid = await startClearGrid({ data: fixedData({ D07: ROWS, D22: ROWS }) })

  const result = await sync(clearGrid, {
    streams: ['borrower_payments', 'conversations'],
    settings,
  })

  const windowsOf = (code: string): number => clearGrid.cursorsAsked(code).length
  expect(result.ids('borrower_payments')).toEqual(ROWS.map((row) => row.public_id))
  expect(new Set(result.ids('conversations')).size).toBe(ROWS.length)
  expect(windowsOf('D07')).toBe(2)
  expect(windowsOf('D22')).toBeGreaterThanOrEqual(24)
})

test('a direct dataset that cannot answer a year at once is asked for less', async () => {
  clearGrid = await startClearGrid({
    data: fixedData({ D07: ROWS }),
    intercept: ({ dataset, query }) => {
      const lengthMs = Date.parse(query['until'] ?? '') - Date.parse(query['since'] ?? '')
      return dataset === 'D07' && lengthMs > 100 * DAY_MS
        ? { status: 504, body: 'Gateway Time-out' }
        : undefined
    },
  })

  const { ids, isComplete } = await sync(clearGrid, { streams: ['borrower_payments'], settings })

  expect(isComplete).toBe(true)
  expect(new Set(ids())).toEqual(new Set(ROWS.map((row) => row.public_id)))
})
