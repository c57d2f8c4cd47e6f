/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One sub-account, instalment or line item of a borrower account (ClearGrid S1/D03).
 */
export interface BorrowerSubAccount {
  /**
   * Stable unique identifier of this row, derived from the MongoDB id. Primary key.
   */
  public_id: string;
  /**
   * The lender's own reference of the sub-account.
   */
  sub_account_reference_id?: null | string;
  /**
   * Total of the sub-account, in minor units of the currency.
   */
  total_amount?: null | number;
  /**
   * What is outstanding, in minor units of the currency.
   */
  balance_amount?: null | number;
  /**
   * What is outstanding after adjustments, in minor units of the currency.
   */
  actual_balance_amount?: null | number;
  /**
   * What has been paid to date, in minor units of the currency.
   */
  paid_amount?: null | number;
  /**
   * Principal that is outstanding, in minor units of the currency.
   */
  balance_principal_amount?: null | number;
  /**
   * Interest that is outstanding, in minor units of the currency.
   */
  balance_interest?: null | number;
  /**
   * Fees that are outstanding, in minor units of the currency.
   */
  balance_fee?: null | number;
  /**
   * Date on which the sub-account was submitted to ClearGrid, as DD/MM/YYYY text, just as it is stored: not a date in ISO form, and it may be no real date.
   */
  submitted_date?: null | string;
  /**
   * Date on which the sub-account fell due, as DD/MM/YYYY text, just as it is stored: not a date in ISO form, and it may be no real date.
   */
  due_date?: null | string;
  /**
   * First day of the range of days past due.
   */
  dpd_bucket_start?: null | number;
  /**
   * Last day of the range of days past due.
   */
  dpd_bucket_end?: null | number;
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
