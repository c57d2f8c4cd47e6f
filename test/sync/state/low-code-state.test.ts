import { parseState } from '../../../src/sync/state/codec'
import { readLowCodeState } from '../../../src/sync/state/low-code-state'
import { watermarkOf } from '../../../src/sync/state/stream-state'

const LOGS = { name: 'communication_logs', cursorField: 'communicated_at' }
const START = at(1)

function at(day: number): number {
  return Date.UTC(2024, 0, day)
}

function text(day: number): string {
  return new Date(at(day)).toISOString()
}

function slice(since: number, until: number, last?: number): object {
  const most_recent_cursor_value = last === undefined ? undefined : text(last)
  return { start: text(since), end: text(until), most_recent_cursor_value }
}

function sliced(...slices: readonly unknown[]): object {
  return { state_type: 'date-range', slices, use_global_cursor: false, lookback_window: 0 }
}

test.each<[string, object, number]>([
  ['up to where the slices touch', sliced(slice(1, 5), slice(5, 9)), 9],
  ['in any order', sliced(slice(5, 9), slice(1, 5)), 9],
  ['up to the first gap', sliced(slice(1, 5), slice(6, 9)), 5],
  ['up to the last record: silence is not progress', sliced(slice(1, 9, 7)), 7],
  ['from before the start date', sliced(slice(-30, 9)), 9],
  ['not beyond a slice, whatever its last record', sliced(slice(1, 5, 30)), 5],
  ['slices in milliseconds', sliced({ start: at(1), end: at(5) }), 5],
  ['slices in seconds', sliced({ start: at(1) / 1000, end: at(5) / 1000 }), 5],
])('the slices of a low-code connector are taken over: %s', (_, raw, day) => {
  const state = parseState(raw, LOGS, START)

  expect(watermarkOf(state)).toBe(at(day))
  expect(state).toMatchObject({ since: START, newest: at(day), unfinished: undefined })
})

test.each<[string, object]>([
  ['that begin after the start date', sliced(slice(3, 9))],
  ['that end before it', sliced(slice(-30, -3))],
  ['of which there are none', sliced()],
])('slices %s have read nothing that touches the start', (_, raw) => {
  const state = parseState(raw, LOGS, START)

  expect(state).toMatchObject({ since: START, read: [], newest: undefined })
  expect(watermarkOf(state)).toBe(START)
})

test.each<[string, unknown]>([
  ['text', 'gibberish'],
  ['nothing', null],
  ['a state of ours', { version: 1, communicated_at: '2024-01-01' }],
  ['another stream’s', { updated_at: '2024-01-01' }],
  ['slices of partitions', { state_type: 'per-partition', slices: [slice(1, 5)] }],
  ['slices that are no list', { state_type: 'date-range', slices: {} }],
  ['a slice that cannot be read', sliced(slice(1, 5), { start: 'then', end: text(9) })],
  ['a slice that ends beyond the calendar', sliced({ start: 0, end: 1e300 })],
  ['a slice that begins before it', sliced({ start: -1e300, end: at(5) })],
  ['a slice without an end', sliced({ start: text(1) })],
  ['a slice that is nothing', sliced(null)],
])('%s is no low-code state', (_, raw) => {
  expect(readLowCodeState(raw, 'communicated_at', START)).toBeUndefined()
})
