import { fixedData } from '../../src/sandbox/data'
import type { SandboxExchange } from '../../src/sandbox/server'
import { startClearGrid, TEST_NOW, type ClearGrid } from '../support/clear-grid'
import { START, sync } from '../support/sync'

const rows = Array.from({ length: 60 }, (_, index) => ({
  public_id: `row-${String(index).padStart(3, '0')}`,
  communicated_at: new Date(START + index * 3_600_000).toISOString(),
}))
const data = fixedData({ D21: rows, D23: rows })
const settings = { sizeMax: { windowMs: 1e9, pageSize: 5 }, concurrency: 8 }
const streams = ['communication_logs', 'manual_communication_logs'] as const

let clearGrid: ClearGrid
afterEach(async () => await clearGrid.close())

const isLogin = ({ path }: SandboxExchange): boolean => path.endsWith('/login')
const isRefresh = ({ path }: SandboxExchange): boolean => path.endsWith('/refresh-token')

/** Refuses each token from its eighth use on. */
function tokensThatDie(): (exchange: SandboxExchange) => { status: 401 } | undefined {
  const uses = new Map<string, number>()
  return ({ headers }) => {
    const token = headers['authorization']
    if (token === undefined) return undefined
    uses.set(token, (uses.get(token) ?? 0) + 1)
    return (uses.get(token) ?? 0) > 7 ? { status: 401 } : undefined
  }
}

test('the whole sync logs in once, whatever the number of streams and walks', async () => {
  clearGrid = await startClearGrid({ data })

  const { isComplete } = await sync(clearGrid, { settings, streams })

  expect(isComplete).toBe(true)
  expect(clearGrid.exchanges.filter(isLogin)).toHaveLength(1)
  expect(clearGrid.exchanges.filter(isRefresh)).toHaveLength(0)
})

test('tokens that die in mid-sync are refreshed, and no row is lost or doubled', async () => {
  let time = TEST_NOW
  const now = (): number => (time += 1_000)
  clearGrid = await startClearGrid({ data, now, intercept: tokensThatDie() })

  const { ids, isComplete } = await sync(clearGrid, { settings, streams })

  expect(isComplete).toBe(true)
  expect(ids('communication_logs').sort()).toEqual(rows.map(({ public_id }) => public_id))
  expect(clearGrid.exchanges.filter(isLogin)).toHaveLength(1)
  expect(clearGrid.exchanges.filter(isRefresh).length).toBeGreaterThan(1)
})

test('where the refresh token is dead, one login follows each refusal', async () => {
  let time = TEST_NOW
  const dies = tokensThatDie()
  clearGrid = await startClearGrid({
    data,
    now: () => (time += 1_000),
    intercept: (exchange) => (isRefresh(exchange) ? { status: 401 } : dies(exchange)),
  })

  const { ids, isComplete } = await sync(clearGrid, { settings, streams })

  expect(isComplete).toBe(true)
  expect(ids('manual_communication_logs').sort()).toEqual(rows.map(({ public_id }) => public_id))
  const [first, ...later] = clearGrid.exchanges.filter(isLogin)
  expect(first).toBeDefined()
  expect(later.length).toBe(clearGrid.exchanges.filter(isRefresh).length)
})

test('a wrong password is one login and one sentence that says what to check', async () => {
  clearGrid = await startClearGrid({
    intercept: (exchange) =>
      isLogin(exchange)
        ? { status: 401, body: { success: false, message: 'No', requestId: 'req_7' } }
        : undefined,
  })

  const { errors, statuses, isComplete } = await sync(clearGrid, { streams })

  expect(isComplete).toBe(false)
  expect(errors).toEqual([expect.objectContaining({ failure_type: 'config_error' })])
  expect(errors[0]?.message).toBe(
    'Logging in to ClearGrid: ClearGrid answered 401 (request req_7). ' +
      'Check lender, email, password and environment.',
  )
  expect(clearGrid.exchanges).toHaveLength(1)
  expect(statuses).toEqual(streams.map((stream) => `${stream} INCOMPLETE`))
})

test('tokens that are never accepted end the sync instead of logging in for ever', async () => {
  clearGrid = await startClearGrid({
    intercept: ({ dataset }) => (dataset === undefined ? undefined : { status: 401 }),
  })

  const { errors } = await sync(clearGrid)

  expect(errors).toEqual([expect.objectContaining({ failure_type: 'config_error' })])
  expect(clearGrid.exchanges.filter(isLogin)).toHaveLength(3)
})
