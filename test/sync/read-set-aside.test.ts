import { DAY_MS } from '../../src/time/instant'
import type { ClearGrid } from '../support/clear-grid'
import { instantOf, pageOf, rowsEvery, startOddClearGrid, within } from '../support/odd-clear-grid'
import { START, sync } from '../support/sync'

const D23 = 'manual_communication_logs'
const ROWS = rowsEvery(DAY_MS / 2, 60, START)
const settings = { sizeMax: { windowMs: DAY_MS, pageSize: 500 }, concurrency: 1 }

let bad: readonly number[]
let status: number
let clearGrid: ClearGrid

/** Days of which the window is refused for good. */
beforeEach(async () => {
  bad = []
  status = 403
  clearGrid = await startOddClearGrid((request) => {
    const isBad = bad.some((day) => {
      const instant = START + day * DAY_MS
      return request.since <= instant && instant < request.until
    })
    return isBad ? status : pageOf(within(ROWS, request), request)
  })
})
afterEach(async () => await clearGrid.close())

/** Where the windows begin that were asked for, in days; one that is tried again counts once. */
function sincesAsked(from = 0): number[] {
  return clearGrid.exchanges
    .slice(from)
    .filter(({ dataset }) => dataset === 'D23')
    .map(({ query }) => (instantOf(query['since']) - START) / DAY_MS)
    .filter((day, index, all) => day !== all[index - 1])
}

function isOf(days: readonly number[]): (row: (typeof ROWS)[number]) => boolean {
  return ({ communicated_at }) =>
    days.includes(Math.floor((instantOf(communicated_at) - START) / DAY_MS))
}

function keysOf(rows: readonly { readonly public_id: string }[]): string[] {
  return rows.map(({ public_id }) => public_id)
}

test('one old window that fails for good keeps no newer row out: the hole is in the state', async () => {
  bad = [1]

  const { ids, isComplete, statuses, errors, states } = await sync(clearGrid, { settings })

  expect(isComplete).toBe(false)
  expect(ids()).toEqual(keysOf(ROWS.filter((row) => !isOf([1])(row))))
  expect(statuses.at(-1)).toBe(`${D23} INCOMPLETE`)
  expect(errors).toHaveLength(1)
  expect(errors[0]?.message).toContain('[2026-05-03T00:00:00Z, 2026-05-04T00:00:00Z)')
  expect(states.get(D23)).toMatchObject({
    watermark: '2026-05-03T00:00:00.000Z',
    ahead: [{ since: '2026-05-04T00:00:00.000Z', until: '2026-06-01T00:00:00.000Z' }],
    unfinished: { mode: 'incremental' },
  })
})

test('the next sync asks for the hole first, and for nothing that was read', async () => {
  bad = [1]
  const broken = await sync(clearGrid, { settings })
  bad = []
  const asked = clearGrid.exchanges.length

  const mended = await sync(clearGrid, { settings, states: broken.states })

  expect(mended.isComplete).toBe(true)
  const last = ROWS.slice(-1)
  expect(mended.ids()).toEqual(keysOf([...ROWS.filter(isOf([1])), ...last]))
  expect(sincesAsked(asked)).toEqual([1, 29.5])
  expect(mended.states.get(D23)).toMatchObject({
    watermark: last[0]?.communicated_at,
    ahead: [],
  })
})

test('two bad windows are one TRACE ERROR; the log tells the other', async () => {
  bad = [1, 20]

  const { ids, errors, logs, statuses } = await sync(clearGrid, { settings })

  expect(errors).toHaveLength(1)
  expect(logs.filter((line) => line.startsWith('Set aside as well.'))).toHaveLength(1)
  expect(statuses.filter((status) => status.endsWith('INCOMPLETE'))).toHaveLength(1)
  expect(ids()).toEqual(keysOf(ROWS.filter((row) => !isOf([1, 20])(row))))
})

test('after three bad windows in a row it goes on from the other end', async () => {
  bad = [2, 3, 4, 5]

  const { ids } = await sync(clearGrid, { settings })

  expect(sincesAsked().slice(0, 8)).toEqual([0, 1, 2, 3, 4, 29, 28, 27])
  expect(new Set(ids())).toEqual(new Set(keysOf(ROWS.filter((row) => !isOf(bad)(row)))))
})

test('where nothing is answered at all, nine windows are enough to know', async () => {
  bad = Array.from({ length: 30 }, (_, day) => day)

  const { errors, isComplete } = await sync(clearGrid, { settings })

  expect(isComplete).toBe(false)
  expect(errors).toHaveLength(1)
  expect(sincesAsked()).toHaveLength(9)
})

test('a sync that fails every day has all that is new every day', async () => {
  bad = [1]
  const endDates = [10, 11, 12].map((days) => START + days * DAY_MS)
  let states: ReadonlyMap<string, unknown> = new Map()
  const met = new Set<string>()

  for (const endDate of endDates) {
    const result = await sync(clearGrid, { settings: { ...settings, endDate }, states })
    for (const id of result.ids()) met.add(id)
    states = result.states
    const due = within(ROWS, { since: START, until: endDate }).filter((row) => !isOf([1])(row))
    expect(keysOf(due).filter((key) => !met.has(key))).toEqual([])
  }
})

test.each([400, 403, 404, 422])(
  'a hundred windows that are refused for good (%d) cost minutes: patience is had once',
  async (refusal) => {
    status = refusal
    const days = Array.from({ length: 200 }, (_, day) => day)
    bad = days.filter((day) => day % 2 === 1)
    const startDate = START - 170 * DAY_MS
    bad = bad.map((day) => day - 170)

    const { isComplete, logs, messages, ids } = await sync(clearGrid, {
      settings: { ...settings, startDate, endDate: START + 30 * DAY_MS },
    })

    expect(isComplete).toBe(false)
    expect(new Set(ids())).toEqual(new Set(keysOf(ROWS.filter((row) => !isOf(bad)(row)))))
    expect(logs.filter((line) => line.startsWith('Set aside as well.'))).toHaveLength(99)
    const states = messages.flatMap((message) => (message.type === 'TRACE' ? [message.trace] : []))
    const times = states.map(({ emitted_at }) => emitted_at)
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(10 * 60_000)
  },
)
