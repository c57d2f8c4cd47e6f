import Ajv, { type ValidateFunction } from 'ajv'
import type { Row } from './connector-under-test'
import { propertiesOf, typesOf, type Schema } from './json-schema'

const compiled = new WeakMap<Schema, ValidateFunction>()

/**
 * Where a row does not fit its stream's schema. Stricter than the acceptance tests: a field that is
 * not declared is a problem (at any depth), and so is a timestamp without T or without a zone.
 */
export function recordProblems(row: Row, schema: Schema): readonly string[] {
  const validate = compiled.get(schema) ?? compile(schema)
  compiled.set(schema, validate)
  if (validate(row)) return []
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const { additionalProperty = '' } = params as { readonly additionalProperty?: string }
    return [instancePath, message, additionalProperty].filter(Boolean).join(' ')
  })
}

/** The declared fields, nested ones too, that are null or absent in every row. */
export function fieldsWithoutData(rows: readonly Row[], schema: Schema): readonly string[] {
  return Object.entries(propertiesOf(schema)).flatMap(([name, field]) => {
    const values = rows.map((row) => row[name]).filter((value) => (value ?? null) !== null)
    if (values.length === 0) return [name]
    return fieldsWithoutData(values as readonly Row[], field).map((inner) => `${name}.${inner}`)
  })
}

function compile(schema: Schema): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true })
  ajv.addKeyword('airbyte_type')
  ajv.addFormat('date-time', isTimestamp)
  return ajv.compile(closed(schema))
}

function isTimestamp(text: string): boolean {
  const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/
  return form.test(text) && !Number.isNaN(Date.parse(text))
}

/** The schema with nothing allowed but what is declared. */
function closed(schema: Schema): Schema {
  const properties = Object.entries(propertiesOf(schema))
  if (!typesOf(schema).includes('object') || properties.length === 0) return schema
  return {
    ...schema,
    additionalProperties: false,
    properties: Object.fromEntries(properties.map(([name, field]) => [name, closed(field)])),
  }
}
