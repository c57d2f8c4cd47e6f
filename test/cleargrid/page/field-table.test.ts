import { fieldTables } from '../../../src/cleargrid/page/field-table'
import type { Field, RowFormat } from '../../../src/cleargrid/page/row-format'
import { createScanMemory, createScanner } from '../../../src/cleargrid/page/scan-page'
import { FORMAT } from '../../support/rows'

const ROOM = 32_768

function field(name: string, fields?: readonly Field[]): Field {
  const types = fields === undefined ? (['string'] as const) : (['object'] as const)
  return { name, types, isInstant: false, ...(fields === undefined ? {} : { fields }) }
}

function formatWith(...more: readonly Field[]): RowFormat {
  return { ...FORMAT, fields: [...FORMAT.fields, ...more] }
}

const many = (count: number): Field[] =>
  Array.from({ length: count }, (_, index) => field(`field_${index}`))

test.each<[string, RowFormat]>([
  ['more fields than are remembered', formatWith(...many(64))],
  ['more fields in an object', formatWith(field('nested', many(65)))],
  ['a name that is too long', formatWith(field('x'.repeat(49)))],
  ['a name that is too long in bytes', formatWith(field('é'.repeat(25)))],
  ['a key that is no field', { ...FORMAT, primaryKey: ['id'] }],
  ['a place that is no field', { ...FORMAT, cursorField: 'created_at' }],
])('what there is no room for is not scanned: %s', (_, format) => {
  expect(fieldTables(format, 0, ROOM)).toBeUndefined()
  expect(createScanner(format, createScanMemory())).toBeUndefined()
})

test('tables are never longer than their room', () => {
  const table = fieldTables(FORMAT, 0, ROOM)
  const bytes = table?.length ?? 0

  expect(bytes).toBeGreaterThan(0)
  expect(fieldTables(FORMAT, 0, bytes)).toEqual(table)
  expect(fieldTables(FORMAT, 0, bytes - 1)).toBeUndefined()
})

test('as many fields as are remembered, with names as long as may be, are scanned', () => {
  const format = formatWith(...many(64 - FORMAT.fields.length - 1), field('x'.repeat(48)))

  expect(createScanner(format, createScanMemory())).toBeDefined()
})
