import { loadSchema } from '../../../src/schemas'
import { STREAMS } from '../../../src/streams'
import { createDrift } from '../../../src/sync/output/drift'

const SCHEMA = {
  type: 'object',
  required: ['public_id'],
  properties: {
    public_id: { type: 'string' },
    duration: { type: ['null', 'number'] },
    created_at: { type: ['null', 'string'], format: 'date-time', airbyte_type: 'x' },
    delivery: { type: ['null', 'object'], properties: { status: { type: 'string' } } },
  },
}

const GOOD = { public_id: 'a', duration: 1.5, created_at: '2024-01-01T00:00:00Z', delivery: null }

function reportOn(...rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  const drift = createDrift(SCHEMA)
  for (const row of rows) drift.observe(() => row)
  return drift.report()
}

test('rows that are as documented are not worth a word', () => {
  expect(reportOn(GOOD, { ...GOOD, duration: null }, { ...GOOD, delivery: {} })).toEqual([])
})

test.each([
  ['a field that is new', { ...GOOD, mood: 'good' }, 'mood is not in the schema (seen once)'],
  [
    'a field that has gone',
    { public_id: 'a', duration: 1, delivery: null },
    'created_at is missing (seen once)',
  ],
  ['a key that is null', { ...GOOD, public_id: null }, 'public_id must be text (seen once)'],
  ['another type', { ...GOOD, duration: '1.5' }, 'duration must be null or a number (seen once)'],
  [
    'another form',
    { ...GOOD, created_at: 'yesterday' },
    'created_at must be a real date-time (seen once)',
  ],
  [
    'another type deep inside',
    { ...GOOD, delivery: { status: 7 } },
    'delivery.status must be text (seen once)',
  ],
])('%s is told', (_, row, expected) => {
  expect(reportOn(row)).toEqual([expected])
})

test('a difference is told once, with how often it was met', () => {
  const late = { ...GOOD, duration: 'long', mood: 'good' }

  expect(reportOn(late, GOOD, late, late)).toEqual([
    'mood is not in the schema (seen 3 times)',
    'duration must be null or a number (seen 3 times)',
  ])
})

test('where very many rows may differ, one in a hundred is looked at, and the report says so', () => {
  const drift = createDrift(SCHEMA)
  let asked = 0

  for (let times = 0; times < 3_000; times += 1) {
    drift.observe(() => {
      asked += 1
      return { ...GOOD, mood: 'good' }
    })
  }

  expect(asked).toBe(1_020)
  expect(drift.report()).toEqual([
    'mood is not in the schema (seen 1020 times in the 1020 of 3000 rows that were looked at)',
  ])
})

test('of ever new fields a few are named, the others counted, and a known field is told all the same', () => {
  const drift = createDrift(SCHEMA)

  for (let row = 0; row < 60; row += 1) {
    drift.observe(() => ({ ...GOOD, [`note_${row}`]: 1, mood: 'good' }))
  }
  drift.observe(() => ({ ...GOOD, duration: '7' }))

  const report = drift.report()
  expect(report[0]).toBe('mood is not in the schema (seen 60 times)')
  expect(report.filter((line) => line.includes('note_'))).toHaveLength(19)
  expect(report).toContain('41 more fields are not in the schema')
  expect(report).toContain('duration must be null or a number (seen once)')
  expect(report).toHaveLength(22)
})

test('however many new fields there are, and however long their names, little is kept', () => {
  const drift = createDrift(SCHEMA)

  for (let row = 0; row < 60_000; row += 1) {
    drift.observe(() => ({ ...GOOD, [`${'x'.repeat(500)}${row}`]: 1, [`note_${row}`]: 1 }))
  }

  const report = drift.report()
  expect(report).toHaveLength(21)
  expect(report.at(-1)).toBe('at least 980 more fields are not in the schema')
  expect(Math.max(...report.map(({ length }) => length))).toBeLessThan(250)
})

test('no value of a row is ever told', () => {
  const report = reportOn({ ...GOOD, duration: 's3cr3t', created_at: 's3cr3t', mood: 's3cr3t' })

  expect(report).toHaveLength(3)
  expect(report.join()).not.toContain('s3cr3t')
})

test('a row stays as it came', () => {
  const row = Object.freeze({ ...GOOD, duration: '7', delivery: Object.freeze({ status: 7 }) })

  expect(reportOn(row)).toHaveLength(2)
  expect(row).toEqual({ ...GOOD, duration: '7', delivery: { status: 7 } })
})

test('something else that is odd is counted with the rest', () => {
  const drift = createDrift(SCHEMA)

  drift.note('ClearGrid read less than the window that was asked for')
  drift.note('ClearGrid read less than the window that was asked for')

  expect(drift.report()).toEqual([
    'ClearGrid read less than the window that was asked for (seen 2 times)',
  ])
})

test.each(STREAMS.map(({ name }) => [name]))('the schema of %s can be checked against', (name) => {
  const drift = createDrift(loadSchema(name))

  drift.observe(() => ({ public_id: 7 }))

  expect(drift.report()).toContain('public_id must be text (seen once)')
})

test('a field that only discovery found may be missing, and is judged where it is there', () => {
  const properties = { ...SCHEMA.properties, mood: { type: ['null', 'integer'] } }
  const drift = createDrift({ ...SCHEMA, properties }, Object.keys(SCHEMA.properties))

  for (const row of [GOOD, { ...GOOD, mood: 7 }, { ...GOOD, mood: 'good' }, { public_id: 'a' }]) {
    drift.observe(() => row)
  }

  expect(drift.report()).toEqual([
    'mood must be null or a whole number (seen once)',
    'duration is missing (seen once)',
    'created_at is missing (seen once)',
    'delivery is missing (seen once)',
  ])
})

test.each(['constructor', 'hasOwnProperty', 'toString', 'valueOf', '__proto__'])(
  'a declared field called %s is missing where a row does not have it, and of no wrong type',
  (name) => {
    const property = JSON.parse(`{"${name}":{"type":["null","integer"]}}`) as object
    const drift = createDrift({ ...SCHEMA, properties: { ...SCHEMA.properties, ...property } })

    drift.observe(() => GOOD)

    expect(drift.report()).toEqual([`${name} is missing (seen once)`])
  },
)

test('of very many fields of another type a few are named, and the others counted', () => {
  const names = Array.from({ length: 300 }, (_, index) => `field_${index}`)
  const drift = createDrift({
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  })

  drift.observe(() => Object.fromEntries(names.map((name) => [name, 1])))

  const report = drift.report()
  expect(report).toHaveLength(51)
  expect(report[0]).toBe('field_0 must be text (seen once)')
  expect(report.at(-1)).toBe('250 more fields are not as in the schema')
})
