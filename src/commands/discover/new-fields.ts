import { parseInstant } from '../../time/instant'
import type { JsonObject } from '../../schemas'
import { columnNames } from './column-names'

/** What rows show beyond the fields that are known. */
export interface NewFields {
  /** A nullable property for each field that is offered, by name. */
  readonly properties: Readonly<Record<string, JsonObject>>
  /** Names that can be no columns: see `columnNames`. */
  readonly unusable: readonly string[]
  /** How many fields there are for which there is no room. */
  readonly beyond: number
}

/** No table has so many. Where names are made of data, there is no end of them. */
export const COLUMNS_MAX = 500

/**
 * What the rows of a dataset show beyond the fields that are known. The same rows give the same
 * properties in the same order, whatever their own order. A field without a value in any row says
 * nothing yet. Of more than `COLUMNS_MAX` those are offered that most rows have.
 */
export function newFields(rows: readonly JsonObject[], known: readonly string[]): NewFields {
  const seen = seenIn(rows, new Set(known))
  const { usable, unusable } = columnNames([...seen.keys()].sort(), known)
  const rowsWith = (name: string): number => seen.get(name)?.rows ?? 0
  // The sort is stable: equally many rows leave names in their order.
  const offered = [...usable].sort((one, other) => rowsWith(other) - rowsWith(one))
  const properties = offered
    .slice(0, COLUMNS_MAX)
    .sort()
    .map((name) => [name, toProperty([...(seen.get(name)?.kinds ?? [])])] as const)
  return {
    properties: Object.fromEntries(properties),
    unusable,
    beyond: Math.max(0, offered.length - COLUMNS_MAX),
  }
}

/** How many rows have a field, and what they have there. */
interface Seen {
  rows: number
  readonly kinds: Set<Kind>
}

function seenIn(rows: readonly JsonObject[], known: ReadonlySet<string>): Map<string, Seen> {
  const seen = new Map<string, Seen>()
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) {
      if (known.has(name) || (value ?? null) === null) continue
      const field = seen.get(name) ?? { rows: 0, kinds: new Set() }
      field.rows += 1
      field.kinds.add(kindOf(value))
      seen.set(name, field)
    }
  }
  return seen
}

/** The type that all values agree on. */
function toProperty(kinds: readonly Kind[]): JsonObject {
  const [kind] = kinds
  if (kinds.length === 1 && kind !== undefined) return { ...PROPERTIES[kind] }
  if (kinds.every((one) => one === 'integer' || one === 'number')) return { ...PROPERTIES.number }
  // Text that is only sometimes an instant is plain text.
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
export function isInstant(text: string): boolean {
  return /T.*(?:Z|[+-]\d\d:\d\d)$/.test(text) && parseInstant(text) !== undefined
}
