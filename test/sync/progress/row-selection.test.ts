import { SystemError } from '../../../src/errors'
import { MINUTE_MS } from '../../../src/time/instant'
import { startPosition } from '../../../src/sync/progress/position'
import {
  changedSince,
  keepRows,
  marksOf,
  refuseRowsWithoutKey,
  withoutWritten,
  type RowIndexes,
} from '../../../src/sync/progress/row-selection'
import { all, rowsFrom } from '../../support/rows'

const NOON = Date.UTC(2024, 0, 1, 12)

function keysOf(rows: ReturnType<typeof rowsFrom>, toWrite: RowIndexes): string[] {
  return toWrite.map((index) => rows.key(index))
}

test.each([
  [{}],
  [{ public_id: null }],
  [{ public_id: '' }],
  [{ public_id: {} }],
  [{ public_id: true }],
])('a row without its key fails its page, which is named: %j', (value) => {
  const rows = rowsFrom([{ public_id: 'a' }, value])
  const refuse = (): void =>
    refuseRowsWithoutKey(rows, ['public_id'], 'Fetching conversations, page 3')

  expect(refuse).toThrow(SystemError)
  expect(refuse).toThrow(
    /^Fetching conversations, page 3: the page holds a row without its key public_id/,
  )
})

test('a key may be a number', () => {
  const rows = rowsFrom([{ public_id: 7 }, { public_id: 0 }])

  expect(rows.haveKeys).toBe(true)
  expect(keysOf(rows, all(rows))).toEqual(['\\7', '\\0'])
})

test.each([
  ['missing', undefined],
  ['null', null],
  ['in words', 'today'],
  ['in epoch seconds', 1704110400],
  ['impossible', '2024-02-30T00:00:00Z'],
])('a row whose cursor value is %s is a row all the same', (_, at) => {
  const rows = rowsFrom([{ public_id: 'a', at }])

  expect(rows.key(0)).toBe('a')
  expect(rows.cursorValue(0)).toBeUndefined()
})

const AROUND_NOON = rowsFrom([
  { public_id: 'a', at: '2024-01-01T12:00:00Z' },
  { public_id: 'c', at: '2024-01-01T12:00:00Z' },
  { public_id: 'b', at: '2024-01-01T12:00:00.001Z' },
  { public_id: 'a' },
])

test('only rows that were written at the very place where a walk goes on are passed over', () => {
  const from = startPosition({ since: NOON, until: NOON + 10 }, new Set(['a', 'b']))

  const toWrite = withoutWritten(AROUND_NOON, all(AROUND_NOON), from)

  expect(keysOf(AROUND_NOON, toWrite)).toEqual(['c', 'b', 'a'])
})

test('a second look passes over the rows of the first, but not those that have moved since', () => {
  const from = startPosition({ since: NOON, until: NOON + 10 })
  const moved = rowsFrom([
    { public_id: 'a', at: '2024-01-01T12:00:00.005Z' },
    { public_id: 'b', at: '2024-01-01T12:00:00.001Z' },
    { public_id: 'c', at: '2024-01-01T12:00:00Z' },
    { public_id: 'a' },
  ])
  const marks = marksOf([keepRows(AROUND_NOON, [0, 1]), keepRows(AROUND_NOON, [2, 3])])

  const toWrite = withoutWritten(moved, all(moved), from, marks)

  expect(toWrite).toEqual([0])
})

test('changed are the rows that say so, those about ten minutes before, and those that say nothing', () => {
  const at = (offsetMs: number): string => new Date(NOON + offsetMs).toISOString()
  const rows = rowsFrom([
    { public_id: 'long before', updated_at: at(-10 * MINUTE_MS - 1) },
    { public_id: 'just before', updated_at: at(-10 * MINUTE_MS) },
    { public_id: 'after', updated_at: at(1) },
    { public_id: 'silent' },
    { public_id: 'unreadable', updated_at: 'today' },
  ])

  const keys = keysOf(rows, changedSince(rows, all(rows), NOON))

  expect(keys).toEqual(['just before', 'after', 'silent', 'unreadable'])
})
