/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One activity, rolled up to the deal, never changed afterwards (ClearGrid S3/D19).
 */
export interface DealActivityLog {
  /**
   * Stable unique identifier of this row, derived from the MongoDB id. Primary key.
   */
  public_id: string;
  /**
   * What was done.
   */
  action?: null | string;
  /**
   * Free text. May hold personal data.
   */
  comment?: null | string;
  /**
   * Id of the user, or the tag of the system, that did it.
   */
  created_by?: null | string;
  /**
   * When the row was created. Cursor field.
   */
  created_at: string;
  [k: string]: unknown;
}
