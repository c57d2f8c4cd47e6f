import { DAY_MS, HOUR_MS } from '../../src/time/instant'
import type { ClearGrid } from '../support/clear-grid'
import {
  instantOf,
  pageOf,
  rowsEvery,
  startOddClearGrid,
  within,
  type OddRequest,
} from '../support/odd-clear-grid'
import { START, sync } from '../support/sync'

const ROWS = rowsEvery(5 * HOUR_MS, 144, START)
const KEYS = ROWS.map(({ public_id }) => public_id)
const settings = { sizeMax: { windowMs: 30 * DAY_MS, pageSize: 10 } }
const WEEK = 7 * DAY_MS

let clearGrid: ClearGrid
afterEach(async () => await clearGrid.close())

type Part = Pick<OddRequest, 'since' | 'until'>

/** Reads only a part of each window, and says so in `meta`. */
async function startClamping(part: (request: OddRequest) => Part): Promise<void> {
  clearGrid = await startOddClearGrid((request) => {
    const echo = part(request)
    return { ...pageOf(within(ROWS, echo), request), echo }
  })
}

function lengthsAsked(): number[] {
  return clearGrid.exchanges
    .filter(({ dataset, query }) => dataset === 'D23' && query['cursor'] === undefined)
    .map(({ query }) => instantOf(query['until']) - instantOf(query['since']))
}

test.each([1, 4])(
  'where ClearGrid reads seven days of each window, all is read in one sync (%d)',
  async (concurrency) => {
    await startClamping(({ since, until }) => ({ since, until: Math.min(until, since + WEEK) }))

    const { ids, isComplete, logs } = await sync(clearGrid, {
      settings: { ...settings, concurrency },
    })

    expect(isComplete).toBe(true)
    expect(ids().sort()).toEqual(KEYS)
    expect(logs.join()).toContain('ClearGrid read less than the window that was asked for')
    const [first, ...others] = lengthsAsked()
    expect(first).toBe(30 * DAY_MS)
    expect(others.length).toBeLessThan(12)
  },
)

test.each([1, 4])(
  'where it reads the last seven days of each window as well (%d)',
  async (concurrency) => {
    await startClamping(({ since, until }) => ({ since: Math.max(since, until - WEEK), until }))

    const { ids, isComplete, states } = await sync(clearGrid, {
      settings: { ...settings, concurrency },
    })

    expect(isComplete).toBe(true)
    expect(ids().sort()).toEqual(KEYS)
    expect(states.get('manual_communication_logs')).toMatchObject({
      watermark: ROWS.at(-1)?.communicated_at,
      ahead: [],
    })
  },
)

test('what it leaves unread is asked for again, though it is less than a second', async () => {
  await startClamping(({ since, until }) => ({ since: since + 999, until: until - 999 }))

  const { ids, isComplete, logs } = await sync(clearGrid, { settings })

  expect(isComplete).toBe(true)
  expect(ids().sort()).toEqual(KEYS)
  expect(lengthsAsked()).toEqual([30 * DAY_MS, 3_000])
  expect(logs.join()).toContain('ClearGrid read up to a second less than it was asked to')
})

test('an end that is written as the last instant of the window is no difference', async () => {
  await startClamping(({ since, until }) => ({ since, until: until - 1 }))

  const { ids, isComplete, logs } = await sync(clearGrid, { settings })

  expect(isComplete).toBe(true)
  expect(ids()).toEqual(KEYS)
  expect(lengthsAsked()).toEqual([30 * DAY_MS])
  expect(logs.join()).not.toContain('less than')
})

test('where it reads nothing of a window, that is told, and nothing is claimed', async () => {
  await startClamping(({ since }) => ({ since, until: since }))

  const { ids, isComplete, errors, states } = await sync(clearGrid, { settings })

  expect(isComplete).toBe(false)
  expect(ids()).toEqual([])
  expect(errors).toEqual([expect.objectContaining({ failure_type: 'system_error' })])
  expect(errors[0]?.message).toContain('ClearGrid says in its meta that it read only')
  expect(states.get('manual_communication_logs')).toMatchObject({
    watermark: new Date(START).toISOString(),
    ahead: [],
  })
})

test('where a later page says less than the first, the window fails and is read no further', async () => {
  await startClamping(({ since, until, pageCursor }) => ({
    since,
    until: pageCursor === '20' ? since + DAY_MS : until,
  }))

  const { errors, states } = await sync(clearGrid, { settings })

  expect(errors[0]?.message).toContain('report this to ClearGrid')
  expect(states.get('manual_communication_logs')).toMatchObject({
    watermark: ROWS[19]?.communicated_at,
  })
})
