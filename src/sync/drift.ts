import type { ErrorObject, ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { JsonObject } from '../schemas'
import { createAjv } from '../validator'

/** Where rows differ from the schema: kept as they came, counted, and told once per field. */
export interface Drift {
  /** A row that may differ: it is asked for when it is looked at. */
  observe(row: () => JsonObject): void
  /** Something else that is not as documented, counted by its sentence. */
  note(what: string): void
  /** One sentence a field, without values; empty when there was none. */
  report(): string[]
}

/** So many rows that may differ are all looked at; where there are more, one in `STEP` is. */
const ALL_OF = 1_000
const STEP = 100

export function createDrift(schema: JsonObject): Drift {
  const declared = Object.keys(Object(schema['properties']) as JsonObject)
  const known = new Set(declared)
  const differences = new Map<string, number>()
  const notes = new Map<string, number>()
  let met = 0
  let lookedAt = 0

  function lookAt(row: JsonObject): string[] {
    const fresh = Object.keys(row).filter((field) => !known.has(field))
    const gone = declared.filter((field) => !(field in row))
    const validate = validatorOf(schema)
    const errors = validate(row) ? [] : (validate.errors ?? [])
    return [
      ...fresh.map((field) => `${field} is not in the schema`),
      ...gone.map((field) => `${field} is missing`),
      ...errors.filter(({ keyword }) => keyword !== 'required').map(sentence),
    ]
  }

  return {
    note: (what) => count(notes, what),
    observe: (row) => {
      met += 1
      if (met > ALL_OF && met % STEP !== 0) return
      lookedAt += 1
      for (const difference of lookAt(row())) count(differences, difference)
    },
    report: () => {
      const of = met === lookedAt ? '' : ` in the ${lookedAt} of ${met} rows that were looked at`
      return [...told(differences, of), ...told(notes)]
    },
  }
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1)
}

function told(counts: ReadonlyMap<string, number>, of = ''): string[] {
  return [...counts].map(([what, times]) => `${what} (seen ${times} times${of})`)
}

/** Compiling is the dear part: once for each schema. */
const compiled = new WeakMap<JsonObject, ValidateFunction>()

function validatorOf(schema: JsonObject): ValidateFunction {
  const validate = compiled.get(schema) ?? compile(schema)
  compiled.set(schema, validate)
  return validate
}

function compile(schema: JsonObject): ValidateFunction {
  const ajv = createAjv({ allowUnionTypes: true })
  ajv.addKeyword('airbyte_type')
  addFormats(ajv, ['date-time'])
  return ajv.compile(schema)
}

function sentence({ instancePath, message }: ErrorObject): string {
  return `${instancePath.slice(1).replaceAll('/', '.')} ${message ?? 'differs'}`
}
