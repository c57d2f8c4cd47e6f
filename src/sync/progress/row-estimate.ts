import type { Walk } from './walk'

/** What is known of a stream's rows while it is being read. */
export interface Progress {
  /** Rows in windows that are closed, and their length. */
  readonly rowsClosed: number
  readonly closedMs: number
  /** What nobody walks yet. */
  readonly unreadMs: number
  readonly walks: readonly Walk[]
}

/**
 * How many rows the stream will have in all: what came, what ClearGrid counted in the windows that
 * are open, and for the rest as many a day as in the closed ones. Undefined when nothing is closed
 * to judge by.
 */
export function estimateRows(progress: Progress): number | undefined {
  const { rowsClosed, closedMs, unreadMs, walks } = progress
  const rowsPerMs = closedMs > 0 ? rowsClosed / closedMs : undefined
  let rows = rowsClosed
  let unknownMs = unreadMs
  for (const { rowsReceived, rowsExpected, until, position } of walks) {
    rows += Math.max(rowsReceived, rowsExpected ?? 0)
    if (rowsExpected === undefined) unknownMs += until - position.since
  }
  if (unknownMs === 0) return rows
  return rowsPerMs === undefined ? undefined : Math.round(rows + rowsPerMs * unknownMs)
}

/** Whether an estimate has moved enough, by a twentieth, to be emitted again. */
export function isNews(estimate: number, lastEmitted: number | undefined): boolean {
  return lastEmitted === undefined || Math.abs(estimate - lastEmitted) * 20 > lastEmitted
}
