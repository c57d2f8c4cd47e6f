import { HOUR_MS } from '../../src/time/instant'
import { startClearGrid, type ClearGrid, page } from '../support/clear-grid'
import { pageOf, rowsEvery, startOddClearGrid, within } from '../support/odd-clear-grid'
import { START, sync } from '../support/sync'

const ROWS = rowsEvery(HOUR_MS / 10, 3_000, START)
const KEYS = ROWS.map(({ public_id }) => public_id)
const settings = { sizeMax: { windowMs: 1e12, pageSize: 500 } }

let clearGrid: ClearGrid
afterEach(async () => await clearGrid.close())

test.each([1, 4])(
  'a second look that is cut into pieces writes nothing twice (%d at once)',
  async (concurrency) => {
    let firsts = 0
    clearGrid = await startOddClearGrid((request) => {
      if (request.pageCursor === undefined) firsts += 1
      // The count never fits; of the second look a page in the middle is too much.
      if (firsts === 2 && request.pageCursor === '1000') return 504
      const inside = within(ROWS, request)
      return { ...pageOf(inside, request), total: inside.length + 1 }
    })

    const { ids, isComplete } = await sync(clearGrid, { settings: { ...settings, concurrency } })

    expect(isComplete).toBe(true)
    expect(ids().sort()).toEqual(KEYS)
    expect(firsts).toBeGreaterThan(2)
  },
)

test('a row that only the second look brings is written, once', async () => {
  let firsts = 0
  clearGrid = await startOddClearGrid((request) => {
    if (request.pageCursor === undefined) firsts += 1
    const all = within(ROWS, request)
    const inside = firsts > 1 ? all : all.filter((_, index) => index !== 777)
    return { ...pageOf(inside, request), total: all.length }
  })

  const { ids, logs } = await sync(clearGrid, { settings })

  expect(ids()).toHaveLength(3_000)
  expect(ids().at(-1)).toBe(KEYS[777])
  expect(logs.join()).toContain('1 window agrees')
})

test('what was asked for ahead ends with its walk: after a row without its key nothing is asked', async () => {
  clearGrid = await startClearGrid()
  clearGrid.script('D23', page(['a'], 'c1'), page([{ public_id: null }], 'c2'), page(['b'], null))
  // It would be tried again for minutes.
  for (let times = 0; times < 9; times += 1) {
    clearGrid.answerNext(({ query }) => query['cursor'] === 'c2', {
      status: 503,
      headers: { 'retry-after': '60' },
      delayMs: 20,
    })
  }

  const { ids, errors, statuses } = await sync(clearGrid)
  const asked = clearGrid.exchanges.length
  await new Promise((resolve) => setTimeout(resolve, 100))

  expect(ids()).toEqual(['a'])
  expect(errors).toHaveLength(1)
  expect(statuses.at(-1)).toBe('manual_communication_logs INCOMPLETE')
  expect(clearGrid.cursorsAsked('D23').filter((cursor) => cursor === 'c2').length).toBeLessThan(2)
  expect(clearGrid.exchanges).toHaveLength(asked)
})
