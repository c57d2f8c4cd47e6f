import { fixedData } from '../../src/sandbox/data'
import { startClearGrid, type ClearGrid } from '../support/clear-grid'
import { logIn, type Asking } from './asking'

const DAY = { since: '2026-05-01T00:00:00Z', until: '2026-05-02T00:00:00Z' }

/** One row a minute, ten in all. */
const ROWS = Array.from({ length: 10 }, (_, minute) => ({
  public_id: `row ${minute}`,
  communicated_at: `2026-05-01T00:0${minute}:00.000Z`,
  updated_at: `2026-05-01T00:0${minute}:00.000Z`,
}))

let clearGrid: ClearGrid
let asking: Asking

beforeAll(async () => {
  const data = fixedData({ D07: ROWS, D21: ROWS, D23: ROWS })
  clearGrid = await startClearGrid({ data, scanRowsMax: 9 })
  asking = await logIn(clearGrid.url)
})

afterAll(async () => await clearGrid.close())

test.each([[{}], [{ since: DAY.since }], [{ until: DAY.until }], [{ ...DAY, until: 'tomorrow' }]])(
  'D23 without a window is a gateway timeout: %j',
  async (query) => {
    const { status, text } = await asking.page('S4/D23', query)

    expect(status).toBe(504)
    expect(text).toMatch(/^<html>/)
  },
)

test('a window that holds too many rows is a gateway timeout, its halves are not', async () => {
  const middle = '2026-05-01T00:05:00Z'

  const whole = await asking.page('S4/D21', DAY)
  const halves = [
    await asking.page('S4/D21', { ...DAY, until: middle }),
    await asking.page('S4/D21', { ...DAY, since: middle }),
  ]

  expect(whole.status).toBe(504)
  expect(halves.map(({ status }) => status)).toEqual([200, 200])
})

test('a direct dataset needs no scan', async () => {
  expect((await asking.page('S2/D07')).ids).toHaveLength(10)
})
