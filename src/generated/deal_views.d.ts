/* Made by "npm run generate" from the JSON Schema. Do not edit. */

/**
 * One saved filter or search of an agent or administrator (ClearGrid S3/D20).
 */
export interface DealView {
  /**
   * Stable unique identifier of this row, derived from the MongoDB id. Primary key.
   */
  public_id: string;
  /**
   * Name of the view.
   */
  name?: null | string;
  /**
   * What the view is for.
   */
  description?: null | string;
  /**
   * Whether the whole organisation sees it.
   */
  is_shared?: null | boolean;
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
