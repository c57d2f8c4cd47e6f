/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One link between a borrower and the lender (ClearGrid S5/D26). ClearGrid documents only some of its fields; discovery finds the others.
 */
export interface UserLenderDetail {
  /**
   * Identifier of the link, as in borrower_deals. Primary key.
   */
  public_id: string;
  /**
   * The lender's own reference of the customer, as in borrower_accounts.
   */
  customer_reference_id?: null | string;
  /**
   * First name. Personal data.
   */
  first_name?: null | string;
  /**
   * Last name. Personal data.
   */
  last_name?: null | string;
  /**
   * When the row was last changed. Cursor field.
   */
  updated_at: string;
  [k: string]: unknown;
}
