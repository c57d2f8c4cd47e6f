import { DAY_MS } from '../../src/time/instant'
import { page, startClearGrid, type ClearGrid } from '../support/clear-grid'
import { at, START, sync } from '../support/sync'

let clearGrid: ClearGrid
beforeEach(async () => (clearGrid = await startClearGrid()))
afterEach(async () => await clearGrid.close())

const isD23 = ({ dataset }: { readonly dataset?: string }): boolean => dataset === 'D23'

function totalsAsked(): (string | undefined)[] {
  return clearGrid.exchanges.filter(isD23).map(({ query }) => query['includeTotal'])
}

test('a window that gives as many rows as ClearGrid counted agrees', async () => {
  clearGrid.script('D23', page(['a'], 'c1', { total: 2 }), page(['b'], null))

  const { logs } = await sync(clearGrid)

  expect(logs.join()).toContain('1 window agrees')
  expect(totalsAsked()).toEqual(['true', undefined])
})

test('a window that gives fewer is read again once, and then reported', async () => {
  const short = page(['a'], null, { total: 3 })
  clearGrid.script('D23', short, short)

  const { isComplete, logs, messages } = await sync(clearGrid)

  const warnings = messages.filter(
    (message) => message.type === 'LOG' && message.log.level === 'WARN',
  )
  expect(isComplete).toBe(true)
  expect(JSON.stringify(warnings)).toContain(
    '[2026-05-02T00:00:00Z, 2026-06-01T00:00:00Z): ClearGrid counted 3 rows and gave 1.',
  )
  expect(logs.join()).toContain('1 window is short')
  expect(clearGrid.exchanges.filter(isD23)).toHaveLength(2)
})

test('a window that was short the first time and whole the second is whole', async () => {
  clearGrid.script('D23', page(['a'], null, { total: 2 }), page(['a', 'b'], null, { total: 2 }))

  const { ids, logs } = await sync(clearGrid)

  expect(ids()).toEqual(['a', 'b'])
  expect(logs.join()).toContain("; 1 window agrees with ClearGrid's count;")
})

test('counts that never fit the rows double no row, and are soon not asked for any more', async () => {
  await clearGrid.close()
  const rows = Array.from({ length: 30 }, (_, day) => ({
    public_id: `row-${day}`,
    communicated_at: new Date(START + day * DAY_MS).toISOString(),
  }))
  clearGrid = await startClearGrid({
    pages: ({ query }) => ({
      rows: rows.filter(({ communicated_at }) => {
        const instant = at(communicated_at)
        return instant >= at(query['since'] ?? '') && instant < at(query['until'] ?? '')
      }),
      pagination: { nextCursor: null, total: 1_000 },
    }),
  })

  const { ids } = await sync(clearGrid, {
    settings: { sizeMax: { windowMs: DAY_MS, pageSize: 5 } },
  })

  expect(ids().sort()).toEqual(rows.map(({ public_id }) => public_id).sort())
  expect(totalsAsked().filter((asked) => asked === 'true')).toHaveLength(10)
})

test.each([
  ['capped', { total: 10_000, totalExact: false, totalNote: 'capped' as const }],
  ['not made', { total: null, totalNote: 'timeout' as const }],
])('a count that is %s is not compared', async (_, pagination) => {
  clearGrid.script('D23', page(['a'], null, pagination))

  const { logs } = await sync(clearGrid)

  expect(logs.join()).toContain('; 1 window was not compared;')
})

test('a count is the first thing to go when a request takes too long', async () => {
  clearGrid.script('D23', page(['a'], null))
  clearGrid.answerNext(isD23, { status: 504, body: '<html>Gateway timeout</html>' })

  const { ids, logs } = await sync(clearGrid)

  expect(ids()).toEqual(['a'])
  expect(totalsAsked()).toEqual(['true', undefined])
  expect(new Set(clearGrid.exchanges.filter(isD23).map(({ query }) => query['since'])).size).toBe(1)
  expect(logs.join()).toContain('; 1 timeout;')
})

test('totals become estimates, so that the platform can show how far it is', async () => {
  clearGrid.script('D23', page(['a'], 'c1', { total: 2 }), page(['b'], null))

  const { text } = await sync(clearGrid)

  expect(text).toContain(
    '"estimate":{"name":"manual_communication_logs","type":"STREAM","row_estimate":2}',
  )
})
