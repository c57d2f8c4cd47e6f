import { parseInstant } from '../../time/instant'
import type { JsonObject } from '../../schemas'

/**
 * What the rows of a dataset show beyond the fields that are known: a nullable property for each, by
 * name. The same rows give the same properties in the same order, whatever their own order. A field
 * without a value in any row says nothing yet.
 */
export function newFields(
  rows: readonly JsonObject[],
  known: readonly string[],
): Record<string, JsonObject> {
  const names = new Set(rows.flatMap((row) => Object.keys(row)))
  const fresh = [...names].filter((name) => !known.includes(name)).sort()
  return Object.fromEntries(
    fresh.flatMap((name) => {
      const values = rows.map((row) => row[name]).filter((value) => (value ?? null) !== null)
      return values.length === 0 ? [] : [[name, propertyOf(values)]]
    }),
  )
}

/** The type that all of these values agree on. */
function propertyOf(values: readonly unknown[]): JsonObject {
  const kinds = [...new Set(values.map(kindOf))]
  const [kind] = kinds
  if (kinds.length === 1 && kind !== undefined) return { ...PROPERTIES[kind] }
  if (kinds.every((one) => one === 'integer' || one === 'number')) return { ...PROPERTIES.number }
  // Text that is an instant only sometimes is text.
  if (kinds.every((one) => one === 'string' || one === 'instant')) return { ...PROPERTIES.string }
  return { type: ['null', 'string', 'number', 'boolean', 'object', 'array'] }
}

type Kind = 'string' | 'instant' | 'integer' | 'number' | 'boolean' | 'object' | 'array'

/** What makes text a timestamp to a destination. */
export const TIMESTAMP = { format: 'date-time', airbyte_type: 'timestamp_with_timezone' } as const

const PROPERTIES: Readonly<Record<Kind, JsonObject>> = {
  string: { type: ['null', 'string'] },
  instant: { type: ['null', 'string'], ...TIMESTAMP },
  integer: { type: ['null', 'integer'] },
  number: { type: ['null', 'number'] },
  boolean: { type: ['null', 'boolean'] },
  object: { type: ['null', 'object'], additionalProperties: true },
  array: { type: ['null', 'array'] },
}

/** Digits beyond these would be lost in an integer column of 64 bits. */
function kindOf(value: unknown): Kind {
  if (typeof value === 'string') return isInstant(value) ? 'instant' : 'string'
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'number'
  if (typeof value === 'boolean') return 'boolean'
  return Array.isArray(value) ? 'array' : 'object'
}

/** A date alone, or a time without a zone, is no instant to a destination. */
function isInstant(text: string): boolean {
  return /T.*(?:Z|[+-]\d\d:\d\d)$/.test(text) && parseInstant(text) !== undefined
}
