/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One event of a borrower account, never changed afterwards (ClearGrid S1/D05).
 */
export interface BorrowerAccountEvent {
  /**
   * Stable unique identifier of this row. Primary key.
   */
  public_id: string;
  /**
   * Where the event came from, such as api, portal or phone.
   */
  channel?: null | string;
  /**
   * Code or name of the event.
   */
  event?: null | string;
  /**
   * Masked address: the first two numbers are kept, the others are zero.
   */
  ip_address?: null | string;
  /**
   * When the row was created. Cursor field.
   */
  created_at: string;
  [k: string]: unknown;
}
