import { DAY_MS } from '../../src/time/instant'
import { fixedData } from '../../src/sandbox/data'
import { ownerId } from '../../src/sync/state/owner'
import { startClearGrid, type ClearGrid } from '../support/clear-grid'
import { rowsEvery } from '../support/odd-clear-grid'
import { START, sync, type SyncResult } from '../support/sync'

const D23 = 'manual_communication_logs'
const ROWS = rowsEvery(DAY_MS, 30, START)
const KEYS = ROWS.map(({ public_id }) => public_id)
const FOREIGN = 'fedcba987654'

let clearGrid: ClearGrid
beforeEach(async () => {
  clearGrid = await startClearGrid({ data: fixedData({ D23: ROWS }) })
})
afterEach(async () => await clearGrid.close())

/** The UUID that the login gave, out of the paths that were asked for. */
function ourOwner(): string {
  const path = clearGrid.exchanges.find(({ dataset }) => dataset !== undefined)?.path ?? ''
  return ownerId('sandbox', path.split('/')[4] ?? '')
}

function rowsAsked(): number {
  return clearGrid.exchanges.filter(({ dataset }) => dataset !== undefined).length
}

async function foreign(): Promise<Map<string, unknown>> {
  const { states } = await sync(clearGrid)
  return new Map([[D23, { ...states.get(D23), of: FOREIGN }]])
}

test('a state says whose it is', async () => {
  const { states } = await sync(clearGrid)

  expect(states.get(D23)).toMatchObject({ of: ourOwner() })
})

test('the state of another lender is refused before any row is asked for, with one error', async () => {
  const states = await foreign()
  const before = rowsAsked()

  const { isComplete, errors, statuses, ids } = await sync(clearGrid, { states })

  expect(isComplete).toBe(false)
  expect(ids()).toEqual([])
  expect(rowsAsked()).toBe(before)
  expect(errors).toEqual([expect.objectContaining({ failure_type: 'config_error' })])
  expect(errors[0]?.message).toMatch(/^The state of manual_communication_logs was written for/)
  expect(statuses.at(-1)).toBe(`${D23} INCOMPLETE`)
})

test('the same lender in another environment is another', async () => {
  const { states } = await sync(clearGrid)

  const { errors } = await sync(clearGrid, { states, settings: { environment: 'staging' } })

  expect(errors).toEqual([expect.objectContaining({ failure_type: 'config_error' })])
})

test('a state without an owner is taken and stamped', async () => {
  const { states } = await sync(clearGrid)
  const { of, ...old } = states.get(D23) ?? {}

  const {
    isComplete,
    ids,
    states: after,
  } = await sync(clearGrid, {
    states: new Map([[D23, old]]),
  })

  expect(isComplete).toBe(true)
  expect(ids()).toEqual(KEYS.slice(-1))
  expect(after.get(D23)).toMatchObject({ of })
})

test.each([
  ['another lender’s state', async () => await foreign()],
  [
    'another lender’s full refresh that did not finish',
    async () => {
      const unfinished = { mode: 'full_refresh', began: '2026-06-01T00:00:00Z', again: [] }
      return new Map([[D23, { ...((await foreign()).get(D23) as object), unfinished }]])
    },
  ],
])('a full refresh ignores %s', async (_, statesOf) => {
  const states = await statesOf()

  const {
    isComplete,
    ids,
    states: after,
  } = await sync(clearGrid, {
    states,
    syncMode: 'full_refresh',
  })

  expect(isComplete).toBe(true)
  expect(ids()).toEqual(KEYS)
  expect(after.get(D23)).toMatchObject({ of: ourOwner() })
})

describe('the slices of a low-code connector', () => {
  async function syncFrom(...slices: readonly object[]): Promise<SyncResult> {
    const state = { state_type: 'date-range', slices, use_global_cursor: false }
    return await sync(clearGrid, { states: new Map([[D23, state]]) })
  }

  function day(count: number): string {
    return new Date(START + count * DAY_MS).toISOString()
  }

  test('are taken over: it goes on where they end', async () => {
    const { ids, states } = await syncFrom({ start: day(0), end: day(20) })

    expect(ids()).toEqual(KEYS.slice(20))
    expect(states.get(D23)).toMatchObject({ version: 1, of: ourOwner() })
  })

  test('leave gaps, which are read', async () => {
    const { ids } = await syncFrom({ start: day(0), end: day(5) }, { start: day(8), end: day(20) })

    expect(ids()).toEqual(KEYS.slice(5))
  })
})

test('a horizon before the start date says so, asks for nothing, and is complete', async () => {
  const { isComplete, ids, messages, statuses } = await sync(clearGrid, {
    settings: { endDate: START - DAY_MS },
  })

  expect(isComplete).toBe(true)
  expect(ids()).toEqual([])
  expect(rowsAsked()).toBe(0)
  expect(statuses).toEqual([`${D23} STARTED`, `${D23} RUNNING`, `${D23} COMPLETE`])
  const warnings = messages.flatMap((message) =>
    message.type === 'LOG' && message.log.level === 'WARN' ? [message.log.message] : [],
  )
  expect(warnings.join()).toMatch(/before.*start/)
  expect(messages.filter(({ type }) => type === 'STATE')).toHaveLength(1)
})
