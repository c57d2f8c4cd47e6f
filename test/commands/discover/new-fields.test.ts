import { COLUMNS_MAX, newFields } from '../../../src/commands/discover/new-fields'
import type { JsonObject } from '../../../src/schemas'

const INSTANT = {
  type: ['null', 'string'],
  format: 'date-time',
  airbyte_type: 'timestamp_with_timezone',
}
const ANY = { type: ['null', 'string', 'number', 'boolean', 'object', 'array'] }

test.each([
  ['text', ['a', null, ''], { type: ['null', 'string'] }],
  ['instants', ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.5+03:00'], INSTANT],
  ['dates alone', ['2026-01-01'], { type: ['null', 'string'] }],
  ['times without a zone', ['2026-01-01T00:00:00'], { type: ['null', 'string'] }],
  ['instants and other text', ['2026-01-01T00:00:00Z', 'soon'], { type: ['null', 'string'] }],
  ['integers', [1, -2], { type: ['null', 'integer'] }],
  ['integers and fractions', [1, 2.5], { type: ['null', 'number'] }],
  ['integers beyond 64 bits', [1, 1e30], { type: ['null', 'number'] }],
  ['truth', [true, null], { type: ['null', 'boolean'] }],
  ['objects', [{ a: 1 }], { type: ['null', 'object'], additionalProperties: true }],
  ['lists', [[1]], { type: ['null', 'array'] }],
  ['values that disagree', ['a', 1], ANY],
])('%s make one nullable column', (_, values, property) => {
  const rows = values.map((value: unknown) => ({ public_id: 'a', seen: value }))

  expect(newFields(rows, ['public_id']).properties).toEqual({ seen: property })
})

test('what nobody has given a value says nothing yet', () => {
  expect(newFields([{ seen: null }], []).properties).toEqual({})
})

test('the same rows in another order make the same columns in the same order', () => {
  const rows = [
    { b: 1, a: 'x' },
    { a: 'y', c: true },
  ]

  const [one, other] = [rows, [...rows].reverse()].map((each) =>
    JSON.stringify(newFields(each, [])),
  )

  expect(one).toBe(other)
  expect(Object.keys(newFields(rows, []).properties)).toEqual(['a', 'b', 'c'])
})

test.each(['constructor', '__proto__', 'hasOwnProperty', 'toString', 'valueOf'])(
  'a field called %s is one like any other, also where only some rows have it',
  (name) => {
    const rows = [JSON.parse(`{"${name}":"text"}`), {}] as JsonObject[]

    const { properties } = newFields(rows, [])

    expect(JSON.stringify(properties)).toBe(`{"${name}":{"type":["null","string"]}}`)
  },
)

test.each<[string, readonly string[], readonly string[]]>([
  ['differ from a known one by case', ['Public_ID', 'mood'], ['Public_ID']],
  ['differ from each other by case', ['Mood', 'mood', 'MOOD', 'more'], ['MOOD', 'Mood', 'mood']],
  ['differ by what is no letter or digit', ['a.b', 'a_b', 'c d'], ['a.b', 'a_b']],
  ['differ by what stands before a digit', ['1st', '_1st'], ['1st', '_1st']],
  ['have no letter or digit', ['', ' ', '🙂', '_', 'mood'], ['', ' ', '_', '🙂']],
  ["are those of Airbyte's own columns", ['_airbyte_raw_id', 'mood'], ['_airbyte_raw_id']],
])('names that %s are no columns', (_, names, expected) => {
  const rows = names.map((name) => ({ [name]: 1 }))

  const { properties, unusable } = newFields(rows, ['public_id'])

  expect(unusable).toEqual([...expected].sort())
  expect(Object.keys(properties)).toEqual(names.filter((name) => !expected.includes(name)).sort())
})

test('of ever new names those are columns that most rows have, and no more than a table can hold', () => {
  const rows = Array.from({ length: 60 }, (_, row) => ({
    mood: 1,
    ...Object.fromEntries(Array.from({ length: 400 }, (_unused, at) => [`id_${row}_${at}`, at])),
  }))

  const { properties, beyond } = newFields(rows, [])
  const other = newFields([...rows].reverse(), [])

  expect(Object.keys(properties)).toHaveLength(COLUMNS_MAX)
  expect(properties).toHaveProperty('mood')
  expect(beyond).toBe(60 * 400 + 1 - COLUMNS_MAX)
  expect(JSON.stringify(other)).toBe(JSON.stringify({ properties, unusable: [], beyond }))
})
