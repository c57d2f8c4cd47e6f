import type { Instant } from '../../../src/time/instant'

/** How a ClearGrid is: the same from request to request. */
export interface Nature {
  /** A page has at least this share of the rows asked for, where there are so many. */
  readonly fillMin: number
  /** A page is the first of a run of empty ones with this probability. */
  readonly emptyRuns: number
  /** Pages of such a run. */
  readonly emptyRunMax: number
  /** A page looks through so much of the ordering column and no more: it may find nothing. */
  readonly scanMs: number
  /** A request for a window with more rows than this ahead ends in 504. */
  readonly rowsAheadMax: number
  /** A request for more rows than this ends in 504. */
  readonly pageRowsMax: number
  /** A window longer than this ends in 504. */
  readonly windowMsMax: number
  /** In these hours of the day, windows longer than this end in 504. */
  readonly slowHours: readonly number[]
  readonly slowWindowMsMax: number
  /** How long the gateway waits before it says 504. */
  readonly gatewayWaitMs: number
  /** No page has more rows, whatever is asked for. */
  readonly pageCap: number
  /** A page has one or some rows more than asked for with this probability. */
  readonly overLimit: number
  /** The order of rows within a walk. */
  readonly order: 'ascending' | 'descending'
  /** A wider window is read as one so long, and `meta` says so. */
  readonly clampMs: number
  readonly echoes: boolean
  /** The filters are taken in whole seconds, a beginning rounded up and an end down. */
  readonly wholeSeconds: boolean
  /** Added to each total; undefined: totals are not given. */
  readonly totalError: number | undefined
  /** The filters count only for a walk's first page. */
  readonly ignoresFiltersWithCursor: boolean
  /** What the Date header is ahead of the API's clock; undefined: there is none. */
  readonly dateAheadMs: number | undefined
  /** The envelope's names are written with escapes, as JSON allows. */
  readonly escapesNames: boolean
  readonly latencyMs: readonly [number, number]
  /** An error body names a request. */
  readonly namesRequests: boolean
  /** A share of answers that is packed, and that comes in chunks and pieces. */
  readonly packed: number
  readonly chunked: number
  readonly pieces: number
  /** The connection is closed behind an answer with this probability. */
  readonly closes: number
}

export const GOOD_NATURE: Nature = {
  fillMin: 1,
  emptyRuns: 0,
  emptyRunMax: 0,
  scanMs: Infinity,
  rowsAheadMax: Infinity,
  pageRowsMax: Infinity,
  windowMsMax: Infinity,
  slowHours: [],
  slowWindowMsMax: Infinity,
  gatewayWaitMs: 30_000,
  pageCap: Infinity,
  overLimit: 0,
  order: 'ascending',
  clampMs: Infinity,
  echoes: true,
  wholeSeconds: false,
  totalError: undefined,
  ignoresFiltersWithCursor: false,
  dateAheadMs: 0,
  escapesNames: false,
  latencyMs: [5, 200],
  namesRequests: true,
  packed: 0,
  chunked: 0,
  pieces: 0,
  closes: 0,
}

/** A time in which nothing works. */
export interface Outage {
  readonly since: Instant
  readonly until: Instant
  readonly how: 'refused' | 'reset' | 502 | 504
}

/** Requests that are refused for good, or for a while. */
export interface Refusal {
  readonly status: 400 | 403 | 404 | 500 | 504
  readonly stream: string
  /** Windows that hold this instant; undefined: all windows of the stream. */
  readonly instant: Instant | undefined
  /** On the API's clock; Infinity: for good. */
  readonly until: Instant
}

/** What befalls one sync: probabilities for each request, and events on the API's clock. */
export interface Weather {
  readonly server: number
  readonly overloaded: number
  /** Each 429 says this, in seconds, or the same as a date; undefined: nothing. */
  readonly retryAfter: { readonly seconds: number; readonly asDate: boolean } | undefined
  readonly reset: number
  readonly torn: number
  readonly mute: number
  readonly malformed: number
  readonly lies: number
  readonly timeout: number
  readonly spikes: number
  /** A page cursor is refused for good with this probability. */
  readonly cursorLost: number
  /** Requests that one token lives. */
  readonly tokenUses: number
  readonly refreshWorks: boolean
  readonly outages: readonly Outage[]
  readonly refusals: readonly Refusal[]
  /** The first page that should have this row leaves it out, once. */
  readonly omitsOnce: string | undefined
  /** A walk that comes to this instant of a stream goes round, with new page cursors. */
  readonly loopAt: { readonly stream: string; readonly instant: Instant } | undefined
}

export const CALM: Weather = {
  server: 0,
  overloaded: 0,
  retryAfter: undefined,
  reset: 0,
  torn: 0,
  mute: 0,
  malformed: 0,
  lies: 0,
  timeout: 0,
  spikes: 0,
  cursorLost: 0,
  tokenUses: Infinity,
  refreshWorks: true,
  outages: [],
  refusals: [],
  omitsOnce: undefined,
  loopAt: undefined,
}
