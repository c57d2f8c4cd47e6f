/** A stream is our Airbyte-side name for one ClearGrid dataset, and a row in this table. */
export interface StreamDefinition {
  readonly name: string
  readonly dataset: { readonly section: string; readonly code: string }
  /** The ordering column, on which `since` and `until` filter. */
  readonly cursorField: string
  readonly primaryKey: string
  /** Whether rows change without moving in the ordering column, so that only a recheck meets it. */
  readonly changesInPlace: boolean
}

/** Add a dataset: a row here and a schema in schemas/. `communicated_at` says when, not when changed. */
export const STREAMS = [
  {
    name: 'communication_logs',
    dataset: { section: 'S4', code: 'D21' },
    cursorField: 'communicated_at',
    primaryKey: 'public_id',
    changesInPlace: true,
  },
  {
    name: 'conversations',
    dataset: { section: 'S4', code: 'D22' },
    cursorField: 'updated_at',
    primaryKey: 'public_id',
    changesInPlace: false,
  },
  {
    name: 'manual_communication_logs',
    dataset: { section: 'S4', code: 'D23' },
    cursorField: 'communicated_at',
    primaryKey: 'public_id',
    changesInPlace: true,
  },
] as const satisfies readonly StreamDefinition[]
