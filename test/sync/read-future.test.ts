import { DAY_MS, formatInstant, HOUR_MS } from '../../src/time/instant'
import type { ClearGrid } from '../support/clear-grid'
import { TEST_NOW } from '../support/clear-grid'
import { instantOf, pageOf, rowsEvery, startOddClearGrid, within } from '../support/odd-clear-grid'
import { START, sync } from '../support/sync'

const D23 = 'manual_communication_logs'
const ROWS = rowsEvery(5 * HOUR_MS, 144, START)
const READ_UNTIL = START + 10 * DAY_MS
const FUTURE = formatInstant(TEST_NOW + 30 * DAY_MS)
const watermark = formatInstant(READ_UNTIL)

let clearGrid: ClearGrid
beforeEach(async () => {
  clearGrid = await startOddClearGrid((request) => pageOf(within(ROWS, request), request))
})
afterEach(async () => await clearGrid.close())

const UNREAD = ROWS.filter(({ communicated_at }) => instantOf(communicated_at) >= READ_UNTIL)

test.each([
  ['nothing beyond the watermark', []],
  ['all up to then', [{ since: watermark, until: FUTURE }]],
  ['something before it', [{ since: watermark, until: formatInstant(TEST_NOW - DAY_MS) }]],
])(
  'a newest row that lies in the future is not believed, where the state says it has read %s',
  async (_, ahead) => {
    const state = { version: 1, since: formatInstant(START), watermark, newest: FUTURE, ahead }

    const { ids, isComplete, states, logs } = await sync(clearGrid, {
      states: new Map([[D23, { ...state, settled: watermark }]]),
    })

    expect(isComplete).toBe(true)
    expect(ids()).toEqual(expect.arrayContaining(UNREAD.map(({ public_id }) => public_id)))
    const newest = UNREAD.at(-1)?.communicated_at
    expect(states.get(D23)).toMatchObject({ watermark: newest, newest, ahead: [] })
    expect(logs.join()).toContain("named a newest row that lies in ClearGrid's future")
  },
)

test('a watermark that lies in the future yields nothing, and comes back as it was', async () => {
  const state = { version: 1, watermark: FUTURE, newest: FUTURE }

  const { ids, states } = await sync(clearGrid, { states: new Map([[D23, state]]) })

  expect(ids()).toEqual([])
  expect(states.get(D23)).toEqual(state)
})
