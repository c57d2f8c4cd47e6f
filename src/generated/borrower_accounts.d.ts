/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One account of a borrower: a loan, a card or a buy-now-pay-later line (ClearGrid S1/D02).
 */
export interface BorrowerAccount {
  /**
   * Stable unique identifier of this row, derived from the MongoDB id. Primary key.
   */
  public_id: string;
  /**
   * The lender's own reference of the account.
   */
  account_reference_id?: null | string;
  /**
   * The lender's own reference of the customer, as in user_lender_details.
   */
  customer_reference_id?: null | string;
  /**
   * Generic reference.
   */
  reference_id?: null | string;
  /**
   * Total that the contract names, in minor units of the currency.
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
   * The least that is payable now, in minor units of the currency.
   */
  minimum_due_amount?: null | number;
  /**
   * ISO 4217 code of the currency of all amounts, such as SAR or AED. Not every currency has two decimals.
   */
  currency?: null | string;
  /**
   * Date on which the account was submitted to ClearGrid, as DD/MM/YYYY text, just as it is stored: not a date in ISO form, and it may be no real date.
   */
  submitted_date?: null | string;
  /**
   * Date on which the account fell due, as DD/MM/YYYY text, just as it is stored: not a date in ISO form, and it may be no real date.
   */
  due_date?: null | string;
  /**
   * Days past due when the account was submitted.
   */
  delinquent_days_on_submission?: null | number;
  /**
   * Kind of loan, such as BNPL. A code that has no label comes as the integer itself.
   */
  loan_type?: null | string | number;
  /**
   * Status of the account, such as IN_COLLECTION. A code that has no label comes as the integer itself.
   */
  status?: null | string | number;
  /**
   * Name of the merchant.
   */
  merchant_name?: null | string;
  /**
   * Name of the lender as borrowers see it.
   */
  lender_display_name?: null | string;
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
