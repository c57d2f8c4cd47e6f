/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One payment that is scheduled for later (ClearGrid S2/D12).
 */
export interface ScheduledPayment {
  /**
   * Stable unique identifier of this row. Primary key.
   */
  public_id: string;
  /**
   * Amount of the payment, in minor units of the currency.
   */
  amount?: null | number;
  /**
   * When it is to be paid.
   */
  scheduled_date?: null | string;
  /**
   * Status of the scheduled payment.
   */
  status?: null | string;
  /**
   * How it is to be paid, such as CARD.
   */
  payment_method?: null | string;
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
