import {
  byteAt,
  CLOSE_OBJECT,
  COMMA,
  isDigit,
  MINUS,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  sameBytes,
} from './bytes'
import { endOfBlanks, endOfString, endOfValue, INVALID, sawEscape, valueOfMember } from './json'
import { instantAt } from './instant'
import { clearNames, closeNames, isNewName, openNames } from './names'

/**
 * A table of fields, written by the caller (src/cleargrid/page/field-table.ts): their count, the likely
 * first one, and the roles of the key's parts that each row must have; then an entry for each field.
 * name: 48 bytes | its length | types it may have | roles | the field that is likely next |
 * the address of the table of its own fields, or 0
 */
const HEAD: usize = 16
const FIRST: usize = 4
const KEYS_WANTED: usize = 8
const ENTRY: usize = 80
const LENGTH: usize = 48
const TYPES: usize = 52
const ROLES: usize = 56
const NEXT: usize = 60
const NESTED: usize = 64

const STRING: u32 = 1
const NUMBER: u32 = 2
const INTEGER: u32 = 4
const BOOLEAN: u32 = 8
const NULL: u32 = 16
const OBJECT: u32 = 32
const LIST: u32 = 64
/** A string must be an instant. */
const INSTANT: u32 = 128

const KEY: u32 = 1
const CURSOR_VALUE: u32 = 2
const CHANGED_AT: u32 = 4
/** The second part of a key. */
const KEY_2: u32 = 8
const ANY_KEY: u32 = KEY | KEY_2

/** What was met in the object that was read last. */
export let keyStart: usize = 0
export let keyEnd: usize = 0
/** The second part of its key; 0 and 0 where it has none. */
export let key2Start: usize = 0
export let key2End: usize = 0
/** Whether every part of its key was met. */
export let hasKey: bool = false
export let cursorValue: f64 = NaN
export let changedAt: f64 = NaN
/** Whether it is not surely as its table says. */
export let differs: bool = false
/** The roles of the parts of its key that were met. */
let keysMet: u32 = 0

/** The end of the row at `p`, an object with the fields of `table`; sets what was met in it. */
export function endOfRow(p: usize, table: usize): usize {
  keysMet = 0
  key2Start = 0
  key2End = 0
  cursorValue = NaN
  changedAt = NaN
  differs = false
  clearNames()
  const end = endOfKnown(p, table, true)
  hasKey = keysMet == load<u32>(table, KEYS_WANTED)
  return end
}

/** The end of an object whose members are compared with `table`; at the top all must be there. */
function endOfKnown(p: usize, table: usize, isTop: bool): usize {
  const fields: usize = load<u32>(table)
  let seen: u64 = 0
  let slot = table + FIRST
  p = endOfBlanks(p + 1)
  if (byteAt(p) == CLOSE_OBJECT) {
    if (isTop) differs = true
    return p + 1
  }
  const outer = openNames()
  while (true) {
    if (byteAt(p) != QUOTE) return INVALID
    let field: usize = load<u32>(slot)
    let nameEnd = endOfName(p, entryOf(table, field))
    if (nameEnd == INVALID) {
      nameEnd = endOfString(p)
      // A name that is written with escapes may be any name.
      if (nameEnd == INVALID || sawEscape) return INVALID
      field = fieldOf(table, fields, slot, p + 1, <u32>(nameEnd - p - 2))
    }
    const value = valueOfMember(nameEnd)
    if (value == INVALID) return INVALID
    if (field < fields) {
      const bit: u64 = (<u64>1) << (<u64>field)
      // A field that comes twice is JSON.parse's to judge.
      if ((seen & bit) != 0) return INVALID
      seen |= bit
      p = endOfField(value, entryOf(table, field))
      slot = entryOf(table, field) + NEXT
    } else {
      if (isTop) differs = true
      if (!isNewName(p + 1, <u32>(nameEnd - p - 2))) return INVALID
      p = endOfValue(value, 2)
    }
    if (p == INVALID) return INVALID
    p = endOfBlanks(p)
    if (byteAt(p) == CLOSE_OBJECT) break
    if (byteAt(p) != COMMA) return INVALID
    p = endOfBlanks(p + 1)
  }
  closeNames(outer)
  if (isTop && popcnt(seen) != fields) differs = true
  return p + 1
}

function entryOf(table: usize, field: usize): usize {
  return table + HEAD + field * ENTRY
}

/** The end of the name that begins at `p`, if it is that of `entry`; else INVALID. */
function endOfName(p: usize, entry: usize): usize {
  const length = load<u32>(entry, LENGTH)
  if (byteAt(p + 1 + length) != QUOTE || !sameBytes(entry, p + 1, length)) return INVALID
  return p + 2 + length
}

/** The field of that name; `fields` for none. `slot`, which held the likely one, learns it. */
function fieldOf(table: usize, fields: usize, slot: usize, name: usize, length: u32): usize {
  for (let field: usize = 0; field < fields; field += 1) {
    const entry = entryOf(table, field)
    if (load<u32>(entry, LENGTH) == length && sameBytes(entry, name, length)) {
      store<u32>(slot, <u32>field)
      return field
    }
  }
  return fields
}

/** The end of a field's value; notes what the field's roles ask for. */
function endOfField(p: usize, entry: usize): usize {
  const types = load<u32>(entry, TYPES)
  const roles = load<u32>(entry, ROLES)
  const first = byteAt(p)
  if (first == QUOTE) return endOfText(p, types, roles)
  if ((roles & ANY_KEY) != 0) return INVALID
  const nested = load<u32>(entry, NESTED)
  if (first == OPEN_OBJECT && nested != 0) {
    if ((types & OBJECT) == 0) differs = true
    return endOfKnown(p, nested, false)
  }
  const end = endOfValue(p, 1)
  if (end != INVALID && (types & typesOf(first, p, end)) == 0) differs = true
  return end
}

function endOfText(p: usize, types: u32, roles: u32): usize {
  const end = endOfString(p)
  if (end == INVALID) return INVALID
  if ((types & STRING) == 0) differs = true
  if ((roles & ANY_KEY) != 0) {
    // A key with escapes or without a character is JSON.parse's to judge.
    if (sawEscape || end - p == 2) return INVALID
    noteKey(roles, p + 1, end - 1)
  }
  if ((types & INSTANT) != 0 || (roles & (CURSOR_VALUE | CHANGED_AT)) != 0) {
    const instant = instantAt(p + 1, end - 1)
    if (isNaN(instant)) differs = true
    if ((roles & CURSOR_VALUE) != 0) cursorValue = instant
    if ((roles & CHANGED_AT) != 0) changedAt = instant
  }
  return end
}

function noteKey(roles: u32, start: usize, end: usize): void {
  keysMet |= roles & ANY_KEY
  if ((roles & KEY) != 0) {
    keyStart = start
    keyEnd = end
  } else {
    key2Start = start
    key2End = end
  }
}

/** The types that a value, which is no text, surely has. */
function typesOf(first: u32, p: usize, end: usize): u32 {
  if (first == MINUS || isDigit(first)) return typesOfNumber(p, end)
  if (first == OPEN_OBJECT) return OBJECT
  if (first == OPEN_LIST) return LIST
  return first == 0x6e ? NULL : BOOLEAN
}

function typesOfNumber(p: usize, end: usize): u32 {
  let types = NUMBER | INTEGER
  for (; p < end; p += 1) {
    const byte = byteAt(p)
    if ((byte | 0x20) == 0x65) return 0
    if (byte == 0x2e) types = NUMBER
  }
  return types
}
