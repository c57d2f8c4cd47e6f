import { BLANK, byteAt, CARRIAGE_RETURN, copyOver, LINE_FEED, TAB } from './bytes'
import { BODY, FRAME, reserve, SPAN_BYTES, SPANS } from './memory'
import { hasLineBreaks, rowCount } from './page'

/** Where the lines lie. */
export let linesStart: usize = 0
export let linesEnd: usize = 0
/** Where the keys end that follow the lines. */
export let keysEnd: usize = 0

/**
 * Writes each row of the page that was read last, in its frame, behind the body that ends at `end`.
 * From here on the spans are those of the lines and of the keys in them, counted from the first
 * line. False: there is no memory for it.
 * @param prefix bytes at FRAME that go before a row; `suffix`: those after them, which follow it.
 */
export function writeLines(end: usize, prefix: usize, suffix: usize): bool {
  const start = (end + 31) & ~15
  // Each row's key is in the body, with quotes around it, so twice the body is room for the lines,
  // the keys, and the tab between two parts of a key.
  const most = start + 2 * (end - BODY) + rowCount * (prefix + suffix + 1) + 64
  if (!reserve(most)) return false
  let to = start
  for (let row: usize = 0; row < rowCount; row += 1) {
    const span = SPANS + row * SPAN_BYTES
    const from: usize = load<u32>(span)
    const length: usize = <usize>load<u32>(span, 4) - from
    const line = to
    copyOver(to, FRAME, prefix)
    to += prefix
    copyOver(to, from, length)
    if (hasLineBreaks) removeBreaks(to, length)
    const moved = to - start - from
    to += length
    copyOver(to, FRAME + prefix, suffix)
    to += suffix
    store<u32>(span, <u32>(line - start))
    store<u32>(span, <u32>(to - start), 4)
    store<u32>(span, load<u32>(span, 8) + <u32>moved, 8)
    store<u32>(span, load<u32>(span, 12) + <u32>moved, 12)
    if (load<u32>(span, 16) == 0) continue
    store<u32>(span, load<u32>(span, 16) + <u32>moved, 16)
    store<u32>(span, load<u32>(span, 20) + <u32>moved, 20)
  }
  linesStart = start
  linesEnd = to
  keysEnd = writeKeys(to)
  return true
}

/**
 * The keys of all rows, each but the first after a line break, and the second part of a key after a
 * tab: no key has one of these in it.
 */
function writeKeys(to: usize): usize {
  for (let row: usize = 0; row < rowCount; row += 1) {
    const span = SPANS + row * SPAN_BYTES
    if (row > 0) {
      store<u8>(to, <u8>LINE_FEED)
      to += 1
    }
    to = copyKey(to, load<u32>(span, 8), load<u32>(span, 12))
    const second = load<u32>(span, 16)
    if (second == 0) continue
    store<u8>(to, <u8>TAB)
    to = copyKey(to + 1, second, load<u32>(span, 20))
  }
  return to
}

/** Copies the part of a key at [from, end) of the lines. Returns where the copy ends. */
function copyKey(to: usize, from: u32, end: u32): usize {
  copyOver(to, linesStart + <usize>from, <usize>(end - from))
  return to + <usize>(end - from)
}

/** Line breaks stand between tokens only, where a blank means the same. */
function removeBreaks(p: usize, length: usize): void {
  for (const end = p + length; p < end; p += 1) {
    const byte = byteAt(p)
    if (byte == LINE_FEED || byte == CARRIAGE_RETURN) store<u8>(p, <u8>BLANK)
  }
}
