import type { Instant } from '../../time/instant'

/** The rows of one page, by columns: nothing is made for a row unless somebody asks for it. */
export interface Rows {
  readonly length: number
  /** False where a row has no key, or an empty one. */
  readonly haveKeys: boolean
  /** The value of each row's ordering column; NaN: missing or unreadable. */
  readonly cursorValues: Float64Array
  /** When each row was changed; NaN: missing or unreadable. */
  readonly changeInstants: Float64Array
  /** The indexes of the rows that may differ from the fields that are known; ascending. */
  readonly differing: readonly number[]
  /** How many rows are not as they came, because no strict reader would have taken them. */
  readonly repaired: number
  /** undefined: missing or unreadable. */
  cursorValue(index: number): Instant | undefined
  /** As it stands in JSON, so that no two keys are the same: a number behind a backslash; '' for none. */
  key(index: number): string
  /** The keys of all rows: what may be kept when the page is gone. */
  readonly keys: () => readonly string[]
  /**
   * Some of the rows, each on a line of its own, in its frame; otherwise byte for byte as it came, but
   * for those that were repaired. `indexes` ascend.
   */
  linesOf(indexes: readonly number[]): Buffer
  /** The row, parsed for inspection; large numbers may have lost digits here. */
  value(index: number): Readonly<Record<string, unknown>>
  /** Call it when the page and its lines are no longer needed: their memory is reused. */
  release(): void
}

/** What rows are made of. */
export interface Columns {
  readonly length: number
  readonly lines: Buffer
  /** Where a row's line ends in `lines`; the next one begins there. */
  readonly lineEnd: (index: number) => number
  /** The value of each row's ordering column; NaN: missing or unreadable. */
  readonly cursorValues: Float64Array
  /** When each row was changed; NaN: missing or unreadable. */
  readonly changeInstants: Float64Array
  readonly key: (index: number) => string
  readonly keys: () => readonly string[]
  readonly haveKeys: boolean
  readonly differing: readonly number[]
  readonly repaired: number
  /** Bytes that surround each row in its line. */
  readonly prefix: number
  readonly suffix: number
  readonly release: () => void
}

export function createRows(columns: Columns): Rows {
  const { length, lines, lineEnd, cursorValues, changeInstants, prefix, suffix } = columns
  const lineStart = (index: number): number => (index === 0 ? 0 : lineEnd(index - 1))
  return {
    length,
    haveKeys: columns.haveKeys,
    differing: columns.differing,
    repaired: columns.repaired,
    cursorValue: (index) => {
      const instant = cursorValues[index]
      return Number.isNaN(instant) ? undefined : instant
    },
    key: columns.key,
    keys: columns.keys,
    cursorValues,
    changeInstants,
    linesOf: (indexes) => {
      if (indexes.length === length) return lines
      const pieces: Buffer[] = []
      // Adjacent rows are copied as one piece.
      for (let from = 0, to = 0; from < indexes.length; from = to) {
        const first = indexes[from] ?? 0
        while (indexes[to] === first + to - from) to += 1
        pieces.push(lines.subarray(lineStart(first), lineEnd(first + to - from - 1)))
      }
      return Buffer.concat(pieces)
    },
    release: columns.release,
    value: (index) => {
      const text = lines.toString('utf8', lineStart(index) + prefix, lineEnd(index) - suffix)
      return JSON.parse(text) as Readonly<Record<string, unknown>>
    },
  }
}
