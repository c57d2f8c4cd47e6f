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
/** How many others that differ are named: more than a release declares. */
const DIFFERENCES_MAX = 50
/** How many are kept of each kind, so that those which are not named can be counted. */
const KEPT_MAX = 1_000
/** How many characters of a field's name are shown. */
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
  return [...counts].map(([what, times]) => `${what} (seen ${timesText(times)})`)
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
    ...named.map(([key, times]) => `${sentenceOf(key)} (seen ${timesText(times)}${of})`),
    ...(more === 0
      ? []
      : [`${atLeast}${more} more ${more === 1 ? 'field is' : 'fields are'} ${what}`]),
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
