import fc from 'fast-check'
import { createPageReader } from '../../../src/cleargrid/page/read-page'
import { createScanMemory } from '../../../src/cleargrid/page/scan-page'
import { loadSchema } from '../../../src/schemas'
import { STREAMS } from '../../../src/streams'
import { createDrift } from '../../../src/sync/output/drift'
import { fieldsOf, recordFormat } from '../../../src/sync/output/record-format'
import { envelope } from '../../support/answers'

const value = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, 1, 1.5, '', 'x', {}, [], '2024-01-01T00:00:00.000Z'),
  fc.constantFrom<unknown>('2024-01-01', { status: 7 }, { status: 'sent', code: null }),
)

test.each(STREAMS)('a row of $name that the scanner passes has no drift', (stream) => {
  const schema = loadSchema(stream.name)
  const read = createPageReader(recordFormat(stream, schema, { now: () => 0 }), createScanMemory())
  const names = [...fieldsOf(schema).map(({ name }) => name), 'new']
  const row = fc.record(Object.fromEntries(names.map((name) => [name, value])), {
    requiredKeys: names.filter((name) => name !== 'new'),
  })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (values) => {
      const rows = values.map((each) => ({ ...each, public_id: 'a' }))
      const page = read(Buffer.from(JSON.stringify(envelope({ rows }))))
      const passed = rows.filter((_, index) => !page.rows.differing.includes(index))

      const drift = createDrift(schema)
      for (const each of passed) drift.observe(() => each)

      expect(drift.report()).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test.each(STREAMS)('a row of $name as documented is passed', (stream) => {
  const schema = loadSchema(stream.name)
  const read = createPageReader(recordFormat(stream, schema, { now: () => 0 }), createScanMemory())
  const fields = fieldsOf(schema)
  const asDocumented = (isNull: boolean): object =>
    Object.fromEntries(
      fields.map(({ name, types, isInstant }) => {
        if (isNull && types.includes('null')) return [name, null]
        if (isInstant) return [name, '2024-02-29T23:59:59.5+05:30']
        const examples = {
          ...{ number: 1.25, integer: 7, boolean: true, object: { status: 'sent' }, string: 'x' },
        }
        const type = types.find((known) => known !== 'null') as keyof typeof examples
        return [name, examples[type]]
      }),
    )

  const rows = [asDocumented(false), asDocumented(true)]
  const page = read(Buffer.from(JSON.stringify(envelope({ rows }))))

  expect(page.rows).toHaveLength(2)
  expect(page.rows.differing).toEqual([])
})

test('what a schema says beyond types and instants is left to a closer look', () => {
  const fields = fieldsOf({
    properties: {
      plain: { type: 'string', description: 'x' },
      listed: { type: 'string', enum: ['a'] },
      closed: { type: 'object', additionalProperties: false },
      mail: { type: 'string', format: 'email' },
      any: {},
    },
  })

  const judged = fields.filter(({ types }) => types.length > 0)
  expect(judged.map(({ name }) => name)).toEqual(['plain'])
})
