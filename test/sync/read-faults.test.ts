import { DAY_MS } from '../../src/time/instant'
import { fixedData, type SandboxRow } from '../../src/sandbox/data'
import { page, startClearGrid, type ClearGrid } from '../support/clear-grid'
import { START, sync } from '../support/sync'

let clearGrid: ClearGrid
beforeEach(async () => (clearGrid = await startClearGrid()))
afterEach(async () => await clearGrid.close())

const isD23 = ({ dataset }: { readonly dataset?: string }): boolean => dataset === 'D23'

test.each([
  ['500 once', { status: 500 }],
  ['502 from a gateway', { status: 502, body: '<html>Bad gateway</html>' }],
  ['429 with Retry-After in seconds', { status: 429, headers: { 'retry-after': '30' } }],
  [
    '503 with Retry-After as a date',
    { status: 503, headers: { 'retry-after': 'Mon, 01 Jun 2026 00:00:30 GMT' } },
  ],
  ['an HTML page with status 200', { status: 200, body: '<html>Maintenance</html>' }],
  ['an empty body with status 200', { status: 200, body: '' }],
  ['an error body with status 200', { status: 200, body: { success: false, message: 'no' } }],
  ['a reset before the headers', { hangUp: 'before-headers' }],
  ['a reset in mid-body', { hangUp: 'mid-body' }],
  ['a body shorter than promised', { hangUp: 'short-body' }],
] as const)('%s is tried again, and no row is lost or doubled', async (_, answer) => {
  // The answers that break off in the middle use up a page.
  clearGrid.script('D23', page(['a'], 'c1'), page(['b'], null), page(['b'], null))
  clearGrid.answerNext((exchange) => exchange.query['cursor'] === 'c1', answer)

  const { ids, isComplete } = await sync(clearGrid)

  expect(ids()).toEqual(['a', 'b'])
  expect(isComplete).toBe(true)
  expect(clearGrid.cursorsAsked('D23')).toEqual([undefined, 'c1', 'c1'])
})

test('a pause that ClearGrid asks for is told to the platform, with its end', async () => {
  clearGrid.script('D23', page(['a'], null))
  clearGrid.answerNext(isD23, { status: 429, headers: { 'retry-after': '30' } })

  const { text } = await sync(clearGrid)

  expect(text).toContain(`"quota_reset":${Date.UTC(2026, 5, 1, 0, 0, 30)}`)
})

test('a page cursor that keeps failing begins the walk again at the last row', async () => {
  const first = { public_id: 'a', communicated_at: '2026-05-03T00:00:00Z' }
  clearGrid.script('D23', page([first], 'c1'), page([first, 'b'], null))
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    clearGrid.answerNext(({ query }) => query['cursor'] === 'c1', { status: 500 })
  }

  const { ids, isComplete } = await sync(clearGrid)

  expect(ids()).toEqual(['a', 'b'])
  expect(isComplete).toBe(true)
  expect(clearGrid.exchanges.at(-1)?.query).toMatchObject({ since: '2026-05-03T00:00:00Z' })
})

test('a window that holds too much is asked for in halves, until all of it is read', async () => {
  await clearGrid.close()
  const rows = Array.from({ length: 20_000 }, (_, index) => rowAt(START + index * 100_000, index))
  clearGrid = await startClearGrid({ data: fixedData({ D23: rows }), scanRowsMax: 900 })

  const { ids, isComplete } = await sync(clearGrid)

  const refused = clearGrid.exchanges.filter(({ status }) => status === 504)
  expect(isComplete).toBe(true)
  expect(ids()).toEqual(rows.map(({ public_id }) => public_id))
  expect(refused.length).toBeGreaterThan(2)
  expect(refused.length).toBeLessThan(clearGrid.exchanges.length / 4)
})

test('a window that fails for good ends its stream with one error; the others complete', async () => {
  await clearGrid.close()
  clearGrid = await startClearGrid({
    data: fixedData({ D22: [{ public_id: 'c', updated_at: '2026-05-09T00:00:00Z' }] }),
    intercept: (exchange) => (isD23(exchange) ? { status: 504 } : undefined),
  })

  const { ids, isComplete, errors, statuses } = await sync(clearGrid, {
    streams: ['conversations', 'manual_communication_logs'],
  })

  expect(isComplete).toBe(false)
  expect(ids()).toEqual(['c'])
  expect(errors).toEqual([expect.objectContaining({ failure_type: 'transient_error' })])
  expect(errors[0]?.message).toMatch(/manual_communication_logs \[2026-05-02T00:00:00Z, /)
  expect(statuses).toContain('conversations COMPLETE')
  expect(statuses).toContain('manual_communication_logs INCOMPLETE')
})

test('the hole that a failed window left is read by the next sync', async () => {
  await clearGrid.close()
  const rows = [1, 11, 21].map((day) => rowAt(START + day * DAY_MS, day))
  let isBroken = true
  clearGrid = await startClearGrid({
    data: fixedData({ D23: rows }),
    intercept: ({ query }) =>
      isBroken && query['since']?.startsWith('2026-05-12') === true ? { status: 403 } : undefined,
  })
  const settings = { sizeMax: { windowMs: 10 * DAY_MS, pageSize: 500 }, concurrency: 3 }

  const broken = await sync(clearGrid, { settings })
  isBroken = false
  const mended = await sync(clearGrid, { settings, states: broken.states })

  expect(broken.isComplete).toBe(false)
  expect(mended.isComplete).toBe(true)
  expect(new Set([...broken.ids(), ...mended.ids()])).toEqual(
    new Set(rows.map(({ public_id }) => public_id)),
  )
})

test('a stream that the lender may not read fails alone, and says whom to ask', async () => {
  clearGrid.answerNext(isD23, { status: 403, body: { success: false, requestId: 'req_42' } })

  const { errors } = await sync(clearGrid, {
    streams: ['communication_logs', 'manual_communication_logs'],
  })

  expect(errors).toHaveLength(1)
  expect(errors[0]).toMatchObject({ failure_type: 'config_error' })
  expect(errors[0]?.message).toContain('req_42')
})

test('a redirect is not followed: the token stays with its host', async () => {
  const headers = { location: 'https://elsewhere.example/login' }
  // Once is something in between; on and on it is the address.
  for (let attempt = 1; attempt <= 200; attempt += 1) {
    clearGrid.answerNext(isD23, { status: 302, headers })
  }

  const { errors } = await sync(clearGrid)

  expect(errors[0]?.message).toContain('elsewhere.example')
  expect(errors[0]).toMatchObject({ failure_type: 'config_error' })
})

function rowAt(instant: number, number: number): SandboxRow {
  return {
    public_id: `row-${String(number).padStart(6, '0')}`,
    communicated_at: new Date(instant).toISOString(),
  }
}
