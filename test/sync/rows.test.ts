import { SystemError } from '../../src/errors'
import { MINUTE_MS } from '../../src/instant'
import { startOf } from '../../src/sync/position'
import { changedSince, placeRows, withoutWritten } from '../../src/sync/rows'
import { row } from '../support/answers'

const STREAM = { primaryKey: 'public_id', cursorField: 'updated_at' }
const NOON = Date.UTC(2024, 0, 1, 12)

function placed(...values: readonly Readonly<Record<string, unknown>>[]) {
  return placeRows(values.map(row), STREAM, 'Fetching conversations, page 3')
}

function keysOf(rows: readonly { readonly key: string }[]): string[] {
  return rows.map(({ key }) => key)
}

test('a row is placed by its key and its cursor value', () => {
  const [first] = placed({ public_id: 'a', updated_at: '2024-01-01T12:00:00Z' })

  expect(first).toMatchObject({ key: 'a', cursorValue: NOON })
  expect(first?.row.text).toBe('{"public_id":"a","updated_at":"2024-01-01T12:00:00Z"}')
})

test.each([
  [{}],
  [{ public_id: null }],
  [{ public_id: '' }],
  [{ public_id: {} }],
  [{ public_id: true }],
])('a row without its key fails its page, which is named: %j', (value) => {
  const place = (): unknown => placed({ public_id: 'a' }, value)

  expect(place).toThrow(SystemError)
  expect(place).toThrow(/^Fetching conversations, page 3: it holds a row without its key public_id/)
})

test('a key may be a number', () => {
  expect(keysOf(placed({ public_id: 7 }, { public_id: 0 }))).toEqual(['7', '0'])
})

test.each([
  ['missing', undefined],
  ['null', null],
  ['in words', 'today'],
  ['in epoch seconds', 1704110400],
  ['impossible', '2024-02-30T00:00:00Z'],
])('a row whose cursor value is %s is a row all the same', (_, updated_at) => {
  const [first] = placed({ public_id: 'a', updated_at })

  expect(first?.key).toBe('a')
  expect(first?.cursorValue).toBeUndefined()
})

test('only rows that were written at the very place where a walk goes on are passed over', () => {
  const from = startOf({ since: NOON, until: NOON + 10 }, new Set(['a', 'b']))
  const rows = placed(
    { public_id: 'a', updated_at: '2024-01-01T12:00:00Z' },
    { public_id: 'c', updated_at: '2024-01-01T12:00:00Z' },
    { public_id: 'b', updated_at: '2024-01-01T12:00:00.001Z' },
    { public_id: 'a' },
  )

  expect(keysOf(withoutWritten(rows, from))).toEqual(['c', 'b', 'a'])
})

test('changed are the rows that say so, those about ten minutes before, and those that say nothing', () => {
  const at = (offsetMs: number): string => new Date(NOON + offsetMs).toISOString()
  const rows = placed(
    { public_id: 'long before', updated_at: at(-10 * MINUTE_MS - 1) },
    { public_id: 'just before', updated_at: at(-10 * MINUTE_MS) },
    { public_id: 'after', updated_at: at(1) },
    { public_id: 'silent' },
    { public_id: 'unreadable', updated_at: 'today' },
  )

  const keys = keysOf(changedSince(rows, NOON))

  expect(keys).toEqual(['just before', 'after', 'silent', 'unreadable'])
})
