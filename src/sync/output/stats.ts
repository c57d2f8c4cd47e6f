import type { Traffic } from '../../cleargrid/page/page-request'

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
  figures(): Figures
  /**
   * One line, without any row's value; what is zero is left out. `drift`: fields that differ from
   * the schema.
   */
  summary(stream: string, seconds: number, drift: number): string
}

/** The same, for whoever makes a table of it. */
export interface Figures {
  readonly requests: number
  readonly retries: number
}

/** Told what a stream cost, when it ends. */
export type OnStreamEnd = (stream: string, figures: Figures & { readonly seconds: number }) => void

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
    figures: () => ({ requests: sum.requests, retries: sum.retries }),
    summary: (stream, seconds, drift) => {
      const { agrees, short } = windows
      const uncounted = windows['not compared']
      const rate = Math.round(sum.written / Math.max(seconds, 0.001))
      const said = [
        `${stream}: ${rowsOf(sum.written)} written`,
        some(sum.read - sum.written, (count) => `${count} passed over as seen or unchanged`),
        `${pluralOf(sum.pages, 'page')} in ${pluralOf(agrees + short + uncounted, 'window')}`,
        joined(', ', [
          pluralOf(sum.requests, 'request'),
          some(sum.retries, (count) => pluralOf(count, 'retry', 'retries')),
        ]),
        some(sum.timeouts, (count) => timeoutsOf(count, sum.smaller)),
        joined(', ', [
          some(agrees, (count) => `${pluralOf(count, 'window agrees', 'windows agree')} ${COUNT}`),
          some(short, (count) => `${pluralOf(count, 'window is', 'windows are')} short`),
          some(
            uncounted,
            (count) => `${pluralOf(count, 'window was', 'windows were')} not compared`,
          ),
        ]),
        some(drift, (count) => `${pluralOf(count, 'difference')} from the schema`),
        `${seconds.toFixed(1)} s, ${rate} rows/s.`,
      ]
      return joined('; ', said)
    },
  }
}

const COUNT = "with ClearGrid's count"

function rowsOf(count: number): string {
  return pluralOf(count, 'row')
}

function timeoutsOf(timeouts: number, smaller: number): string {
  const less = some(smaller, (count) => `, after which less was asked for ${timesOf(count)}`)
  return `${pluralOf(timeouts, 'timeout')}${less}`
}

/** `once`, `2 times`. */
export function timesOf(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

function pluralOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Nothing for zero. */
function some(count: number, say: (count: number) => string): string {
  return count === 0 ? '' : say(count)
}

function joined(separator: string, parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(separator)
}
