import { setTimeout as delay } from 'node:timers/promises'
import { fixedData } from '../../src/sandbox/data'
import { startClearGrid, type ClearGrid } from '../support/clear-grid'
import { START, sync } from '../support/sync'

const rows = Array.from({ length: 2_000 }, (_, index) => ({
  public_id: `row-${String(index).padStart(4, '0')}`,
  communicated_at: new Date(START + index * 60_000).toISOString(),
}))
const keys = rows.map(({ public_id }) => public_id)
const settings = { sizeMax: { windowMs: 1e12, pageSize: 20 }, concurrency: 8 }

let clearGrid: ClearGrid
afterEach(async () => await clearGrid.close())

interface Busy {
  readonly most: number
}

/** Answers after a moment, and counts how many answers are being waited for at once. */
async function startSlow(status?: (index: number) => 429 | undefined): Promise<Busy> {
  const busy = { now: 0, most: 0 }
  let index = 0
  clearGrid = await startClearGrid({
    data: fixedData({ D23: rows }),
    intercept: async ({ dataset }) => {
      if (dataset === undefined) return undefined
      index += 1
      const answer = status?.(index)
      busy.now += 1
      busy.most = Math.max(busy.most, busy.now)
      await delay(10)
      busy.now -= 1
      return answer === undefined ? undefined : { status: answer, headers: { 'retry-after': '1' } }
    },
  })
  return busy
}

test('the rows of one window are read by as many walks as there may be, each row once', async () => {
  const busy = await startSlow()

  const { ids } = await sync(clearGrid, { settings })

  expect(ids().sort()).toEqual(keys)
  expect(busy.most).toBeGreaterThan(4)
  expect(busy.most).toBeLessThanOrEqual(8)
})

test('one walk at a time is one request at a time, in the order of the rows', async () => {
  const busy = await startSlow()

  const { ids } = await sync(clearGrid, { settings: { ...settings, concurrency: 1 } })

  expect(ids()).toEqual(keys)
  expect(busy.most).toBe(1)
})

test('an overloaded ClearGrid is asked less at once, and nothing is lost', async () => {
  const busy = await startSlow((index) => (index % 10 === 2 ? 429 : undefined))

  const { ids, isComplete } = await sync(clearGrid, { settings })

  expect(isComplete).toBe(true)
  expect(ids().sort()).toEqual(keys)
  expect(busy.most).toBeLessThan(8)
})

test('streams are read side by side: none waits for another to end', async () => {
  clearGrid = await startClearGrid({ data: fixedData({ D21: rows, D23: rows }) })

  const { messages } = await sync(clearGrid, {
    settings: { ...settings, concurrency: 2 },
    streams: ['communication_logs', 'manual_communication_logs'],
  })

  const order = messages.flatMap((message) =>
    message.type === 'RECORD' ? [message.record.stream] : [],
  )
  const turns = order.filter((stream, index) => stream !== order[index - 1]).length
  expect(turns).toBeGreaterThan(10)
})
