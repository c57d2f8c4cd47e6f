import type { Framing } from './framing'

export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'object' | 'array'

/** What is known of a field before any row has come. */
export interface Field {
  readonly name: string
  /** Types that it may have. None: only a closer look at the row can tell. */
  readonly types: readonly JsonType[]
  /** Whether its text must be an instant. */
  readonly isInstant: boolean
  /** The fields of an object, where they are known. */
  readonly fields?: readonly Field[]
}

/** How the rows of one dataset are looked at, and passed on. */
export interface RowFormat {
  /** The fields that together name a row. */
  readonly primaryKey: readonly string[]
  /** The ordering column, on which `since` and `until` filter. */
  readonly cursorField: string
  /** The field that says when a row was changed. */
  readonly changeField: string
  readonly fields: readonly Field[]
  readonly frame: Framing
}
