import {
  BACKSLASH,
  BLANK,
  byteAt,
  CARRIAGE_RETURN,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  DOT,
  isDigit,
  isHexDigit,
  LINE_FEED,
  MINUS,
  OPEN_LIST,
  OPEN_OBJECT,
  PLUS,
  QUOTE,
  SLASH,
  TAB,
  ZERO,
} from './bytes'
import { closeNames, isNewName, openNames } from './names'
import { endOfSurrogate, isSurrogate } from './surrogate'

/**
 * The grammar of JSON (RFC 8259), as strict as JSON.parse. Each function is given where something
 * begins and returns where it ends, or INVALID. The text must be followed by 128 bytes of
 * zero: it is in no JSON text, so it stops every loop, and names are compared beyond the end.
 */
export const INVALID: usize = 0

/** Values nested deeper than this are left to JSON.parse. */
const DEPTH_MAX: u32 = 64

/** Whether a line break stood between two tokens since this was last cleared. */
export let sawLineBreak: bool = false
/** Whether the last string that was read has an escape in it. */
export let sawEscape: bool = false

export function clearLineBreak(): void {
  sawLineBreak = false
}

/** Most tokens have no blank before them: this much is put in the place of each call. */
export function endOfBlanks(p: usize): usize {
  return byteAt(p) > BLANK ? p : endOfSomeBlanks(p)
}

function endOfSomeBlanks(p: usize): usize {
  while (true) {
    const byte = byteAt(p)
    if (byte > BLANK) return p
    if (byte == LINE_FEED || byte == CARRIAGE_RETURN) sawLineBreak = true
    else if (byte != BLANK && byte != TAB) return p
    p += 1
  }
}

/** @param p at the opening quote. */
export function endOfString(p: usize): usize {
  sawEscape = false
  p += 1
  while (true) {
    const chunk = v128.load(p)
    const special = v128.or(
      v128.or(i8x16.eq(chunk, i8x16.splat(<i8>QUOTE)), i8x16.eq(chunk, i8x16.splat(<i8>BACKSLASH))),
      i8x16.lt_u(chunk, i8x16.splat(<i8>BLANK)),
    )
    const mask = i8x16.bitmask(special)
    if (mask == 0) {
      p += 16
      continue
    }
    p += ctz(mask)
    const byte = byteAt(p)
    if (byte == QUOTE) return p + 1
    if (byte != BACKSLASH) return INVALID
    sawEscape = true
    p = endOfEscape(p)
    if (p == INVALID) return INVALID
  }
}

function endOfEscape(p: usize): usize {
  switch (byteAt(p + 1)) {
    case QUOTE:
    case BACKSLASH:
    case SLASH:
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return p + 2
    case 0x75: // u
      for (let digit: usize = 2; digit < 6; digit += 1) {
        if (!isHexDigit(byteAt(p + digit))) return INVALID
      }
      return isSurrogate(p) ? endOfSurrogate(p) : p + 6
    default:
      return INVALID
  }
}

/** A number with more characters, or an exponent of more digits, may be beyond what a double holds. */
const NUMBER_LENGTH_MAX: usize = 200
const EXPONENT_DIGITS_MAX: usize = 2

/** Numbers that readers may not take are left to JSON.parse. */
export function endOfNumber(p: usize): usize {
  const start = p
  if (byteAt(p) == MINUS) p += 1
  if (byteAt(p) == ZERO) p += 1
  else {
    p = endOfDigits(p)
    if (p == INVALID) return INVALID
  }
  if (byteAt(p) == DOT) {
    p = endOfDigits(p + 1)
    if (p == INVALID) return INVALID
  }
  if ((byteAt(p) | 0x20) == 0x65) {
    p += 1
    if (byteAt(p) == PLUS || byteAt(p) == MINUS) p += 1
    const first = p
    p = endOfDigits(p)
    if (p - first > EXPONENT_DIGITS_MAX) return INVALID
  }
  return p - start > NUMBER_LENGTH_MAX ? INVALID : p
}

/** At least one digit. */
function endOfDigits(p: usize): usize {
  if (!isDigit(byteAt(p))) return INVALID
  do p += 1
  while (isDigit(byteAt(p)))
  return p
}

// The four bytes of each word as they lie in memory, the lowest first.
const NULL: u32 = 0x6c6c756e
const TRUE: u32 = 0x65757274
const ALSE: u32 = 0x65736c61

export function endOfValue(p: usize, depth: u32): usize {
  const byte = byteAt(p)
  if (byte == QUOTE) return endOfString(p)
  if (byte == MINUS || isDigit(byte)) return endOfNumber(p)
  if (load<u32>(p) == NULL || load<u32>(p) == TRUE) return p + 4
  if (byte == 0x66 && load<u32>(p + 1) == ALSE) return p + 5
  if (depth >= DEPTH_MAX) return INVALID
  if (byte == OPEN_OBJECT) return endOfObject(p, depth + 1)
  if (byte == OPEN_LIST) return endOfList(p, depth + 1)
  return INVALID
}

function endOfObject(p: usize, depth: u32): usize {
  p = endOfBlanks(p + 1)
  if (byteAt(p) == CLOSE_OBJECT) return p + 1
  const outer = openNames()
  while (true) {
    if (byteAt(p) != QUOTE) return INVALID
    const nameEnd = endOfString(p)
    // A name with escapes may be any name; one that comes twice is JSON.parse's to judge.
    if (nameEnd == INVALID || sawEscape) return INVALID
    if (!isNewName(p + 1, <u32>(nameEnd - p - 2))) return INVALID
    p = valueOfMember(nameEnd)
    if (p == INVALID) return INVALID
    p = endOfValue(p, depth)
    if (p == INVALID) return INVALID
    p = endOfBlanks(p)
    if (byteAt(p) == CLOSE_OBJECT) {
      closeNames(outer)
      return p + 1
    }
    if (byteAt(p) != COMMA) return INVALID
    p = endOfBlanks(p + 1)
  }
}

function endOfList(p: usize, depth: u32): usize {
  p = endOfBlanks(p + 1)
  if (byteAt(p) == CLOSE_LIST) return p + 1
  while (true) {
    p = endOfValue(p, depth)
    if (p == INVALID) return INVALID
    p = endOfBlanks(p)
    if (byteAt(p) == CLOSE_LIST) return p + 1
    if (byteAt(p) != COMMA) return INVALID
    p = endOfBlanks(p + 1)
  }
}

/** From the end of a member's name, over the colon, to where its value begins. */
export function valueOfMember(nameEnd: usize): usize {
  if (nameEnd == INVALID) return INVALID
  const p = endOfBlanks(nameEnd)
  return byteAt(p) == COLON ? endOfBlanks(p + 1) : INVALID
}
