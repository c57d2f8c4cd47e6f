/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One collections case (ClearGrid S3/D16). Its public_id names the link between borrower and lender, so that several cases may share it: the primary key is public_id and created_at together.
 */
export interface BorrowerDeal {
  /**
   * Identifier of the link between borrower and lender, as in user_lender_details. Primary key, together with created_at.
   */
  public_id: string;
  /**
   * Current stage of the case.
   */
  deal_stage_id?: null | string;
  /**
   * Pipeline that the case is in.
   */
  pipeline?: null | string;
  /**
   * Communications pipeline that the case is in.
   */
  comms_pipeline?: null | string;
  /**
   * Amount of the case, in minor units of the currency.
   */
  amount?: null | number;
  /**
   * Display name of the agent that the case is assigned to. Personal data.
   */
  assigned_user_name?: null | string;
  /**
   * Date from which days past due are counted, as DD/MM/YYYY text, just as it is stored: not a date in ISO form, and it may be no real date.
   */
  dpd_due_date?: null | string;
  /**
   * Last due date, as DD/MM/YYYY text, just as it is stored: not a date in ISO form, and it may be no real date.
   */
  last_due_date?: null | string;
  /**
   * Date that the borrower promised to an agent to pay on.
   */
  ptp_date_human?: null | string;
  /**
   * Date that the borrower promised to the AI caller to pay on.
   */
  ptp_date_ai?: null | string;
  /**
   * Promised date of the last promise to an agent that was broken.
   */
  broken_ptp_date_human?: null | string;
  /**
   * Promised date of the last promise to the AI caller that was broken.
   */
  broken_ptp_date_ai?: null | string;
  /**
   * Whether the right party was reached at least once.
   */
  hasReachedRpcOrBeyond?: null | boolean;
  /**
   * Whether the borrower must not be contacted.
   */
  do_not_contact?: null | boolean;
  /**
   * When the row was created. Primary key, together with public_id.
   */
  created_at: string;
  /**
   * When the row was last changed. Cursor field.
   */
  updated_at: string;
  [k: string]: unknown;
}
