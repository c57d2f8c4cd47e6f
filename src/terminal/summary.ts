import type { StreamTally, Tally } from './tally'
import { countText, durationText } from './words'

const HEAD = ['stream', 'rows', 'requests', 'retries', 'time', 'rows/s', 'result'] as const

/** Every terminal has so many columns, and one stays free. */
const COLUMNS_MAX = 79

/** What came of each stream, as a table. Names that are too long for it are cut. Empty without streams. */
export function summaryTable({ streams }: Pick<Tally, 'streams'>): string[] {
  if (streams.size === 0) return []
  const rows = [[...HEAD], ...[...streams].map(cellsOf)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const [nameWidth = 0, ...others] = widths
  const taken = others.reduce((total, width) => total + GAP.length + width, 0)
  widths[0] = Math.min(nameWidth, Math.max(COLUMNS_MAX - taken, NAME_WIDTH_MIN))
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return isText(column) ? cut(cell, width).padEnd(width) : cell.padStart(width)
      })
      .join(GAP)
      .trimEnd(),
  )
}

/** So many letters tell names apart. */
const NAME_WIDTH_MIN = 24
const GAP = '  '

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`
}

function isText(column: number): boolean {
  return column === 0 || column === HEAD.length - 1
}

function cellsOf([name, { rows, status, figures }]: [string, StreamTally]): string[] {
  const result = status === 'complete' || status === 'incomplete' ? status : 'stopped'
  if (figures === undefined) return [name, countText(rows), '', '', '', '', result]
  const { requests, retries, seconds } = figures
  return [
    name,
    countText(rows),
    countText(requests),
    countText(retries),
    durationText(seconds * 1000),
    countText(rows / Math.max(seconds, 0.001)),
    result,
  ]
}
