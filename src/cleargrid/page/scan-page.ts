import { isUtf8 } from 'node:buffer'
import { createAssembly, type Assembly, type Found } from '../assembly'
import { createBuffers, type Buffers } from '../http/buffers'
import { fieldTables } from './field-table'
import { instantIn } from './parse-page'
import type { RowFormat } from './row-format'
import { createRows, type Rows } from './rows'

/** What a scanner finds in an answer: its rows, and the text of all the rest. */
export interface Scanned {
  readonly rows: Rows
  /** The answer with an empty list in the place of its rows. */
  readonly envelope: string
}

/**
 * Reads an answer without parsing its rows. The whole text is checked as strictly as JSON.parse
 * does; whatever is not recognised beyond doubt is undefined, and for `parsePage` to judge.
 */
export type Scanner = (body: Buffer) => Scanned | undefined

/**
 * Zero bytes after the text: the assembly may read this far beyond it (a name, 16 bytes at a time).
 */
const PADDING = 128

/** WebAssembly's memory never shrinks: a larger answer is left to `parsePage`. */
const BODY_BYTES_MAX = 16 * 1024 * 1024

/** Numbers that the assembly notes of a row: SPANS in assembly/memory.ts. */
const SPAN = 6

/** About as many pages as wait to be written, over all that share the buffers. */
const BUFFERS_KEPT = 64

/** The memory that scanners read in, one page after the other, however many of them there are. */
export interface ScanMemory {
  readonly assembly: Assembly
  readonly buffers: Buffers
}

/** Undefined where this machine cannot have one. */
export function createScanMemory(): ScanMemory | undefined {
  const assembly = createAssembly()
  if (assembly?.reserve(assembly.places.BODY) !== true) return undefined
  return { assembly, buffers: createBuffers(BUFFERS_KEPT) }
}

/**
 * A scanner for one dataset; undefined where there can be none of this format.
 * @param memory shared by all scanners of a sync.
 */
export function createScanner(
  format: RowFormat,
  memory: ScanMemory | undefined,
): Scanner | undefined {
  if (memory === undefined) return undefined
  const { assembly, buffers } = memory
  const { places } = assembly
  const tables = fieldTables(format, places.TABLES, places.TABLES_BYTES)
  if (tables === undefined) return undefined

  return (body) => {
    assembly.use(tables)
    const end = takeIn(body, assembly)
    const found = end === undefined ? undefined : assembly.readPage(end)
    if (end === undefined || found === undefined) return undefined
    const rows = rowsFound(end, found, { assembly, buffers, format })
    if (rows === undefined) return undefined
    const bytes = assembly.memory()
    const front = bytes.toString('utf8', places.BODY, found.listStart)
    return { rows, envelope: `${front}[]${bytes.toString('utf8', found.listEnd, end)}` }
  }
}

/**
 * Copies the answer to where the assembly expects it; undefined where it is too large, or not
 * UTF-8.
 */
function takeIn(body: Buffer, { places, memory, reserve }: Assembly): number | undefined {
  const end = places.BODY + body.length
  if (body.length > BODY_BYTES_MAX || !isUtf8(body) || !reserve(end + PADDING)) return undefined
  memory().set(body, places.BODY)
  memory().fill(0, end, end + PADDING)
  return end
}

interface Tools extends ScanMemory {
  readonly format: RowFormat
}

/** Copies this page's data out of the scanner's memory, which the next page overwrites. */
function rowsFound(
  end: number,
  { rowCount, differingCount, repairedCount }: Found,
  { assembly, buffers, format }: Tools,
): Rows | undefined {
  const { places } = assembly
  const { prefix, suffix } = format.frame()
  if (prefix.length + suffix.length + PADDING > places.FRAME_BYTES) return undefined
  prefix.copy(assembly.memory(), places.FRAME)
  suffix.copy(assembly.memory(), places.FRAME + prefix.length)
  const where = assembly.writeLines(end, prefix.length, suffix.length)
  if (where === undefined) return undefined

  const memory = assembly.memory()
  const buffer = buffers.take(where.end - where.start)
  const lines = buffer.subarray(0, where.end - where.start)
  lines.set(memory.subarray(where.start, where.end))
  const keys = Buffer.from(memory.subarray(where.end, where.keysEnd))
  const spans = new Uint32Array(memory.buffer, places.SPANS, SPAN * rowCount).slice()
  const cursorValues = new Float64Array(memory.buffer, places.CURSOR_VALUES, rowCount).slice()
  const changeInstants = new Float64Array(memory.buffer, places.CHANGE_INSTANTS, rowCount).slice()
  const differing = [...new Uint32Array(memory.buffer, places.DIFFERING, differingCount)]
  const rows = createRows({
    length: rowCount,
    lines,
    lineEnd: (index) => spans[SPAN * index + 1] ?? 0,
    cursorValues,
    changeInstants,
    key: (index) => keyAt(lines, spans, SPAN * index),
    keys: () => keys.toString('utf8').split('\n'),
    haveKeys: true,
    differing,
    repaired: repairedCount,
    prefix: prefix.length,
    suffix: suffix.length,
    release: () => buffers.giveBack(buffer),
  })
  readInstants(rows, cursorValues, format.cursorField)
  readInstants(rows, changeInstants, format.changeField)
  return rows
}

/** A key, and after a tab its second part where it has one: as `parsePage` makes it of texts. */
function keyAt(lines: Buffer, spans: Uint32Array, at: number): string {
  const first = lines.toString('utf8', spans[at + 2], spans[at + 3])
  if (spans[at + 4] === 0) return first
  return `${first}\t${lines.toString('utf8', spans[at + 4], spans[at + 5])}`
}

/** An instant in an unusual form is in a row that differs. */
function readInstants(rows: Rows, column: Float64Array, field: string): void {
  for (const index of rows.differing) {
    if (Number.isNaN(column[index])) column[index] = instantIn(rows.value(index), field)
  }
}
