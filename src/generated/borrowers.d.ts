/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One borrower (customer) that is held for the lender (ClearGrid S1/D01). ClearGrid documents only some of its fields; discovery finds the others.
 */
export interface Borrower {
  /**
   * Stable unique identifier of this row, derived from the MongoDB id. Primary key.
   */
  public_id: string;
  /**
   * First name. Personal data.
   */
  first_name?: null | string;
  /**
   * Last name. Personal data.
   */
  last_name?: null | string;
  /**
   * Country code or name.
   */
  country?: null | string;
  /**
   * Language that the borrower prefers.
   */
  preferred_language?: null | string;
  /**
   * When the row was last changed. Cursor field.
   */
  updated_at: string;
  [k: string]: unknown;
}
