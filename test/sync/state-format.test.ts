import fc from 'fast-check'
import { ConfigError } from '../../src/errors'
import { aheadOf, watermarkOf, type StreamState } from '../../src/sync/state'
import { formatState, parseState } from '../../src/sync/state-format'
import { stateUnderWay, stateWith } from '../support/states'

const LOGS = { name: 'communication_logs', cursorField: 'communicated_at' }
const START = Date.UTC(2024, 0, 1)

/** A state as it comes back from the platform. */
function returned(state: StreamState): StreamState {
  return parseState(JSON.parse(JSON.stringify(formatState(state))), LOGS, START)
}

function at(day: number): number {
  return Date.UTC(2024, 0, day)
}

test('a state comes back from the platform as it went', () => {
  fc.assert(
    fc.property(stateUnderWay, (state) => {
      const back = returned(state)

      expect(watermarkOf(back)).toBe(watermarkOf(state))
      expect(aheadOf(back)).toEqual(aheadOf(state))
      const { since, again, recheck, learned, unfinished } = state
      expect(back).toMatchObject({ since, again, recheck, unfinished })
      expect(back.learned).toEqual(learned)
      expect(back.newest).toBe(state.newest)
    }),
  )
})

test('a state that is read and written again is the same', () => {
  fc.assert(
    fc.property(stateUnderWay, (state) => {
      expect(formatState(returned(state))).toEqual(formatState(state))
    }),
  )
})

test('no member at the top is called id: the platform uses that name itself', () => {
  fc.assert(
    fc.property(stateUnderWay, (state) => {
      expect(Object.keys(formatState(state))).not.toContain('id')
    }),
  )
})

test('the form on the wire is a promise to every state that was ever written', () => {
  const state = stateWith({
    since: at(1),
    read: [
      { since: at(1), until: at(5) },
      { since: at(7), until: at(9) },
    ],
    newest: at(8),
    again: [{ since: at(3), until: at(4) }],
    recheck: { began: at(2), changedSince: at(1), left: [{ since: at(1), until: at(2) }] },
    learned: { windowMs: 86_400_000, pageSize: 250 },
    unfinished: { mode: 'incremental', began: at(10) },
  })

  expect(formatState(state)).toEqual({
    version: 1,
    since: '2024-01-01T00:00:00.000Z',
    watermark: '2024-01-05T00:00:00.000Z',
    newest: '2024-01-08T00:00:00.000Z',
    ahead: [{ since: '2024-01-07T00:00:00.000Z', until: '2024-01-09T00:00:00.000Z' }],
    recheck: {
      began: '2024-01-02T00:00:00.000Z',
      changed_since: '2024-01-01T00:00:00.000Z',
      left: [{ since: '2024-01-01T00:00:00.000Z', until: '2024-01-02T00:00:00.000Z' }],
    },
    learned: { window_ms: 86_400_000, page_size: 250 },
    unfinished: {
      mode: 'incremental',
      began: '2024-01-10T00:00:00.000Z',
      again: [{ since: '2024-01-03T00:00:00.000Z', until: '2024-01-04T00:00:00.000Z' }],
    },
  })
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

const GOOD = { version: 1, watermark: '2024-02-01T00:00:00Z' }
const UNFINISHED = { mode: 'incremental', began: '2024-02-01', again: [] }

test.each([
  ['text', 'gibberish', 'it must be an object'],
  ['a list', [], 'it must be an object'],
  ['a state of nobody', { offset: 7 }, 'it has no version'],
  ['another stream’s low-code state', { updated_at: '2024-01-01' }, 'it has no version'],
  ['a low-code state in seconds', { communicated_at: 1704067200 }, 'it has no version'],
  ['a low-code state in words', { communicated_at: 'yesterday' }, '"yesterday" is not an instant'],
  ['a version to come', { ...GOOD, version: 2 }, 'version must be 1'],
  ['no version', { watermark: GOOD.watermark }, 'it has no version'],
  ['no watermark', { version: 1 }, 'it has no watermark'],
  ['null for a watermark', { ...GOOD, watermark: null }, 'watermark must be text'],
  ['an impossible watermark', { ...GOOD, watermark: '2024-02-30' }, '"2024-02-30" is not'],
  ['half a window', { ...GOOD, ahead: [{ since: '2024-01-01' }] }, 'ahead.0 has no until'],
  ['half a recheck', { ...GOOD, recheck: { began: '2024-01-01' } }, 'recheck has no changed_since'],
  ['an odd mode', { ...GOOD, unfinished: { ...UNFINISHED, mode: 'cdc' } }, 'unfinished.mode must'],
  [
    'no beginning',
    { ...GOOD, unfinished: { mode: 'incremental', again: [] } },
    'unfinished has no began',
  ],
  [
    'a page size of zero',
    { ...GOOD, learned: { window_ms: 1, page_size: 0 } },
    'learned.page_size must be at least 1',
  ],
])('%s is refused with its stream: a silent full sync would cost days', (_, raw, reason) => {
  const parse = (): StreamState => parseState(raw, LOGS, START)

  expect(parse).toThrow(ConfigError)
  expect(parse).toThrow(/^The state of stream communication_logs cannot be understood: /)
  expect(parse).toThrow(reason)
})
