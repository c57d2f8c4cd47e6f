/**
 * Where everything lies: tables of fields, the frame, one entry a row in each column, and then the
 * body of the answer, followed by the lines that are made of its rows.
 */
const FIRST: usize = (__heap_base + 15) & ~15

/** Rows of one page at the most; a page with more is left to JSON.parse. */
export const ROWS_MAX: usize = 4096

/** Written by the caller before the first page: see fields.ts. */
export const TABLES: usize = FIRST
export const TABLES_BYTES: usize = 32_768
/** A row's prefix and then its suffix; up to 16 bytes beyond each may be read. */
export const FRAME: usize = TABLES + TABLES_BYTES
export const FRAME_BYTES: usize = 4096
/**
 * Six u32 a row: where it begins and ends, where the text of its key begins and ends, and the same
 * of the key's second part; 0 and 0 where it has none.
 */
export const SPANS: usize = FRAME + FRAME_BYTES
export const SPAN_BYTES: usize = 24
export const INSTANT_BYTES: usize = 8
/** One f64 a row: its cursor value; NaN where that is not known. */
export const CURSOR_VALUES: usize = SPANS + ROWS_MAX * SPAN_BYTES
/** One f64 a row: when it changed; NaN where that is not known. */
export const CHANGE_INSTANTS: usize = CURSOR_VALUES + ROWS_MAX * INSTANT_BYTES
/** The u32 indexes of the rows that differ from the table. */
export const DIFFERING: usize = CHANGE_INSTANTS + ROWS_MAX * INSTANT_BYTES
/** Two u32 a name: where it begins, how long it is. What a row and its objects hold that is not known. */
export const NAMES: usize = DIFFERING + ROWS_MAX * 4
export const NAMES_MAX: usize = 128
export const BODY: usize = NAMES + NAMES_MAX * 8

const PAGE_BYTES: usize = 65_536

/** Makes memory up to `end` usable. False: there is no more. */
export function reserve(end: usize): bool {
  const pages: i32 = <i32>((end + PAGE_BYTES - 1) / PAGE_BYTES) - memory.size()
  return pages <= 0 || memory.grow(pages) != -1
}
