import { fixedData } from '../../src/sandbox/data'
import type { SandboxExchange } from '../../src/sandbox/server'
import { page, startClearGrid, type ClearGrid } from '../support/clear-grid'
import { START, sync } from '../support/sync'

const D23 = 'manual_communication_logs'
const HOUR = 3_600_000
const rows = Array.from({ length: 30 }, (_, index) => ({
  public_id: `row-${String(index).padStart(2, '0')}`,
  communicated_at: new Date(START + index * HOUR).toISOString(),
  updated_at: new Date(START + index * HOUR).toISOString(),
}))
const KEYS = rows.map(({ public_id }) => public_id)
const settings = { sizeMax: { windowMs: 30 * 24 * HOUR, pageSize: 10 } }
const JSON_BODY = { success: false, message: 'no', requestId: 'req_1' }

let clearGrid: ClearGrid
afterEach(async () => await clearGrid.close())

const isPage = ({ dataset }: SandboxExchange): boolean => dataset === 'D23'

test.each([
  ['408', { status: 408 }],
  ['425', { status: 425 }],
  ['204, which is not the end of the data', { status: 204 }],
  ['the status 200 and an error', { status: 200, body: { error: 'x' } }],
  ['a page whose rows are no list', { status: 200, body: { body: { rows: {} } } }],
  ['403 from something in between', { status: 403, body: '<html>Blocked</html>' }],
])('once %s changes nothing', async (_, answer) => {
  clearGrid = await startClearGrid({ data: fixedData({ D23: rows }) })
  clearGrid.answerNext(({ query }) => query['cursor'] !== undefined, answer)

  const { ids, isComplete } = await sync(clearGrid, { settings })

  expect(isComplete).toBe(true)
  expect(ids()).toEqual(KEYS)
})

test('504 for everything ends with the window named, after a bounded number of requests', async () => {
  clearGrid = await startClearGrid({
    intercept: (exchange) => (isPage(exchange) ? { status: 504 } : undefined),
  })

  const { errors, statuses, isComplete } = await sync(clearGrid, { settings })

  expect(isComplete).toBe(false)
  expect(errors).toHaveLength(1)
  expect(errors[0]?.message).toMatch(/^Fetching manual_communication_logs \[2026-05-02T00:00:00Z, /)
  expect(errors[0]?.message).toContain('504')
  expect(errors[0]?.failure_type).toBe('transient_error')
  expect(statuses.at(-1)).toBe(`${D23} INCOMPLETE`)
  expect(clearGrid.exchanges.length).toBeLessThan(1_000)
})

test('a page cursor that ClearGrid refuses begins the walk again at the last row', async () => {
  clearGrid = await startClearGrid({ data: fixedData({ D23: rows }) })
  clearGrid.answerNext(({ query }) => query['cursor'] !== undefined, {
    status: 400,
    body: JSON_BODY,
  })

  const { ids, isComplete } = await sync(clearGrid, { settings })

  expect(isComplete).toBe(true)
  expect(ids()).toEqual(KEYS)
  expect(clearGrid.exchanges.filter(isPage)[2]?.query).toMatchObject({
    since: rows[9]?.communicated_at.replace('.000Z', 'Z'),
  })
})

test('a dataset that is not offered fails alone, with what to do; the others are read', async () => {
  clearGrid = await startClearGrid({
    data: fixedData({ D21: rows, D23: rows }),
    intercept: ({ dataset }) => (dataset === 'D22' ? { status: 404, body: JSON_BODY } : undefined),
  })

  const streams = ['communication_logs', 'conversations', D23] as const
  const { errors, ids, statuses } = await sync(clearGrid, { settings, streams })

  expect(errors.map(({ message }) => message).join()).toContain('deselect the stream')
  expect(statuses).toContain('conversations INCOMPLETE')
  expect(statuses).toContain('communication_logs COMPLETE')
  expect([ids('communication_logs'), ids(D23)]).toEqual([KEYS, KEYS])
})

test('a page that is larger than asked is kept whole', async () => {
  clearGrid = await startClearGrid()
  clearGrid.script('D23', page(['a', 'b', 'c', 'd'], 'c1'), page(['e'], null))

  const { ids } = await sync(clearGrid, { settings: { sizeMax: { windowMs: 1e10, pageSize: 2 } } })

  expect(ids()).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('a row of the year 9999 is written, and drags no watermark along', async () => {
  clearGrid = await startClearGrid()
  const far = { public_id: 'far', communicated_at: '9999-12-31T23:59:59Z' }
  clearGrid.script('D23', page([...rows.slice(0, 3), far], null))

  const { ids, states } = await sync(clearGrid, { settings })

  expect(ids()).toEqual([...KEYS.slice(0, 3), 'far'])
  expect(states.get(D23)).toMatchObject({ watermark: rows[2]?.communicated_at })
})

test('a key that is replaced in mid-sync is a config error, and the state goes as far as the rows', async () => {
  let pages = 0
  clearGrid = await startClearGrid({
    data: fixedData({ D23: rows }),
    intercept: (exchange) => {
      if (isPage(exchange)) pages += 1
      const isOver = pages > 2 || (pages === 2 && !isPage(exchange))
      return isOver ? { status: 401, body: JSON_BODY } : undefined
    },
  })

  const broken = await sync(clearGrid, { settings })

  expect(broken.isComplete).toBe(false)
  expect(broken.errors).toEqual([expect.objectContaining({ failure_type: 'config_error' })])
  const written = broken.ids()
  expect(written).toHaveLength(20)
  expect(broken.states.get(D23)).toMatchObject({ watermark: rows[19]?.communicated_at })

  pages = -100
  const mended = await sync(clearGrid, { settings, states: broken.states })
  expect(new Set([...written, ...mended.ids()])).toEqual(new Set(KEYS))
})

test('a record of twenty million characters is a record like any other', async () => {
  const note = 'x'.repeat(20_000_001)
  clearGrid = await startClearGrid()
  clearGrid.script('D23', page([{ ...rows[0], note }, { ...rows[1] }], null))

  const { ids, isComplete, text } = await sync(clearGrid, { settings })

  expect(isComplete).toBe(true)
  expect(ids()).toEqual(KEYS.slice(0, 2))
  expect(text).toContain(`"note":"${note}"`)
})

test('NUL, halves of pairs, line separators and bytes that are no UTF-8 leave valid lines behind', async () => {
  clearGrid = await startClearGrid()
  const row = (id: string, text: string): string =>
    `{"public_id":"${id}","communicated_at":"2026-05-03T00:00:00Z","text":"${text}"}`
  const list = [
    row('a', '\\u0000'),
    row('b', '\\ud83d'),
    row('c', '\u2028\u2029'),
    row('d', '\xe9'),
  ]
  const json = `{"body":{"rows":[${list.join()}],"pagination":{"nextCursor":null}}}`
  const body = Buffer.concat(
    json
      .split('\xe9')
      .flatMap((part, index) =>
        index === 0 ? [Buffer.from(part)] : [Buffer.from([0xe9]), Buffer.from(part)],
      ),
  )
  clearGrid.answerNext(isPage, { status: 200, body })

  const { messages, logs } = await sync(clearGrid, { settings })

  const texts = messages.flatMap((message) =>
    message.type === 'RECORD' ? [message.record.data['text']] : [],
  )
  expect(texts).toEqual(['\u0000', '\ufffd', '\u2028\u2029', '\ufffd'])
  expect(logs.join()).toContain('was repaired (seen 2 times)')
})
