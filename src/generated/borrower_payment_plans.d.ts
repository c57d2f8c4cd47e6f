/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One plan to pay in instalments (ClearGrid S2/D08).
 */
export interface BorrowerPaymentPlan {
  /**
   * Stable unique identifier of this row. Primary key.
   */
  public_id: string;
  /**
   * Total of the plan, in minor units of the currency.
   */
  total_amount?: null | number;
  /**
   * Number of instalments.
   */
  total_installments?: null | number;
  /**
   * Status of the plan.
   */
  status?: null | string;
  /**
   * Payment gateway that collects the instalments.
   */
  payment_gateway?: null | string;
  /**
   * When the plan begins.
   */
  start_date?: null | string;
  /**
   * When the plan ends.
   */
  end_date?: null | string;
  /**
   * Whether the plan is active.
   */
  is_active?: null | boolean;
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
