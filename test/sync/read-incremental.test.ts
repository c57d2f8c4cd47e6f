import { DAY_MS, HOUR_MS } from '../../src/time/instant'
import type { SandboxData, SandboxRow } from '../../src/sandbox/data'
import { fixedData } from '../../src/sandbox/data'
import { startClearGrid, TEST_NOW, type ClearGrid } from '../support/clear-grid'
import { START, sync } from '../support/sync'

const D23 = 'manual_communication_logs'
const settings = { lookbackMs: 2 * DAY_MS, recheckMs: 20 * DAY_MS }

let clearGrid: ClearGrid
let now: number
let rows: SandboxRow[]
/** Rows that are looked at each time: they may be added and changed between two syncs. */
const data: SandboxData = {
  rowsBetween: (...range) => fixedData({ D23: rows, D22: rows }).rowsBetween(...range),
}

beforeEach(async () => {
  now = TEST_NOW
  rows = [row('old', START + DAY_MS), row('recent', now - DAY_MS), row('last', now - HOUR_MS)]
  clearGrid = await startClearGrid({ data, now: () => now })
})
afterEach(async () => await clearGrid.close())

function row(id: string, instant: number, updatedAt = instant): SandboxRow {
  const [communicated_at, updated_at] = [instant, updatedAt].map((at) => new Date(at).toISOString())
  return { public_id: id, communicated_at, updated_at }
}

test('a second sync reads what is new and the days of the lookback, and nothing else', async () => {
  const first = await sync(clearGrid, { now, settings })
  now += HOUR_MS
  rows.push(row('new', now - 1))

  const second = await sync(clearGrid, { now, settings, states: first.states })

  expect(first.ids()).toEqual(['old', 'recent', 'last'])
  expect(second.ids()).toEqual(['recent', 'last', 'new'])
  expect(clearGrid.exchanges.at(-1)?.query['since']).toBe('2026-05-29T23:00:00Z')
})

test('a row that arrives late, behind the watermark, is met by the lookback', async () => {
  const first = await sync(clearGrid, { now, settings })
  rows.push(row('late', now - DAY_MS - 1))

  const second = await sync(clearGrid, { now, settings, states: first.states })

  expect(second.ids()).toContain('late')
})

test('the watermark is the last row, however long it has been silent since', async () => {
  const first = await sync(clearGrid, { now, settings })
  now += 10 * DAY_MS

  const second = await sync(clearGrid, { now, settings, states: first.states })

  const watermark = new Date(TEST_NOW - HOUR_MS).toISOString()
  expect(first.states.get(D23)).toMatchObject({ watermark, ahead: [] })
  expect(second.states.get(D23)).toMatchObject({ watermark, ahead: [] })
})

test('a day later, a row that has changed comes again, and the unchanged ones do not', async () => {
  rows.push(row('promise', now - 10 * DAY_MS), row('same', now - 9 * DAY_MS))
  const first = await sync(clearGrid, { now, settings })
  now += DAY_MS
  rows = rows.map((old) =>
    old.public_id === 'promise'
      ? { ...row('promise', TEST_NOW - 10 * DAY_MS, now - HOUR_MS), is_ptp_broken: true }
      : old,
  )

  const second = await sync(clearGrid, { now, settings, states: first.states })

  expect(second.ids().sort()).toEqual(['last', 'promise', 'recent'])
  expect(second.text).toContain('"is_ptp_broken":true')
})

test('the recheck happens once a day at the most', async () => {
  const first = await sync(clearGrid, { now, settings })
  now += DAY_MS
  const second = await sync(clearGrid, { now, settings, states: first.states })
  const asked = clearGrid.exchanges.length
  now += HOUR_MS

  await sync(clearGrid, { now, settings, states: second.states })

  const windows = clearGrid.exchanges.slice(asked).flatMap(({ query }) => query['since'] ?? [])
  expect(new Set(windows)).toEqual(new Set(['2026-05-29T23:00:00Z']))
})

test('a stream ordered by updated_at begins ten minutes before its watermark', async () => {
  const first = await sync(clearGrid, { now, settings, streams: ['conversations'] })

  await sync(clearGrid, { now, settings, streams: ['conversations'], states: first.states })

  expect(clearGrid.exchanges.at(-1)?.query['since']).toBe('2026-05-31T22:50:00Z')
})

test.each([
  { communicated_at: '2999-01-01T00:00:00.000Z' },
  { version: 1, watermark: '2999-01-01T00:00:00.000Z' },
])('a state from the future (%j) yields no record and comes back as it came', async (state) => {
  const { ids, states, statuses, isComplete } = await sync(clearGrid, {
    settings,
    states: new Map([[D23, state]]),
  })

  expect(ids()).toEqual([])
  expect(states.get(D23)).toEqual(state)
  expect(statuses).toEqual([`${D23} STARTED`, `${D23} RUNNING`, `${D23} COMPLETE`])
  expect(isComplete).toBe(true)
  expect(clearGrid.exchanges).toHaveLength(1)
})

test('the state of a low-code connector is taken over where it ends', async () => {
  const states = new Map([[D23, { communicated_at: new Date(now - DAY_MS).toISOString() }]])

  const { ids } = await sync(clearGrid, { now, settings, states })

  expect(ids()).toEqual(['recent', 'last'])
})

test('full refresh reads everything, whatever state a finished sync left', async () => {
  const first = await sync(clearGrid, { now, settings })

  const again = await sync(clearGrid, {
    settings,
    states: first.states,
    syncMode: 'full_refresh',
  })

  expect(again.ids()).toEqual(['old', 'recent', 'last'])
})

test('an empty stream ends with a STATE, COMPLETE, and its watermark where it began', async () => {
  const { states, statuses } = await sync(clearGrid, { now, streams: ['communication_logs'] })

  const watermark = new Date(START).toISOString()
  expect(states.get('communication_logs')).toMatchObject({ version: 1, watermark, ahead: [] })
  expect(statuses.at(-1)).toBe('communication_logs COMPLETE')
})

test('an end date bounds the sync, and the rest is read when it is taken away', async () => {
  const bounded = await sync(clearGrid, {
    now,
    settings: { ...settings, endDate: now - 2 * HOUR_MS },
  })

  const rest = await sync(clearGrid, { now, settings, states: bounded.states })

  expect(bounded.ids()).toEqual(['old', 'recent'])
  expect(rest.ids()).toEqual(['recent', 'last'])
})
