import type { Traffic } from '../cleargrid/client'

/** What an operator wants to know of a stream when it ends. */
export interface StreamStats extends Traffic {
  /** A page with so many rows came, of which so many were written. */
  page(rowsRead: number, rowsWritten: number): void
  /** ClearGrid took too long: a 504, or no answer before the deadline. */
  timeout(): void
  /** Less was asked for after that. */
  madeSmaller(): void
  /** A window was read to its end, and compared with ClearGrid's count or not. */
  windowClosed(verdict: Verdict): void
  /** One line, without any row's value. `drift`: fields that differ from the schema. */
  summary(stream: string, seconds: number, drift: number): string
}

/** How a window's rows compare with ClearGrid's count. */
export type Verdict = 'agrees' | 'short' | 'not compared'

export function createStats(): StreamStats {
  const sum = { pages: 0, read: 0, written: 0, requests: 0, retries: 0, timeouts: 0, smaller: 0 }
  const windows = { agrees: 0, short: 0, 'not compared': 0 }
  return {
    request: () => void (sum.requests += 1),
    retry: () => void (sum.retries += 1),
    page: (rowsRead, rowsWritten) => {
      sum.pages += 1
      sum.read += rowsRead
      sum.written += rowsWritten
    },
    timeout: () => void (sum.timeouts += 1),
    madeSmaller: () => void (sum.smaller += 1),
    windowClosed: (verdict) => void (windows[verdict] += 1),
    summary: (stream, seconds, drift) => {
      const { agrees, short } = windows
      const closed = agrees + short + windows['not compared']
      return [
        `${stream}: ${sum.written} rows written`,
        `${sum.read - sum.written} passed over as seen or unchanged`,
        `${sum.pages} pages in ${closed} windows`,
        `${sum.requests} requests, ${sum.retries} retries`,
        `${sum.timeouts} timeouts, after which ${sum.smaller} times less was asked for`,
        `${agrees} windows agree with ClearGrid's count, ${short} are short, ` +
          `${windows['not compared']} were not compared`,
        `${drift} differences from the schema`,
        `${seconds.toFixed(1)} s, ${Math.round(sum.written / Math.max(seconds, 0.001))} rows/s.`,
      ].join('; ')
    },
  }
}
