import type { Traffic } from '../../cleargrid/page/page-request'
import type { Verdict } from '../progress/verdict'

/** Counts what an operator wants to know of a stream when it ends. */
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

/** The same, for the table at the end. */
export interface Figures {
  readonly requests: number
  readonly retries: number
}

/** Called with what a stream cost, when it ends. */
export type OnStreamEnd = (stream: string, figures: Figures & { readonly seconds: number }) => void

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
        `${stream}: ${rowsText(sum.written)} written`,
        some(sum.read - sum.written, (count) => `${count} passed over as seen or unchanged`),
        `${plural(sum.pages, 'page')} in ${plural(agrees + short + uncounted, 'window')}`,
        joined(', ', [
          plural(sum.requests, 'request'),
          some(sum.retries, (count) => plural(count, 'retry', 'retries')),
        ]),
        some(sum.timeouts, (count) => timeoutsText(count, sum.smaller)),
        joined(', ', [
          some(agrees, (count) => `${plural(count, 'window agrees', 'windows agree')} ${COUNT}`),
          some(short, (count) => `${plural(count, 'window is', 'windows are')} short`),
          some(uncounted, (count) => `${plural(count, 'window was', 'windows were')} not compared`),
        ]),
        some(drift, (count) => `${plural(count, 'difference')} from the schema`),
        `${seconds.toFixed(1)} s, ${rate} rows/s.`,
      ]
      return joined('; ', said)
    },
  }
}

const COUNT = "with ClearGrid's count"

function rowsText(count: number): string {
  return plural(count, 'row')
}

function timeoutsText(timeouts: number, smaller: number): string {
  const less = some(smaller, (count) => `, after which less was asked for ${timesText(count)}`)
  return `${plural(timeouts, 'timeout')}${less}`
}

/** `once`, `2 times`. */
export function timesText(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** An empty text for zero. */
function some(count: number, say: (count: number) => string): string {
  return count === 0 ? '' : say(count)
}

function joined(separator: string, parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(separator)
}
