/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One outreach attempt: a call, an email or another operational communication (ClearGrid S4/D21).
 */
export interface CommunicationLog {
  /**
   * Stable unique identifier of this row. Primary key.
   */
  public_id: string;
  /**
   * Channel of the attempt, such as call or email.
   */
  communication_type?: null | string;
  /**
   * inbound or outbound.
   */
  direction?: null | string;
  /**
   * Outcome of the attempt.
   */
  status?: null | string;
  /**
   * Originating address or number. Personal data.
   */
  from?: null | string;
  /**
   * Destination address or number. Personal data.
   */
  to?: null | string;
  /**
   * Subject line, where there is one (email).
   */
  subject?: null | string;
  /**
   * Seconds, with a fraction; null where it does not apply. Never an integer column.
   */
  duration?: null | number;
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
