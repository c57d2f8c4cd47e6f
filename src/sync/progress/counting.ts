import type { Total } from '../../cleargrid/page/envelope'

/**
 * Whether to ask ClearGrid to count the rows of a window. Counting is a courtesy: where it is too
 * slow it is left alone for a while, and the second time for good; where its counts never fit the
 * rows, it is not asked for any more either.
 */
export interface Counting {
  shouldAsk(): boolean
  /** Whether a count has come: then counting is unlikely to have caused a timeout. */
  readonly hasProved: boolean
  /** A whole window was too much: nothing is counted until one has been read to its end. */
  suspend(): void
  /** The count itself took too long, or made the whole request too slow. */
  tookTooLong(): void
  /** The first page of a window came, with or without a total. */
  observe(total: Total | undefined): void
  windowClosed(): void
  /** A window was short, and short again when it was read a second time. */
  didNotHelp(): void
}

/** Windows to be read without counting after the first count that took too long. */
const WINDOWS_WITHOUT = 8

/** How many windows are read twice in vain before counts that do not match the rows are ignored. */
const USELESS_MAX = 5

export function createCounting(): Counting {
  let failures = 0
  let windowsWithout = 0
  let useless = 0
  let hasProved = false

  function tookTooLong(): void {
    failures += 1
    hasProved = false
    windowsWithout = failures === 1 ? WINDOWS_WITHOUT : Infinity
  }

  return {
    get hasProved() {
      return hasProved
    },
    shouldAsk: () => windowsWithout === 0,
    suspend: () => {
      windowsWithout = Math.max(1, windowsWithout)
    },
    tookTooLong,
    observe: (total) => {
      if (total?.note === 'timeout') tookTooLong()
      else if (total !== undefined) hasProved = true
    },
    didNotHelp: () => {
      useless += 1
      if (useless >= USELESS_MAX) windowsWithout = Infinity
    },
    windowClosed: () => {
      windowsWithout = Math.max(0, windowsWithout - 1)
    },
  }
}
