/** The bytes of JSON that mean something. */
export const TAB: u32 = 0x09
export const LINE_FEED: u32 = 0x0a
export const CARRIAGE_RETURN: u32 = 0x0d
export const BLANK: u32 = 0x20
export const QUOTE: u32 = 0x22
export const PLUS: u32 = 0x2b
export const COMMA: u32 = 0x2c
export const MINUS: u32 = 0x2d
export const DOT: u32 = 0x2e
export const SLASH: u32 = 0x2f
export const ZERO: u32 = 0x30
export const COLON: u32 = 0x3a
export const BACKSLASH: u32 = 0x5c
export const OPEN_LIST: u32 = 0x5b
export const CLOSE_LIST: u32 = 0x5d
export const OPEN_OBJECT: u32 = 0x7b
export const CLOSE_OBJECT: u32 = 0x7d

/** The byte at `p`. */
export function byteAt(p: usize): u32 {
  return load<u8>(p)
}

export function isDigit(byte: u32): bool {
  return byte - ZERO < 10
}

export function isHexDigit(byte: u32): bool {
  return isDigit(byte) || (byte | 0x20) - 0x61 < 6
}

/** Whether the `length` bytes at `a` and at `b` are the same. Reads up to 15 bytes beyond both. */
export function sameBytes(a: usize, b: usize, length: u32): bool {
  let left: i32 = length
  while (left > 0) {
    const same = i8x16.bitmask(i8x16.eq(v128.load(a), v128.load(b)))
    const wanted = left >= 16 ? 0xffff : (1 << left) - 1
    if ((same & wanted) != wanted) return false
    a += 16
    b += 16
    left -= 16
  }
  return true
}

/** Copies `length` bytes. Writes up to 15 bytes beyond: what lies there must still be written. */
export function copyOver(to: usize, from: usize, length: usize): void {
  for (let done: usize = 0; done < length; done += 16) {
    v128.store(to + done, v128.load(from + done))
  }
}
