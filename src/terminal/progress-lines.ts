import type { StreamTally, Tally } from './tally'
import { countText, durationText, plural } from './words'

/**
 * How far a sync is: the whole first, then each stream that is not done.
 * @param elapsedMs since the reading began.
 */
export function progressLines({ streams }: Pick<Tally, 'streams'>, elapsedMs: number): string[] {
  const all = [...streams.values()]
  const rows = sum(all.map((stream) => stream.rows))
  const rowsPerSecond = rows / Math.max(elapsedMs / 1000, 1)
  const left = rowsLeft(all)
  const parts = [
    plural(rows, 'row'),
    ...(left === undefined || rows === 0 ? [] : [shareOf(rows, rows + left)]),
    `${countText(rowsPerSecond)} rows/s`,
    ...(left === undefined || left === 0 || rows === 0
      ? []
      : [`about ${durationText((left / rowsPerSecond) * 1000)} left`]),
  ]
  const busy = [...streams].filter(([, stream]) => !isThrough(stream)).map(streamText)
  return [parts.join(', '), ...busy]
}

function streamText([name, { rows, rowsExpected, status }]: [string, StreamTally]): string {
  const of =
    rowsExpected === undefined ? '' : ` of about ${countText(Math.max(rows, rowsExpected))}`
  const waits = status === 'waiting' ? ' (ClearGrid asked to wait)' : ''
  return `${name} ${countText(rows)}${of}${waits}`
}

/** Rows that are still to come; undefined as long as one stream does not know. */
function rowsLeft(streams: readonly StreamTally[]): number | undefined {
  const open = streams.filter((stream) => !isThrough(stream))
  if (open.some(({ rowsExpected }) => rowsExpected === undefined)) return undefined
  return sum(open.map(({ rows, rowsExpected = 0 }) => Math.max(0, rowsExpected - rows)))
}

function isThrough({ status }: StreamTally): boolean {
  return status === 'complete' || status === 'incomplete'
}

/** Never 100% before the end: an estimate is no promise. */
function shareOf(rows: number, of: number): string {
  return `${Math.min(99, Math.floor((rows / of) * 100))}%`
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
