import { DAY_MS, HOUR_MS } from '../../src/time/instant'
import type { ClearGrid } from '../support/clear-grid'
import {
  instantOf,
  pageOf,
  rowsEvery,
  startOddClearGrid,
  within,
  type OddAnswer,
  type OddRequest,
} from '../support/odd-clear-grid'
import { START, sync } from '../support/sync'

/** No row is at a whole second, and many are in the first part of one. */
const ROWS = rowsEvery(5 * HOUR_MS + 137, 140, START + 137)
const KEYS = ROWS.map(({ public_id }) => public_id)
const settings = { startDate: START, bounds: { windowMs: 7 * DAY_MS, pageSize: 10 } }
const D23 = 'manual_communication_logs'

let clearGrid: ClearGrid
afterEach(async () => await clearGrid.close())

const up = (instant: number): number => Math.ceil(instant / 1_000) * 1_000
const down = (instant: number): number => Math.floor(instant / 1_000) * 1_000

/** Goes by whole seconds: whatever else it is asked for is rounded so that rows are missed. */
async function startRounding(
  trouble: (request: OddRequest) => OddAnswer | number | undefined = () => undefined,
  saysSo = false,
): Promise<void> {
  clearGrid = await startOddClearGrid((request) => {
    const { since, until } = { since: up(request.since), until: down(request.until) }
    const rows = within(ROWS, { since, until })
    const page = pageOf(rows, request)
    const total = request.pageCursor === undefined ? { total: rows.length } : {}
    return trouble(request) ?? { ...page, ...total, ...(saysSo ? { echo: { since, until } } : {}) }
  })
}

function boundsAsked(): number[] {
  return clearGrid.exchanges
    .filter(({ dataset }) => dataset === 'D23')
    .flatMap(({ query }) => [instantOf(query['since']), instantOf(query['until'])])
}

describe.each([1, 4])('windows are asked for in whole seconds, %d at once', (concurrency) => {
  test.each([false, true])('so that none are rounded (its meta says so: %p)', async (saysSo) => {
    await startRounding(undefined, saysSo)

    const { ids, isComplete, logs } = await sync(clearGrid, {
      settings: { ...settings, concurrency },
    })

    expect(isComplete).toBe(true)
    expect(ids().sort()).toEqual(KEYS)
    expect(boundsAsked().filter((instant) => instant % 1_000 !== 0)).toEqual([])
    expect(logs.join()).not.toContain('less than')
    expect(logs.join()).not.toContain('a second time')
  })

  test('also by a sync that goes on in the midst of a second: no row comes twice or not at all', async () => {
    await startRounding()
    const endDate = START + 400 * HOUR_MS
    const first = await sync(clearGrid, { settings: { ...settings, concurrency, endDate } })
    const before = clearGrid.exchanges.length

    const second = await sync(clearGrid, {
      settings: { ...settings, concurrency },
      states: first.states,
    })

    const newest = ROWS.findLast(({ communicated_at }) => instantOf(communicated_at) < endDate)
    expect(first.ids().sort().at(-1)).toBe(newest?.public_id)
    expect(second.ids().sort()).toEqual(KEYS.slice(KEYS.indexOf(newest?.public_id ?? '')))
    expect(clearGrid.exchanges.length).toBeGreaterThan(before)
    expect(boundsAsked().filter((instant) => instant % 1_000 !== 0)).toEqual([])
    expect(second.logs.join()).not.toContain('a second time')
  })

  test('also after a page cursor that was lost', async () => {
    const lost = new Set<string>()
    await startRounding(({ pageCursor, since }) => {
      const place = `${since} ${pageCursor ?? ''}`
      if (pageCursor === undefined || lost.has(place)) return undefined
      lost.add(place)
      return 400
    })

    const { ids, isComplete } = await sync(clearGrid, { settings: { ...settings, concurrency } })

    expect(isComplete).toBe(true)
    expect(ids().sort()).toEqual(KEYS)
    expect(boundsAsked().filter((instant) => instant % 1_000 !== 0)).toEqual([])
  })
})

test('a start and an end in the midst of a second are asked for as they are', async () => {
  await startRounding(undefined, true)
  const [startDate, endDate] = [START + 100, START + 400 * HOUR_MS + 777]

  const { ids, isComplete } = await sync(clearGrid, {
    settings: { ...settings, startDate, endDate },
  })

  const wanted = within(ROWS, { since: startDate, until: endDate })
  expect(isComplete).toBe(true)
  expect(ids().sort()).toEqual(wanted.map(({ public_id }) => public_id))
  const [since = 0, ...others] = boundsAsked()
  expect(since).toBe(startDate)
  // What it then says that it left unread is asked for again, with a second around it.
  expect(others).toContain(START - 1_000)
})

test('rows around a window that has no whole seconds are of nobody’s count', async () => {
  // Two rows of one second, of which a sync has read the first.
  const rows = rowsEvery(600, 2, START + 100)
  clearGrid = await startOddClearGrid((request) => {
    const asked = within(rows, request)
    return { ...pageOf(asked, request), total: asked.length }
  })

  const watermark = new Date(START + 500).toISOString()
  const { ids, logs, states } = await sync(clearGrid, {
    settings: { ...settings, endDate: START + DAY_MS },
    states: new Map([[D23, { version: 1, watermark, settled: watermark }]]),
  })

  expect(ids()).toEqual([rows[1]?.public_id])
  expect(logs.join()).not.toContain('counted')
  expect(states.get(D23)).toMatchObject({ watermark: new Date(START + 700).toISOString() })
})

test('a second that holds more rows than a walk can bring is gone on with inside of it', async () => {
  const rows = rowsEvery(1, 900, START + HOUR_MS + 50)
  clearGrid = await startOddClearGrid((request) => {
    // Every page cursor behind the fifth page of a walk is lost.
    if (Number(request.pageCursor ?? 0) >= 50) return 400
    return pageOf(within(rows, request), request)
  })

  const { ids, isComplete } = await sync(clearGrid, { settings })

  expect(isComplete).toBe(true)
  expect(ids()).toEqual(rows.map(({ public_id }) => public_id))
  expect(boundsAsked().length).toBeLessThan(2 * 200)
})
