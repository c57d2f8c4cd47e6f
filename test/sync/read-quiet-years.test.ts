import { DAY_MS } from '../../src/time/instant'
import type { ClearGrid } from '../support/clear-grid'
import { pageOf, startOddClearGrid } from '../support/odd-clear-grid'
import { sync } from '../support/sync'

let clearGrid: ClearGrid
beforeEach(async () => {
  clearGrid = await startOddClearGrid((request) => pageOf([], request))
})
afterEach(async () => await clearGrid.close())

/**
 * Measured: 15, 25 and 83 from the year 1 or 1970; 37, 48 and 77 from 2015. Who has more walks in
 * flight begins more short windows before the first long one is answered.
 */
test.each([
  ['0001-01-01T00:00:00Z', 1, 20],
  ['0001-01-01T00:00:00Z', 4, 40],
  ['0001-01-01T00:00:00Z', 16, 110],
  ['2015-01-01T00:00:00Z', 1, 45],
  ['2015-01-01T00:00:00Z', 4, 65],
  ['2015-01-01T00:00:00Z', 16, 110],
])(
  'quiet decades from %s, %d at once, cost at the most %d requests',
  async (start, walks, most) => {
    const sizeMax = { windowMs: 30 * DAY_MS, pageSize: 500 }

    const { isComplete } = await sync(clearGrid, {
      settings: { startDate: Date.parse(start), concurrency: walks, sizeMax },
    })

    expect(isComplete).toBe(true)
    const requests = clearGrid.exchanges.filter(({ dataset }) => dataset === 'D23').length
    expect(requests).toBeLessThanOrEqual(most)
  },
)
