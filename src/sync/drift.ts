import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { USUAL_FORM } from '../instant'
import type { JsonObject } from '../schemas'

/** Where rows differ from the schema: kept as they came, counted, and told once per field. */
export interface Drift {
  observe(row: JsonObject): void
  /** Something else that is not as documented, counted by its sentence. */
  note(what: string): void
  /** One sentence a field, without values; empty when there was none. */
  report(): string[]
}

export function createDrift(schema: JsonObject): Drift {
  const validate = validatorOf(schema)
  const declared = Object.keys(Object(schema['properties']) as JsonObject)
  const known = new Set(declared)
  const counts = new Map<string, number>()
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1)

  return {
    note: count,
    observe: (row) => {
      for (const field in row) if (!known.has(field)) count(`${field} is not in the schema`)
      for (const field of declared) if (!(field in row)) count(`${field} is missing`)
      if (validate(row)) return
      for (const error of validate.errors ?? []) {
        if (error.keyword !== 'required') count(sentence(error))
      }
    },
    report: () => [...counts].map(([what, times]) => `${what} (seen ${times} times)`),
  }
}

/** Compiling is the dear part: once for each schema. */
const compiled = new WeakMap<JsonObject, ValidateFunction>()

function validatorOf(schema: JsonObject): ValidateFunction {
  const validate = compiled.get(schema) ?? compile(schema)
  compiled.set(schema, validate)
  return validate
}

function compile(schema: JsonObject): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true })
  ajv.addKeyword('airbyte_type')
  addFormats(ajv, ['date-time'])
  const thorough = ajv.formats['date-time']
  // Almost every timestamp has the usual form; only the others need ajv's own check of the parts.
  if (isCheckable(thorough)) {
    const { validate } = thorough
    ajv.addFormat('date-time', (text) => USUAL_FORM.test(text) || validate(text))
  }
  return ajv.compile(schema)
}

interface CheckableFormat {
  readonly validate: (text: string) => boolean
}

function isCheckable(format: unknown): format is CheckableFormat {
  const isObject = typeof format === 'object' && format !== null
  return isObject && 'validate' in format && typeof format.validate === 'function'
}

function sentence({ instancePath, message }: ErrorObject): string {
  return `${instancePath.slice(1).replaceAll('/', '.')} ${message ?? 'differs'}`
}
