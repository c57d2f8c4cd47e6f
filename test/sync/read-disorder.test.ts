import { MINUTE_MS } from '../../src/time/instant'
import type { ClearGrid } from '../support/clear-grid'
import {
  pageOf,
  rowsEvery,
  startOddClearGrid,
  within,
  type OddRow,
} from '../support/odd-clear-grid'
import { START, sync, type SyncResult } from '../support/sync'

const D23 = 'manual_communication_logs'
const ROWS = rowsEvery(MINUTE_MS, 1_200, START)
const KEYS = ROWS.map(({ public_id }) => public_id)
const settings = { sizeMax: { windowMs: 1e12, pageSize: 50 }, concurrency: 1 }

let clearGrid: ClearGrid
afterEach(async () => await clearGrid.close())

function missing(...results: readonly (readonly string[])[]): string[] {
  const met = new Set(results.flat())
  return KEYS.filter((key) => !met.has(key))
}

/** What a sync had said when it was killed just behind one of its STATEs. */
function killedAtEachState({ messages }: SyncResult): { ids: string[]; state: unknown }[] {
  return messages.flatMap((message, index) =>
    message.type === 'STATE'
      ? [{ ids: idsOf(messages.slice(0, index)), state: message.state.stream.stream_state }]
      : [],
  )
}

function idsOf(messages: SyncResult['messages']): string[] {
  return messages.flatMap((message) =>
    message.type === 'RECORD' ? [String(message.record.data['public_id'])] : [],
  )
}

/** The row at one place is given at another. */
function displaced(from: number, to: number): OddRow[] {
  const rows = ROWS.filter((_, index) => index !== from)
  rows.splice(to, 0, ...ROWS.slice(from, from + 1))
  return rows
}

describe('pages that descend', () => {
  let refusesPage: (pageCursor: string | undefined) => number | undefined

  beforeEach(async () => {
    refusesPage = () => undefined
    clearGrid = await startOddClearGrid(
      (request) =>
        refusesPage(request.pageCursor) ?? pageOf(within(ROWS.toReversed(), request), request),
    )
  })

  test('are read whole, and the state says that they came in no order', async () => {
    const { ids, states, isComplete, logs } = await sync(clearGrid, { settings })

    expect(missing(ids())).toEqual([])
    expect(isComplete).toBe(true)
    expect(states.get(D23)).toMatchObject({ unordered: true, ahead: [] })
    expect(logs.join()).toContain('rows came out of order')
  })

  test('lose no row, whichever STATE a new sync goes on from', async () => {
    const cuts = killedAtEachState(await sync(clearGrid, { settings }))

    const rests: SyncResult[] = []
    for (const { state } of cuts) {
      rests.push(await sync(clearGrid, { settings, states: new Map([[D23, state]]) }))
    }

    expect(cuts.length).toBeGreaterThan(0)
    expect(cuts.map(({ ids }, index) => missing(ids, rests[index]?.ids() ?? []))).toEqual(
      cuts.map(() => []),
    )
  })

  test('lose no row where the second page is refused for good: nothing is claimed', async () => {
    refusesPage = (pageCursor) => (pageCursor === '50' ? 403 : undefined)
    const broken = await sync(clearGrid, { settings })
    refusesPage = () => undefined

    const mended = await sync(clearGrid, { settings, states: broken.states })

    expect(broken.isComplete).toBe(false)
    expect(broken.states.get(D23)).toMatchObject({ watermark: new Date(START).toISOString() })
    expect(missing(mended.ids())).toEqual([])
  })

  test('lose no row where the second page is too much once: the window is begun again', async () => {
    let refusals = 0
    refusesPage = (pageCursor) => (pageCursor === '50' && ++refusals === 1 ? 504 : undefined)

    const { ids, isComplete } = await sync(clearGrid, { settings })

    expect(isComplete).toBe(true)
    expect(missing(ids())).toEqual([])
  })
})

const PLACEMENTS = [0, 290, 600, 850, 1_199].flatMap((from) =>
  [-900, -300, 300, 900]
    .map((by) => from + by)
    .filter((to) => to >= 0 && to < ROWS.length)
    .map((to) => [from, to] as const),
)

test.each(PLACEMENTS)(
  'a row out of order is not lost, however the walk is shared: row %d at place %d',
  async (from, to) => {
    const rows = displaced(from, to)
    clearGrid = await startOddClearGrid((request) => {
      const inside = within(rows, request)
      return { ...pageOf(inside, request), total: inside.length }
    })

    const result = await sync(clearGrid, { settings: { ...settings, concurrency: 4 } })

    expect(result.isComplete).toBe(true)
    expect(missing(result.ids())).toEqual([])
    expect(result.states.get(D23)).toMatchObject({
      watermark: ROWS.at(-1)?.communicated_at,
    })
  },
)

test('once rows came out of order, also the next sync claims nothing less than whole windows', async () => {
  clearGrid = await startOddClearGrid((request) =>
    pageOf(within(ROWS.toReversed(), request), request),
  )
  const first = await sync(clearGrid, { settings })
  const wide = { ...settings, lookbackMs: 1_200 * MINUTE_MS }

  const second = await sync(clearGrid, { settings: wide, states: first.states })

  const early = killedAtEachState(second).filter(({ ids }) => ids.length < KEYS.length)
  const again = [{ since: ROWS[0]?.communicated_at, until: ROWS.at(-1)?.communicated_at }]
  expect(early.length).toBeGreaterThan(0)
  for (const { state } of early) expect(state).toMatchObject({ unfinished: { again } })
})
