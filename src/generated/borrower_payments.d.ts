/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One payment of a borrower (ClearGrid S2/D07). It names no currency.
 */
export interface BorrowerPayment {
  /**
   * Stable unique identifier of this row. Primary key.
   */
  public_id: string;
  /**
   * Amount of the payment, in minor units of the currency.
   */
  amount?: null | number;
  /**
   * Amount that was settled; 0 until then, in minor units of the currency.
   */
  settled_amount?: null | number;
  /**
   * Kind of payment, such as PAID_TO_LENDER.
   */
  payment_type?: null | string;
  /**
   * Status, such as SUCCESS, PENDING or FAILED.
   */
  payment_status?: null | string;
  /**
   * Whether the payment was settled to the lender.
   */
  is_settled?: null | boolean;
  /**
   * Whether it was paid before the account reached ClearGrid.
   */
  paid_before_submission?: null | boolean;
  /**
   * When it was paid.
   */
  paid_date?: null | string;
  /**
   * Why the payment failed, where it did.
   */
  failure_reason?: null | string;
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
