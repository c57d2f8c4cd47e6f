import type { StreamTally, Tally } from './tally'
import { countOf, durationOf } from './words'

const HEAD = ['stream', 'rows', 'requests', 'retries', 'time', 'rows/s', 'result'] as const

/** What came of each stream, as a table: 78 columns with names of ours. Empty without streams. */
export function summaryTable({ streams }: Pick<Tally, 'streams'>): string[] {
  if (streams.size === 0) return []
  const rows = [[...HEAD], ...[...streams].map(cellsOf)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return isText(column) ? cell.padEnd(width) : cell.padStart(width)
      })
      .join('  ')
      .trimEnd(),
  )
}

function isText(column: number): boolean {
  return column === 0 || column === HEAD.length - 1
}

function cellsOf([name, { rows, status, figures }]: [string, StreamTally]): string[] {
  const result = status === 'complete' || status === 'incomplete' ? status : 'stopped'
  if (figures === undefined) return [name, countOf(rows), '', '', '', '', result]
  const { requests, retries, seconds } = figures
  return [
    name,
    countOf(rows),
    countOf(requests),
    countOf(retries),
    durationOf(seconds * 1000),
    countOf(rows / Math.max(seconds, 0.001)),
    result,
  ]
}
