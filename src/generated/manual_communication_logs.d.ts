/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One outcome that an agent logged after trying to reach a borrower (ClearGrid S4/D23).
 */
export interface ManualCommunicationLog {
  /**
   * Stable unique identifier of this row. Primary key.
   */
  public_id: string;
  /**
   * Channel of the manual attempt.
   */
  communication_type?: null | string;
  /**
   * Where the interaction originated.
   */
  interaction_source?: null | string;
  /**
   * Logged outcome from a controlled vocabulary, such as PTP, RPC or no-answer.
   */
  outcome_option?: null | string;
  /**
   * Whether this log entry is active. Changes after the fact.
   */
  is_active?: null | boolean;
  /**
   * Whether the promise to pay of this entry was broken. Changes after the fact.
   */
  is_ptp_broken?: null | boolean;
  /**
   * When the communication occurred. Cursor field.
   */
  communicated_at: string;
  /**
   * When the row was created.
   */
  created_at?: null | string;
  /**
   * When the row was last changed.
   */
  updated_at?: null | string;
  [k: string]: unknown;
}
