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
/** So many are kept of each kind, so that those which are not named can be counted. */
const KEPT_MAX = 1_000
/** So much is told of a field's name. */
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
      return [...toldByName(undeclared, of), ...told(differences, of), ...told(notes)]
    },
  }
}

function count(counts: Map<string, number>, what: string, times = 1): void {
  const before = counts.get(what)
  if (before === undefined && counts.size >= KEPT_MAX) return
  counts.set(what, (before ?? 0) + times)
}

function told(counts: ReadonlyMap<string, number>, of = ''): string[] {
  return [...counts].map(([what, times]) => `${what} (seen ${timesOf(times)}${of})`)
}

/** The most frequent ones first: a field that every row has is worth more than one row's. */
function toldByName(counts: ReadonlyMap<string, number>, of: string): string[] {
  const frequent = [...counts].sort(([, a], [, b]) => b - a)
  const named = frequent
    .slice(0, NAMED_MAX)
    .map(([field, times]) => `${field} is not in the schema (seen ${timesOf(times)}${of})`)
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

/** Compiling is the dear part: once for each schema. */
const compiled = new WeakMap<JsonObject, ValidateFunction>()

function validatorOf(schema: JsonObject): ValidateFunction {
  const validate = compiled.get(schema) ?? compile(schema)
  compiled.set(schema, validate)
  return validate
}

/** A configured schema has been through other hands: what no validator takes is judged by names alone. */
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
