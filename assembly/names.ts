import { sameBytes } from './bytes'
import { NAMES, NAMES_MAX } from './memory'

/** A stack: the names of the row, then those of the object that is read inside it, and so on. */
let count: usize = 0
/** Where those of the innermost object begin. */
let first: usize = 0

/** To be called before each row, and before each page. */
export function clearNames(): void {
  count = 0
  first = 0
}

/** An object inside of another begins. Returns what `closeNames` wants to be told at its end. */
export function openNames(): usize {
  const outer = first
  first = count
  return outer
}

export function closeNames(outer: usize): void {
  count = first
  first = outer
}

/** Whether the object has no other such name. False, too, where there are too many. */
export function isNewName(name: usize, length: u32): bool {
  for (let place = NAMES + first * 8; place < NAMES + count * 8; place += 8) {
    if (load<u32>(place, 4) == length && sameBytes(load<u32>(place), name, length)) return false
  }
  if (count == NAMES_MAX) return false
  store<u32>(NAMES + count * 8, <u32>name)
  store<u32>(NAMES + count * 8, length, 4)
  count += 1
  return true
}
