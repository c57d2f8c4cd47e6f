import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/time/instant'
import type { ClearGrid } from '../support/clear-grid'
import {
  pageOf,
  rowsEvery,
  startOddClearGrid,
  within,
  type OddRow,
} from '../support/odd-clear-grid'
import { START, sync } from '../support/sync'

const D23 = 'manual_communication_logs'
const ROWS = rowsEvery(HOUR_MS, 720, START)
const KEYS = ROWS.map(({ public_id }) => public_id)

let clearGrid: ClearGrid
afterEach(async () => await clearGrid.close())

function pagesAsked(): number {
  return clearGrid.exchanges.filter(({ dataset }) => dataset === 'D23').length
}

const [A, B, C] = [0, 100, 200].map((from) => ROWS.slice(from, from + 100))

function shuffled(rows: readonly OddRow[], by: number): OddRow[] {
  return [...rows.slice(by % rows.length), ...rows.slice(0, by % rows.length)]
}

describe.each<[string, (page: number) => readonly OddRow[] | undefined]>([
  ['the same page for ever', () => A],
  ['two pages in turns', (page) => [A, B][page % 2]],
  ['the whole cycle again and again', (page) => [A, B, C][page % 3]],
  ['the same page in another order each time', (page) => shuffled(A ?? [], page)],
])('pages go round, with new page cursors: %s', (_, pageAt) => {
  beforeEach(async () => {
    clearGrid = await startOddClearGrid(({ pageCursor }) => {
      const page = Number(pageCursor ?? 0)
      return { rows: pageAt(page) ?? [], nextPageCursor: String(page + 1) }
    })
  })

  test.each([1, 4])('the walk ends, and says what happened (%d at once)', async (concurrency) => {
    const settings = { concurrency, sizeMax: { windowMs: 1e12, pageSize: 100 } }

    const { errors, isComplete, statuses, ids } = await sync(clearGrid, { settings })

    expect(isComplete).toBe(false)
    expect(errors).toEqual([expect.objectContaining({ failure_type: 'system_error' })])
    expect(errors[0]?.message).toContain('bring the same rows again and again')
    expect(statuses.at(-1)).toBe(`${D23} INCOMPLETE`)
    expect(pagesAsked()).toBeLessThan(15)
    expect(ids().length).toBeLessThan(1_500)
  })
})

test('pages that go round outside the window end as well', async () => {
  const window = { since: START, until: START + DAY_MS }
  const beyond = ROWS.slice(48)
  clearGrid = await startOddClearGrid(({ pageCursor }) => {
    const page = Number(pageCursor ?? 0)
    const rows = beyond.slice((page % 3) * 100, ((page % 3) + 1) * 100).reverse()
    // The first page is in order; its end is beyond the window, its beginning before it.
    const early = { ...beyond[0], communicated_at: new Date(START - DAY_MS).toISOString() }
    return { rows: [...rows, early], nextPageCursor: String(page + 1) }
  })

  const { errors, isComplete } = await sync(clearGrid, {
    settings: { endDate: window.until, sizeMax: { windowMs: 1e12, pageSize: 101 } },
  })

  expect(isComplete).toBe(false)
  expect(errors[0]?.message).toContain('bring the same rows again and again')
  expect(pagesAsked()).toBeLessThan(15)
})

