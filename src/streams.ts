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

/**
 * To add a dataset: a row here and a schema in schemas/. `communicated_at` says when something
 * happened, and not when it changed. What is known of D24 is in `discovered-streams.ts`.
 */
export const STREAMS = [
  {
    name: 'borrowers',
    dataset: { section: 'S1', code: 'D01' },
    cursorField: 'updated_at',
    primaryKey: ['public_id'],
    changes: 'moves the row',
    filter: 'direct',
  },
  {
    name: 'borrower_accounts',
    dataset: { section: 'S1', code: 'D02' },
    cursorField: 'updated_at',
    primaryKey: ['public_id'],
    changes: 'moves the row',
    filter: 'direct',
  },
  {
    name: 'borrower_sub_accounts',
    dataset: { section: 'S1', code: 'D03' },
    cursorField: 'updated_at',
    primaryKey: ['public_id'],
    changes: 'moves the row',
    filter: 'via',
  },
  {
    name: 'borrower_account_events',
    dataset: { section: 'S1', code: 'D05' },
    cursorField: 'created_at',
    primaryKey: ['public_id'],
    changes: 'never',
    filter: 'direct',
  },
  {
    name: 'borrower_payments',
    dataset: { section: 'S2', code: 'D07' },
    cursorField: 'updated_at',
    primaryKey: ['public_id'],
    changes: 'moves the row',
    filter: 'direct',
  },
  {
    name: 'borrower_payment_plans',
    dataset: { section: 'S2', code: 'D08' },
    cursorField: 'updated_at',
    primaryKey: ['public_id'],
    changes: 'moves the row',
    filter: 'direct',
  },
  {
    name: 'borrower_payment_plan_installments',
    dataset: { section: 'S2', code: 'D09' },
    cursorField: 'updated_at',
    primaryKey: ['public_id'],
    changes: 'moves the row',
    filter: 'direct',
  },
  {
    name: 'scheduled_payments',
    dataset: { section: 'S2', code: 'D12' },
    cursorField: 'updated_at',
    primaryKey: ['public_id'],
    changes: 'moves the row',
    filter: 'direct',
  },
  {
    name: 'payment_proofs',
    dataset: { section: 'S2', code: 'D14' },
    cursorField: 'updated_at',
    primaryKey: ['public_id'],
    changes: 'moves the row',
    filter: 'direct',
  },
  {
    name: 'borrower_settlements',
    dataset: { section: 'S2', code: 'D15' },
    cursorField: 'updated_at',
    primaryKey: ['public_id'],
    changes: 'moves the row',
    filter: 'direct',
  },
  {
    name: 'borrower_deals',
    dataset: { section: 'S3', code: 'D16' },
    cursorField: 'updated_at',
    primaryKey: ['public_id', 'created_at'],
    changes: 'moves the row',
    filter: 'direct',
  },
  {
    name: 'borrower_deal_activity_logs',
    dataset: { section: 'S3', code: 'D17' },
    cursorField: 'created_at',
    primaryKey: ['public_id'],
    changes: 'never',
    filter: 'via',
  },
  {
    name: 'borrower_deal_logs',
    dataset: { section: 'S3', code: 'D18' },
    cursorField: 'created_at',
    primaryKey: ['public_id'],
    changes: 'never',
    filter: 'via',
  },
  {
    name: 'deal_activity_logs',
    dataset: { section: 'S3', code: 'D19' },
    cursorField: 'created_at',
    primaryKey: ['public_id'],
    changes: 'never',
    filter: 'via',
  },
  {
    name: 'deal_views',
    dataset: { section: 'S3', code: 'D20' },
    cursorField: 'updated_at',
    primaryKey: ['public_id'],
    changes: 'moves the row',
    filter: 'direct',
  },
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
  {
    name: 'user_lender_details',
    dataset: { section: 'S5', code: 'D26' },
    cursorField: 'updated_at',
    primaryKey: ['public_id'],
    changes: 'moves the row',
    filter: 'direct',
  },
] as const satisfies readonly StreamDefinition[]
