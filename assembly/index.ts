/**
 * The row scanner: one page of ClearGrid rows, from the bytes that came to the lines that go out,
 * without an object a row. Compiled to WebAssembly by `npm run build`; src/cleargrid/page/scan-page.ts is
 * what calls it. docs/decisions.md says what it is worth.
 */
export {
  BODY,
  CHANGE_INSTANTS,
  CURSOR_VALUES,
  DIFFERING,
  FRAME,
  FRAME_BYTES,
  reserve,
  SPANS,
  TABLES,
  TABLES_BYTES,
} from './memory'
export { differingCount, listEnd, listStart, readPage, repairedCount, rowCount } from './page'
export { keysEnd, linesEnd, linesStart, writeLines } from './lines'
