import type { ErrorObject, ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { JsonObject } from '../../schemas'
import { createAjv, expectationOf } from '../../json/validator'
import { timesText } from './stats'

/** Notes where rows differ from the schema: counted, and reported once per field. */
export interface Drift {
  /** Looks at a row that may differ. `row` parses it, and is called only when it is needed. */
  observe(row: () => JsonObject): void
  /** Counts something else that is not as documented, by its sentence. */
  note(what: string, times?: number): void
  /** One sentence a field, without values; empty when there was none. */
  report(): string[]
}

/** So many differing rows are all looked at; after them one in `STEP`. */
const ALL_OF = 1_000
const STEP = 100

/**
 * How many undeclared fields are named: names may be personal data, and there may be no end of
 * them.
 */
const NAMED_MAX = 20
/** How many are kept of each kind, so that those which are not named can be counted. */
const KEPT_MAX = 1_000
/** How many characters of a field's name are shown. */
const NAME_CHARACTERS_MAX = 100

export function createDrift(schema: JsonObject): Drift {
  const declared = Object.keys(Object(schema['properties']) as JsonObject)
  const known = new Set(declared)
  const undeclared = new Map<string, number>()
  const differences = new Map<string, number>()
  const notes = new Map<string, number>()
  let met = 0
  let lookedAt = 0

  function lookAt(row: JsonObject): void {
    for (const field of Object.keys(row)) if (!known.has(field)) count(undeclared, cut(field))
    for (const field of declared) if (!(field in row)) count(differences, `${field} is missing`)
    const validate = validatorFor(schema)
    const errors = validate(row) ? [] : (validate.errors ?? [])
    for (const error of errors)
      if (error.keyword !== 'required') count(differences, sentence(error))
  }

  return {
    note: (what, times) => count(notes, what, times),
    observe: (row) => {
      met += 1
      if (met > ALL_OF && met % STEP !== 0) return
      lookedAt += 1
      lookAt(row())
    },
    report: () => {
      const of = met === lookedAt ? '' : ` in the ${lookedAt} of ${met} rows that were looked at`
      return [...mostFrequent(undeclared, of), ...sentences(differences, of), ...sentences(notes)]
    },
  }
}

function count(counts: Map<string, number>, what: string, times = 1): void {
  const before = counts.get(what)
  if (before === undefined && counts.size >= KEPT_MAX) return
  counts.set(what, (before ?? 0) + times)
}

function sentences(counts: ReadonlyMap<string, number>, of = ''): string[] {
  return [...counts].map(([what, times]) => `${what} (seen ${timesText(times)}${of})`)
}

/**
 * The most frequent first: a field that every row has matters more than one that a single row has.
 */
function mostFrequent(counts: ReadonlyMap<string, number>, of: string): string[] {
  const frequent = [...counts].sort(([, a], [, b]) => b - a)
  const named = frequent
    .slice(0, NAMED_MAX)
    .map(([field, times]) => `${field} is not in the schema (seen ${timesText(times)}${of})`)
  const more = frequent.length - named.length
  if (more === 0) return named
  const atLeast = counts.size >= KEPT_MAX ? 'at least ' : ''
  return [
    ...named,
    `${atLeast}${more} more ${more === 1 ? 'field is' : 'fields are'} not in the schema`,
  ]
}

function cut(name: string): string {
  return name.length <= NAME_CHARACTERS_MAX ? name : `${name.slice(0, NAME_CHARACTERS_MAX)}…`
}

/** Compiling is expensive: it is done once for each schema. */
const compiled = new WeakMap<JsonObject, ValidateFunction>()

function validatorFor(schema: JsonObject): ValidateFunction {
  const validate = compiled.get(schema) ?? compile(schema)
  compiled.set(schema, validate)
  return validate
}

/** A configured schema may have been changed: where it does not compile, only names are checked. */
function compile(schema: JsonObject): ValidateFunction {
  const ajv = createAjv({ strict: false })
  addFormats(ajv, ['date-time'])
  try {
    return ajv.compile(schema)
  } catch {
    return ajv.compile({})
  }
}

function sentence(error: ErrorObject): string {
  return `${error.instancePath.slice(1).replaceAll('/', '.')} ${expectationOf(error)}`
}
