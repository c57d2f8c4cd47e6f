import { sameBytes } from './bytes'
import { NAMES, NAMES_MAX } from './memory'

let count: usize = 0

/** To be called before each row. */
export function clearNames(): void {
  count = 0
}

/** Whether the row has no other unknown field of this name. False, too, where there are too many. */
export function isNewName(name: usize, length: u32): bool {
  for (let place = NAMES; place < NAMES + count * 8; place += 8) {
    if (load<u32>(place, 4) == length && sameBytes(load<u32>(place), name, length)) return false
  }
  if (count == NAMES_MAX) return false
  store<u32>(NAMES + count * 8, <u32>name)
  store<u32>(NAMES + count * 8, length, 4)
  count += 1
  return true
}