describe('new rows out of order', () => {
  const settings = { bounds: { windowMs: DAY_MS, pageSize: 10 }, endDate: START + DAY_MS }

  test('that never end are cut, and then an error: they are not walked for ever', async () => {
    // Each page begins where the first did, with keys that nobody has seen.
    clearGrid = await startOddClearGrid(({ since, until, index }) => ({
      rows: rowsEvery((until - since) / 10, 10, since).map((row) => ({
        ...row,
        public_id: `${index} ${row.public_id}`,
      })),
      nextPageCursor: String(index),
    }))
    const endDate = START + 2 * MINUTE_MS

    const { errors, isComplete, statuses } = await sync(clearGrid, {
      settings: { ...settings, endDate },
    })

    expect(isComplete).toBe(false)
    expect(errors).toEqual([expect.objectContaining({ failure_type: 'system_error' })])
    expect(errors[0]?.message).toContain('so the walk may never end')
    expect(statuses.at(-1)).toBe(`${D23} INCOMPLETE`)
    // Two minutes are walked for two hundred pages, and then each minute for a thousand.
    expect(pagesAsked()).toBeLessThan(2_300)
  })

  test('that do end are read whole, however many they are', async () => {
    // A day of minutes, read backwards by every seventh: no page is in order.
    const rows = rowsEvery(20_000, 3_000, START).map(
      (row, index, all) => all[(index * 7) % 3_000] ?? row,
    )
    clearGrid = await startOddClearGrid((request) => pageOf(within(rows, request), request))

    const { ids, isComplete } = await sync(clearGrid, {
      settings,
    })

    expect(isComplete).toBe(true)
    expect(new Set(ids()).size).toBe(3_000)
  })
})

test('many rows on one instant are no circle', async () => {
  const instant = new Date(START + DAY_MS).toISOString()
  const rows = ROWS.map((row) => ({ ...row, communicated_at: instant }))
  clearGrid = await startOddClearGrid((request) => pageOf(within(rows, request), request))

  const { ids, isComplete } = await sync(clearGrid, {
    settings: { sizeMax: { windowMs: 1e12, pageSize: 50 } },
  })

  expect(isComplete).toBe(true)
  expect(ids()).toEqual(KEYS)
})

describe('long runs of empty pages', () => {
  /** ClearGrid looks through ten minutes in each page; a row comes every four days. */
  const rows = rowsEvery(4 * DAY_MS, 7, START)
  const SCANNED_MS = 10 * 60_000

  beforeEach(async () => {
    clearGrid = await startOddClearGrid(({ since, until, pageCursor }) => {
      const from = Number(pageCursor ?? since)
      const next = from + SCANNED_MS
      const found = within(rows, { since: from, until: Math.min(next, until) })
      return { rows: found, nextPageCursor: next < until ? String(next) : null }
    })
  })

  test('are an answer about size: shorter windows are asked for, and all rows come', async () => {
    const { ids, isComplete, messages, states } = await sync(clearGrid)

    expect(isComplete).toBe(true)
    expect(ids()).toEqual(rows.map(({ public_id }) => public_id))
    // 4,320 pages hold them; each cut costs fifty more.
    expect(pagesAsked()).toBeLessThan(6_000)
    expect(messages.filter(({ type }) => type === 'STATE').length).toBeGreaterThan(50)
    expect(states.get(D23)).toMatchObject({ watermark: rows.at(-1)?.communicated_at })
  })
})

describe('a ClearGrid that ignores the filter when a page cursor is sent', () => {
  beforeEach(async () => {
    clearGrid = await startOddClearGrid((request) => {
      if (request.pageCursor !== undefined) return pageOf(ROWS, request)
      const inside = within(ROWS, request)
      const from = ROWS.findIndex((row) => row === inside[0])
      const next = from + Math.min(request.limit, inside.length)
      const rows = ROWS.slice(from, next)
      return { rows, nextPageCursor: next < ROWS.length ? String(next) : null }
    })
  })

  test.each([1, 4])('costs few rows more, and loses none (%d at once)', async (concurrency) => {
    const settings = { concurrency, sizeMax: { windowMs: 3 * DAY_MS, pageSize: 20 } }

    const { ids, isComplete } = await sync(clearGrid, { settings })

    expect(isComplete).toBe(true)
    expect(new Set(ids())).toEqual(new Set(KEYS))
    expect(ids().length).toBeLessThan(1.5 * KEYS.length)
    // Four pages hold a window; four more show that nothing of it is left.
    expect(pagesAsked()).toBeLessThan(10 * 9)
  })
})
