import fc from 'fast-check'
import { aheadOf, watermarkOf, type StreamState } from '../../../src/sync/state/stream-state'
import { formatState, parseState } from '../../../src/sync/state/codec'
import { stateOfRest, stateUnderWay, stateWith } from '../../support/states'

const LOGS = { name: 'communication_logs', cursorField: 'communicated_at' }
const START = Date.UTC(2024, 0, 1)

/** The smallest state there is. */
const GOOD = { version: 1, watermark: '2024-02-01T00:00:00Z' }

/** A state as it comes back from the platform. */
function returned(state: StreamState): StreamState {
  return parseState(JSON.parse(JSON.stringify(formatState(state))), LOGS, START)
}

function at(day: number): number {
  return Date.UTC(2024, 0, day)
}

/** A state as any sync may leave it. */
const anyState = fc.oneof(stateUnderWay, stateOfRest)

test('a state comes back from the platform as it went', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const back = returned(state)

      expect(watermarkOf(back)).toBe(watermarkOf(state))
      expect(aheadOf(back)).toEqual(aheadOf(state))
      const { read, ...rest } = state
      expect(back).toMatchObject(rest)
    }),
  )
})

test('a state that is read and written again is the same', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      expect(formatState(returned(state))).toEqual(formatState(state))
    }),
  )
})

test('no member at the top is called id: the platform uses that name itself', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      expect(Object.keys(formatState(state))).not.toContain('id')
    }),
  )
})

test('the form on the wire is a promise to every state that was ever written', () => {
  const state = stateWith({
    of: '0123456789ab',
    since: at(1),
    read: [
      { since: at(1), until: at(5) },
      { since: at(7), until: at(9) },
    ],
    newest: at(8),
    again: [{ since: at(3), until: at(4) }],
    recheck: { began: at(2), changedSince: at(1), left: [{ since: at(1), until: at(2) }] },
    settled: at(10),
    learned: {
      windowMs: 86_400_000,
      windowMsFailed: 172_800_000,
      pageSize: 250,
      pageSizeFailed: 500,
    },
    isUnordered: true,
    unfinished: 'incremental',
  })

  expect(formatState(state)).toEqual({
    version: 1,
    of: '0123456789ab',
    since: '2024-01-01T00:00:00.000Z',
    watermark: '2024-01-05T00:00:00.000Z',
    newest: '2024-01-08T00:00:00.000Z',
    ahead: [{ since: '2024-01-07T00:00:00.000Z', until: '2024-01-09T00:00:00.000Z' }],
    recheck: {
      began: '2024-01-02T00:00:00.000Z',
      changed_since: '2024-01-01T00:00:00.000Z',
      left: [{ since: '2024-01-01T00:00:00.000Z', until: '2024-01-02T00:00:00.000Z' }],
    },
    unordered: true,
    learned: {
      window_ms: 86_400_000,
      window_ms_failed: 172_800_000,
      page_size: 250,
      page_size_failed: 500,
    },
    unfinished: {
      mode: 'incremental',
      began: '2024-01-10T00:00:00.000Z',
      again: [{ since: '2024-01-03T00:00:00.000Z', until: '2024-01-04T00:00:00.000Z' }],
    },
  })
})

test('a sync that came to its end says what is settled, and what is left to repeat', () => {
  const again = [{ since: at(3), until: at(4) }]
  const settled = at(10)

  const wire = formatState(stateWith({ since: at(1), settled, again, unfinished: undefined }))

  expect(wire).toEqual({
    version: 1,
    since: '2024-01-01T00:00:00.000Z',
    watermark: '2024-01-01T00:00:00.000Z',
    ahead: [],
    recheck: {
      began: '1970-01-01T00:00:00.000Z',
      changed_since: '1970-01-01T00:00:00.000Z',
      left: [],
    },
    settled: '2024-01-10T00:00:00.000Z',
    again: [{ since: '2024-01-03T00:00:00.000Z', until: '2024-01-04T00:00:00.000Z' }],
  })
})

test('a state of 0.1.0 says when its sync began: up to there the overlap was settled', () => {
  const unfinished = {
    mode: 'incremental',
    began: '2024-02-02T00:00:00Z',
    again: [{ since: '2024-01-30', until: '2024-01-31' }],
  }

  const state = parseState({ ...GOOD, unfinished }, LOGS, START)

  expect(state).toMatchObject({
    of: undefined,
    settled: at(33),
    again: [{ since: at(30), until: at(31) }],
    isUnordered: false,
    unfinished: 'incremental',
  })
})

test('a finished state of 0.1.0 does not say what is settled', () => {
  expect(parseState(GOOD, LOGS, START).settled).toBeUndefined()
})

test.each([
  ['2024-03-01T00:00:00Z', Date.UTC(2024, 2, 1)],
  ['2024-03-01T04:00:00+04:00', Date.UTC(2024, 2, 1)],
  ['2024-03-01', Date.UTC(2024, 2, 1)],
])('the state of a low-code connector is taken over: %s', (communicated_at, watermark) => {
  const state = parseState({ communicated_at }, LOGS, START)

  expect(watermarkOf(state)).toBe(watermark)
  expect(state.read).toEqual([{ since: START, until: watermark }])
  expect(state.unfinished).toBeUndefined()
})

test('a low-code state from before the start date leaves nothing read', () => {
  const state = parseState({ communicated_at: '2020-01-01' }, LOGS, START)

  expect(watermarkOf(state)).toBe(Date.UTC(2020, 0, 1))
  expect(state.read).toEqual([])
})

test('the smallest state is a version and a watermark', () => {
  const state = parseState({ version: 1, watermark: '2024-02-01T00:00:00Z' }, LOGS, START)

  expect(state).toMatchObject({ since: START, newest: Date.UTC(2024, 1, 1), again: [] })
  expect(watermarkOf(state)).toBe(Date.UTC(2024, 1, 1))
})

test('a state that says where it begins, and names no newest row, has never seen one', () => {
  const instant = '2024-02-01T00:00:00Z'

  const state = parseState({ version: 1, since: instant, watermark: instant }, LOGS, START)

  expect(state.newest).toBeUndefined()
  expect(watermarkOf(state)).toBe(Date.UTC(2024, 1, 1))
})
