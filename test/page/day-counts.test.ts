import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countDays } from '../../page/counts/day-counts'
import type { DayCount } from '../../page/figures/completeness'
import { createSecrets } from '../../src/protocol/secrets'
import { fixedData } from '../../src/sandbox/data'
import { CREDENTIALS } from '../support/connector'
import { startClearGrid, TEST_NOW, type ClearGrid } from '../support/clear-grid'
import { handClock } from '../support/hand-clock'

const DAY_MS = 86_400_000

let clearGrid: ClearGrid
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'source-cleargrid-counts-'))
})

afterEach(async () => {
  await clearGrid.close()
  rmSync(folder, { recursive: true })
})

/** So many rows of D22, spread over the day that begins so many days before `TEST_NOW`. */
function rowsOn(daysAgo: number, count: number): { public_id: string; updated_at: string }[] {
  const since = TEST_NOW - daysAgo * DAY_MS
  return Array.from({ length: count }, (_, at) => ({
    public_id: `${daysAgo} ${at}`,
    updated_at: new Date(since + Math.floor((at * DAY_MS) / count)).toISOString(),
  }))
}

async function countsOf(streams: readonly string[], days: number): Promise<DayCount[]> {
  const path = join(folder, 'config.json')
  const settings = { ...CREDENTIALS, base_url: clearGrid.url, start_date: '2024-01-01' }
  writeFileSync(path, JSON.stringify(settings))
  const runtime = handClock(TEST_NOW + DAY_MS / 2)
  return await countDays(path, {
    ...{ runtime, secrets: createSecrets(), sandboxNow: runtime.now },
    ...{ streams, days },
  })
}

/** How many counts ClearGrid was asked for. */
function asked(): number {
  return clearGrid.exchanges.filter(({ query }) => query['includeTotal'] === 'true').length
}

test('each whole day that is over is one question, and gets its own count', async () => {
  const D22 = [...rowsOn(2, 3), ...rowsOn(1, 5), ...rowsOn(0, 7)]
  clearGrid = await startClearGrid({ now: () => TEST_NOW + DAY_MS / 2, data: fixedData({ D22 }) })

  const counts = await countsOf(['conversations'], 3)

  expect(counts).toEqual([
    { stream: 'conversations', day: '2026-05-29', rows: 0 },
    { stream: 'conversations', day: '2026-05-30', rows: 3 },
    { stream: 'conversations', day: '2026-05-31', rows: 5 },
  ])
  expect(asked()).toBe(3)
})

test('a day with more rows than ClearGrid counts at once is counted in parts', async () => {
  const D22 = rowsOn(1, 9_000)
  clearGrid = await startClearGrid({ data: fixedData({ D22 }) })

  const counts = await countsOf(['conversations'], 1)

  expect(counts).toEqual([{ stream: 'conversations', day: '2026-05-31', rows: 9_000 }])
  // The whole day is too much; its halves are not.
  expect(asked()).toBe(3)
})

test('what there is no table for is not asked for', async () => {
  clearGrid = await startClearGrid()

  expect(await countsOf(['something_else'], 5)).toEqual([])
  expect(asked()).toBe(0)
})
