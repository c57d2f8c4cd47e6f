/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One proof of payment that a borrower handed in: what is known of it, without the file (ClearGrid S2/D14).
 */
export interface PaymentProof {
  /**
   * Stable unique identifier of this row. Primary key.
   */
  public_id: string;
  /**
   * Status of the review.
   */
  status?: null | string;
  /**
   * When it was reviewed; null until then.
   */
  reviewed_at?: null | string;
  /**
   * When the row was created.
   */
  created_at?: null | string;
  /**
   * When the row was last changed. Cursor field.
   */
  updated_at: string;
  [k: string]: unknown;
}
