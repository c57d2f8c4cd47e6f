import { newFields } from '../../../src/commands/discover/new-fields'

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

  expect(newFields(rows, ['public_id'])).toEqual({ seen: property })
})

test('what nobody has given a value says nothing yet', () => {
  expect(newFields([{ seen: null }], [])).toEqual({})
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
  expect(Object.keys(newFields(rows, []))).toEqual(['a', 'b', 'c'])
})
