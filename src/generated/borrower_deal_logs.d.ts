/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * The state of a borrower's case at one moment, never changed afterwards (ClearGrid S3/D18).
 */
export interface BorrowerDealLog {
  /**
   * Stable unique identifier of this row, derived from the MongoDB id. Primary key.
   */
  public_id: string;
  /**
   * What was logged, such as stage_transition.
   */
  log_action?: null | string;
  /**
   * Stage of the case at that moment.
   */
  deal_stage_id?: null | string;
  /**
   * Pipeline of the case at that moment.
   */
  pipeline?: null | string;
  /**
   * Communications pipeline of the case at that moment.
   */
  comms_pipeline?: null | string;
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
   * Whether the borrower must not be contacted.
   */
  do_not_contact?: null | boolean;
  /**
   * When the row was created. Cursor field.
   */
  created_at: string;
  [k: string]: unknown;
}
