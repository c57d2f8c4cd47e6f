/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One activity on a borrower's case, never changed afterwards (ClearGrid S3/D17).
 */
export interface BorrowerDealActivityLog {
  /**
   * Stable unique identifier of this row, derived from the MongoDB id. Primary key.
   */
  public_id: string;
  /**
   * What was done, such as stage_changed or assigned.
   */
  action?: null | string;
  /**
   * Free text. May hold personal data.
   */
  comment?: null | string;
  /**
   * Id of the user, or the tag of the system, that did it.
   */
  created_by?: null | string;
  /**
   * What was changed.
   */
  details?: null | {
    /**
     * Stage before.
     */
    oldStage?: null | string;
    /**
     * Stage after.
     */
    newStage?: null | string;
    /**
     * Display name of the agent that the case was assigned to. Personal data.
     */
    assignedUserName?: null | string;
    [k: string]: unknown;
  };
  /**
   * When the row was created. Cursor field.
   */
  created_at: string;
  [k: string]: unknown;
}
