import type { ErrorObject, ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { JsonObject } from '../../schemas'
import { createAjv, expectationOf } from '../../json/validator'
import { timesOf } from './stats'

/** Where rows differ from the schema: kept as they came, counted, and told once per field. */
export interface Drift {
  /** A row that may differ: it is asked for when it is looked at. */
  observe(row: () => JsonObject): void
  /** Something else that is not as documented, counted by its sentence; so often, or once. */
  note(what: string, times?: number): void
  /** One sentence a field, without values; empty when there was none. */
  report(): string[]
}

/** So many rows that may differ are all looked at; where there are more, one in `STEP` is. */
const ALL_OF = 1_000
const STEP = 100

/** So many undeclared fields are named: their names may be personal, and they may be ever new. */
const NAMED_MAX = 20
/** So many others that differ: more than a release declares. */
const DIFFERENCES_MAX = 50
/** So many are kept of each kind, so that those which are not named can be counted. */
const KEPT_MAX = 1_000
/** So much is told of a field's name. */
const NAME_CHARACTERS_MAX = 100

/**
 * @param documented fields that every row has; undefined: all that the schema declares. A field that
 *   only discovery found need not be in a row.
 */
export function createDrift(schema: JsonObject, documented?: readonly string[]): Drift {
  const declared = Object.keys(Object(schema['properties']) as JsonObject)
  const always = documented ?? declared
  const known = new Set(declared)
  const undeclared = new Map<string, number>()
  const differences = new Map<string, number>()
  const notes = new Map<string, number>()
  let met = 0
  let lookedAt = 0

  function lookAt(row: JsonObject): void {
    for (const field of Object.keys(row)) if (!known.has(field)) count(undeclared, cut(field))
    for (const field of always) {
      if (!Object.hasOwn(row, field)) count(differences, `${field} is missing`)
    }
    const validate = validatorOf(schema)
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
      const isUnknown = (field: string): string => `${field} is not in the schema`
      return [
        ...toldInPart(undeclared, NAMED_MAX, of, isUnknown, 'not in the schema'),
        ...toldInPart(differences, DIFFERENCES_MAX, of, (what) => what, 'not as in the schema'),
        ...told(notes),
      ]
    },
  }
}

function count(counts: Map<string, number>, what: string, times = 1): void {
  const before = counts.get(what)
  if (before === undefined && counts.size >= KEPT_MAX) return
  counts.set(what, (before ?? 0) + times)
}

function told(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].map(([what, times]) => `${what} (seen ${timesOf(times)})`)
}

/** The most frequent ones first: a field that every row has is worth more than one row's. */
function toldInPart(
  counts: ReadonlyMap<string, number>,
  namedMax: number,
  of: string,
  sentenceOf: (key: string) => string,
  what: string,
): string[] {
  const frequent = [...counts].sort(([, a], [, b]) => b - a)
  const named = frequent.slice(0, namedMax)
  const more = frequent.length - named.length
  const atLeast = counts.size >= KEPT_MAX ? 'at least ' : ''
  return [
    ...named.map(([key, times]) => `${sentenceOf(key)} (seen ${timesOf(times)}${of})`),
    ...(more === 0
      ? []
      : [`${atLeast}${more} more ${more === 1 ? 'field is' : 'fields are'} ${what}`]),
  ]
}

function cut(name: string): string {
  return name.length <= NAME_CHARACTERS_MAX ? name : `${name.slice(0, NAME_CHARACTERS_MAX)}…`
}

/** Compiling is the dear part: once for each schema. */
const compiled = new WeakMap<JsonObject, ValidateFunction>()

function validatorOf(schema: JsonObject): ValidateFunction {
  const validate = compiled.get(schema) ?? compile(schema)
  compiled.set(schema, validate)
  return validate
}

/** A configured schema has been through other hands: what no validator takes is judged by names alone. */
function compile(schema: JsonObject): ValidateFunction {
  // What every object inherits, such as `constructor`, is no field of a row.
  const ajv = createAjv({ strict: false, ownProperties: true })
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
