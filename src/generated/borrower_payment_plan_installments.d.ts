/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One instalment of a payment plan (ClearGrid S2/D09).
 */
export interface BorrowerPaymentPlanInstallment {
  /**
   * Stable unique identifier of this row. Primary key.
   */
  public_id: string;
  /**
   * Position in the plan, counted from 1.
   */
  number?: null | number;
  /**
   * Amount of the instalment, in minor units of the currency.
   */
  amount?: null | number;
  /**
   * When the instalment is due.
   */
  due_date?: null | string;
  /**
   * Status of the instalment.
   */
  status?: null | string;
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
