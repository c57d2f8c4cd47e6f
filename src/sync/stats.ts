/** What an operator wants to know of a stream when it ends. */
export interface StreamStats {
  /** A page with so many rows came, of which so many were written. */
  page(rowsRead: number, rowsWritten: number): void
  /** A window was read to its end. */
  windowClosed(): void
  /** ClearGrid took too long, and less was asked for. */
  madeSmaller(): void
  /** One line, without any row's value. */
  summary(stream: string, seconds: number): string
}

export function createStats(): StreamStats {
  const sum = { pages: 0, read: 0, written: 0, windows: 0, smaller: 0 }
  return {
    page: (rowsRead, rowsWritten) => {
      sum.pages += 1
      sum.read += rowsRead
      sum.written += rowsWritten
    },
    windowClosed: () => void (sum.windows += 1),
    madeSmaller: () => void (sum.smaller += 1),
    summary: (stream, seconds) => {
      const rate = Math.round(sum.written / Math.max(seconds, 0.001))
      return (
        `${stream}: ${sum.written} rows written, ${sum.read - sum.written} passed over as seen or ` +
        `unchanged, ${sum.pages} pages in ${sum.windows} windows, ${sum.smaller} made smaller, ` +
        `${seconds.toFixed(1)} s, ${rate} rows/s.`
      )
    },
  }
}
