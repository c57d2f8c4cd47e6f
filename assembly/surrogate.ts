import { BACKSLASH, byteAt, isHexDigit } from './bytes'

/** Whether half of a surrogate pair has been written over since this was last cleared. */
export let sawHalfPair: bool = false

export function clearHalfPair(): void {
  sawHalfPair = false
}

/** The four letters of `fffd` as they lie in memory. */
const FFFD: u32 = 0x64666666

/** Whether the escape at `p` is `\uD8..` to `\uDF..`: half of a character. */
export function isSurrogate(p: usize): bool {
  return (byteAt(p + 2) | 0x20) == 0x64 && byteAt(p + 3) >= 0x38
}

/** Half of a pair is no character: no strict reader takes it. U+FFFD is as long, and stands for it. */
export function endOfSurrogate(p: usize): usize {
  if ((byteAt(p + 3) | 0x20) < 0x63 && isLowHalf(p + 6)) return p + 12
  store<u32>(p + 2, FFFD)
  sawHalfPair = true
  return p + 6
}

function isLowHalf(p: usize): bool {
  if (byteAt(p) != BACKSLASH || byteAt(p + 1) != 0x75) return false
  if ((byteAt(p + 2) | 0x20) != 0x64 || (byteAt(p + 3) | 0x20) < 0x63) return false
  return isHexDigit(byteAt(p + 3)) && isHexDigit(byteAt(p + 4)) && isHexDigit(byteAt(p + 5))
}
