/** A stream is our Airbyte-side name for one ClearGrid dataset, and a row in this table. */
export interface StreamDefinition {
  readonly name: string
  readonly dataset: { readonly section: string; readonly code: string }
  /** The ordering column, on which `since` and `until` filter. */
  readonly cursorField: string
  /** The fields that together name a row, for ever. */
  readonly primaryKey: readonly string[]
  /**
   * What becomes of a row after it was made: it changes `in place`, so that only a recheck meets it;
   * a change `moves the row` in the ordering column; or it `never` changes.
   */
  readonly changes: 'in place' | 'moves the row' | 'never'
  /** `via`: filtered by a join through a parent, so that pages may be short and windows matter. */
  readonly filter: 'direct' | 'via'
}

/** Add a dataset: a row here and a schema in schemas/. `communicated_at` says when, not when changed. */
export const STREAMS = [
  {
    name: 'communication_logs',
    dataset: { section: 'S4', code: 'D21' },
    cursorField: 'communicated_at',
    primaryKey: ['public_id'],
    changes: 'in place',
    filter: 'via',
  },
  {
    name: 'conversations',
    dataset: { section: 'S4', code: 'D22' },
    cursorField: 'updated_at',
    primaryKey: ['public_id'],
    changes: 'moves the row',
    filter: 'via',
  },
  {
    name: 'manual_communication_logs',
    dataset: { section: 'S4', code: 'D23' },
    cursorField: 'communicated_at',
    primaryKey: ['public_id'],
    changes: 'in place',
    filter: 'via',
  },
] as const satisfies readonly StreamDefinition[]
