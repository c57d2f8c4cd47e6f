/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One email or messaging thread, without its text and media (ClearGrid S4/D22).
 */
export interface Conversation {
  /**
   * Stable unique identifier of this row. Primary key.
   */
  public_id: string;
  /**
   * Messaging or email platform the thread is on.
   */
  platform?: null | string;
  /**
   * Business purpose of the conversation.
   */
  purpose?: null | string;
  /**
   * Conversation type.
   */
  type?: null | string;
  /**
   * Who began the conversation.
   */
  by?: null | string;
  /**
   * Operation associated with the thread.
   */
  operation?: null | string;
  /**
   * Conversation status.
   */
  status?: null | string;
  /**
   * Visibility of the conversation.
   */
  visibility?: null | string;
  /**
   * Delivery state of the message.
   */
  delivery_status?: null | {
    /**
     * Delivery status, such as delivered or bounced.
     */
    status?: null | string;
    /**
     * The provider's delivery or error code: text, also where it looks like a number.
     */
    code?: null | string;
    /**
     * Readable detail when delivery failed.
     */
    error_detail?: null | string;
    [k: string]: unknown;
  };
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
