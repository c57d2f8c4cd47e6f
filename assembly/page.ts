import { byteAt, CLOSE_LIST, CLOSE_OBJECT, COMMA, OPEN_LIST, OPEN_OBJECT, QUOTE } from './bytes'
import {
  changedAt,
  cursorValue,
  differs,
  endOfRow,
  hasKey,
  key2End,
  key2Start,
  keyEnd,
  keyStart,
} from './fields'
import {
  clearLineBreak,
  endOfBlanks,
  endOfString,
  endOfValue,
  INVALID,
  sawEscape,
  sawLineBreak,
  valueOfMember,
} from './json'
import {
  BODY,
  CHANGE_INSTANTS,
  CURSOR_VALUES,
  DIFFERING,
  INSTANT_BYTES,
  ROWS_MAX,
  SPAN_BYTES,
  SPANS,
  TABLES,
} from './memory'
import { clearNames } from './names'
import { clearHalfPair, sawHalfPair } from './surrogate'

/** What `readPage` found. The list of rows is `[listStart, listEnd)`, brackets included. */
export let listStart: usize = 0
export let listEnd: usize = 0
export let rowCount: usize = 0
export let differingCount: usize = 0
/** Rows with half of a surrogate pair in them. */
export let repairedCount: usize = 0
/** Whether a row is written over several lines. */
export let hasLineBreaks: bool = false

/**
 * Reads the answer that lies at BODY and ends at `end`: finds the rows in `body.rows`, and for each
 * its span, its key, its instants, and whether it differs from the table at TABLES. False for
 * whatever is not recognised beyond doubt: JSON.parse is to judge it.
 */
export function readPage(end: usize): bool {
  listStart = 0
  rowCount = 0
  differingCount = 0
  repairedCount = 0
  hasLineBreaks = false
  clearNames()
  const p = endOfEnvelope(endOfBlanks(BODY), false)
  return p != INVALID && listStart != 0 && endOfBlanks(p) == end
}

/** The answer itself, in which `body` is looked for, or the body, in which `rows` is. */
function endOfEnvelope(p: usize, isBody: bool): usize {
  if (byteAt(p) != OPEN_OBJECT) return INVALID
  let found = false
  p = endOfBlanks(p + 1)
  if (byteAt(p) == CLOSE_OBJECT) return p + 1
  while (true) {
    if (byteAt(p) != QUOTE) return INVALID
    const name = p + 1
    const nameEnd = endOfString(p)
    if (nameEnd == INVALID || sawEscape) return INVALID
    p = valueOfMember(nameEnd)
    if (p == INVALID) return INVALID
    const isWanted = isBody ? isRows(name) : isBodyName(name)
    // Of two members of one name the last counts: left to JSON.parse.
    if (isWanted && found) return INVALID
    found = found || isWanted
    if (!isWanted) p = endOfValue(p, 2)
    else p = isBody ? endOfRows(p) : endOfEnvelope(p, true)
    if (p == INVALID) return INVALID
    p = endOfBlanks(p)
    if (byteAt(p) == CLOSE_OBJECT) return p + 1
    if (byteAt(p) != COMMA) return INVALID
    p = endOfBlanks(p + 1)
  }
}

/** `body"`, as it lies in memory. */
function isBodyName(name: usize): bool {
  return load<u32>(name) == 0x79646f62 && byteAt(name + 4) == QUOTE
}

/** `rows"` */
function isRows(name: usize): bool {
  return load<u32>(name) == 0x73776f72 && byteAt(name + 4) == QUOTE
}

function endOfRows(p: usize): usize {
  if (byteAt(p) != OPEN_LIST) return INVALID
  listStart = p
  p = endOfBlanks(p + 1)
  if (byteAt(p) == CLOSE_LIST) return (listEnd = p + 1)
  while (true) {
    if (byteAt(p) != OPEN_OBJECT || rowCount == ROWS_MAX) return INVALID
    clearLineBreak()
    clearHalfPair()
    const end = endOfRow(p, TABLES)
    if (end == INVALID || !hasKey) return INVALID
    hasLineBreaks = hasLineBreaks || sawLineBreak
    if (sawHalfPair) repairedCount += 1
    note(p, end)
    p = endOfBlanks(end)
    if (byteAt(p) == CLOSE_LIST) return (listEnd = p + 1)
    if (byteAt(p) != COMMA) return INVALID
    p = endOfBlanks(p + 1)
  }
}

function note(start: usize, end: usize): void {
  const span = SPANS + rowCount * SPAN_BYTES
  store<u32>(span, <u32>start)
  store<u32>(span, <u32>end, 4)
  store<u32>(span, <u32>keyStart, 8)
  store<u32>(span, <u32>keyEnd, 12)
  store<u32>(span, <u32>key2Start, 16)
  store<u32>(span, <u32>key2End, 20)
  store<f64>(CURSOR_VALUES + rowCount * INSTANT_BYTES, cursorValue)
  store<f64>(CHANGE_INSTANTS + rowCount * INSTANT_BYTES, changedAt)
  if (differs) {
    store<u32>(DIFFERING + differingCount * 4, <u32>rowCount)
    differingCount += 1
  }
  rowCount += 1
}
