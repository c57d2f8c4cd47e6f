/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One settlement or promise-to-pay plan that the lender approved (ClearGrid S2/D15).
 */
export interface BorrowerSettlement {
  /**
   * Stable unique identifier of this row. Primary key.
   */
  public_id: string;
  /**
   * Status of the settlement.
   */
  status?: null | string;
  /**
   * How it is paid, such as a lump sum or instalments.
   */
  payment_type?: null | string;
  /**
   * Reason of hardship that the borrower gave.
   */
  hardship_reason?: null | string;
  /**
   * Employment status that the borrower gave.
   */
  employment_status?: null | string;
  /**
   * Amount that was proposed, in minor units of the currency.
   */
  proposed_settlement_amount?: null | number;
  /**
   * Amount that is paid at once, in minor units of the currency.
   */
  down_payment?: null | number;
  /**
   * Amount of each monthly instalment, in minor units of the currency.
   */
  monthly_installment?: null | number;
  /**
   * Number of instalments.
   */
  number_of_installments?: null | number;
  /**
   * Principal, in minor units of the currency.
   */
  principal_amount?: null | number;
  /**
   * Amount that is written off, in minor units of the currency.
   */
  write_off_amount?: null | number;
  /**
   * When the settlement begins.
   */
  start_date?: null | string;
  /**
   * When the settlement ends.
   */
  end_date?: null | string;
  /**
   * When it was paid in full; null until then.
   */
  paid_at?: null | string;
  /**
   * Whether it was paid in full.
   */
  is_paid?: null | boolean;
  /**
   * Whether it is active.
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
