import { describeDiscovered } from '../../../src/commands/discover/describe'

const DATASET = { section: 'S4', code: 'D24' }
const [EARLY, LATE] = ['2026-05-01T08:00:00.000Z', '2026-05-01T09:00:00.000Z']

/** Two rows, newest first by what the dataset is ordered by. */
const BY_CHANGE = [
  { public_id: 'a', communicated_at: EARLY, updated_at: LATE },
  { public_id: 'b', communicated_at: LATE, updated_at: EARLY },
]
const BY_CALL = [...BY_CHANGE].reverse()
const NO_ORDER = [...BY_CHANGE, ...BY_CHANGE]

test.each([
  [
    'one row says nothing of the order: the likeliest field',
    BY_CALL.slice(1),
    undefined,
    'updated_at',
  ],
  ['rows in the order of their changes', BY_CHANGE, undefined, 'updated_at'],
  ['rows in the order of their calls, edits aside', BY_CALL, undefined, 'communicated_at'],
  ['rows in no order', NO_ORDER, undefined, 'updated_at'],
  ['rows of a log', [{ public_id: 'a', created_at: EARLY }], undefined, 'created_at'],
  ['a field that the catalog names', [{ public_id: 'a', made_at: EARLY }], 'made_at', 'made_at'],
  ['a field that the catalog names, and no row has', BY_CALL, 'made_at', 'communicated_at'],
  ['no rows, and a field that the catalog names', [], 'communicated_at', 'communicated_at'],
  ['no rows at all', [], undefined, 'updated_at'],
])('%s', (_, rows, listed, expected) => {
  const { default_cursor_field: field, json_schema: schema } = describeDiscovered(
    DATASET,
    rows,
    listed,
  )

  expect(field).toEqual([expected])
  expect(schema['required']).toEqual(['public_id', expected])
  expect(schema['properties']).toHaveProperty([expected, 'format'], 'date-time')
})
