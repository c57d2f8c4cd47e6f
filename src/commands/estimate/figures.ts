import type { Window } from '../../time/window'
import type { Config } from '../../config'
import { formatForQuery } from '../../time/instant'
import { STREAMS } from '../../streams'
import type { Counted, Reason, Stretch } from './count'

/** What a first sync will cost, as `--json` prints it. */
export interface Estimate {
  readonly since: string
  readonly until: string
  readonly page_size: number
  readonly concurrency: number
  readonly streams: readonly StreamEstimate[]
  /** Of all streams; null where nothing is known. */
  readonly requests: number | null
  readonly seconds: number | null
  /** Whether everything was counted exactly. Otherwise the numbers are the least there is. */
  readonly exact: boolean
}

export interface StreamEstimate {
  readonly stream: string
  /** null: nothing of it could be counted. */
  readonly rows: number | null
  readonly exact: boolean
  readonly years: readonly YearEstimate[]
  readonly requests: number | null
  /** null: not known, because no page came to judge the speed by. */
  readonly seconds: number | null
  readonly unknown: readonly Unknown[]
  /** Why ClearGrid refused, where it did. */
  readonly refusal?: string
}

export interface YearEstimate {
  readonly year: number
  readonly rows: number
  readonly exact: boolean
}

/** A stretch whose rows are not known exactly. */
export interface Unknown {
  readonly since: string
  readonly until: string
  readonly reason: Reason
}

/** What the figures need to know of the settings. */
export type Pacing = Pick<Config, 'pageSize' | 'concurrency' | 'windowMsMax' | 'directWindowMsMax'>

/** Adds up what was counted. What is not known is named and adds nothing: the sums are the least. */
export function createEstimate(
  counted: ReadonlyMap<string, Counted>,
  { since, until }: Window,
  config: Pacing,
): Estimate {
  const streams = [...counted].map(([name, each]) => streamEstimate(name, each, config))
  return {
    since: formatForQuery(since),
    until: formatForQuery(until),
    page_size: config.pageSize,
    concurrency: config.concurrency,
    streams,
    requests: sumOf(streams.map(({ requests }) => requests)),
    seconds: sumOf(streams.map(({ seconds }) => seconds)),
    exact: streams.every(({ exact }) => exact),
  }
}

function streamEstimate(
  stream: string,
  { stretches, refusal, page }: Counted,
  config: Pacing,
): StreamEstimate {
  const known = stretches.flatMap(({ rows }) => (rows === undefined ? [] : [rows]))
  const rows = stretches.length > 0 && known.length === 0 ? null : sum(known)
  const lengthMs = sum(stretches.map(({ since, until }) => until - since))
  // A page that ended the month does not show how full the others are.
  const rowsAPage = page?.isFull === true && page.rows > 0 ? page.rows : config.pageSize
  const isDirect = STREAMS.find(({ name }) => name === stream)?.filter === 'direct'
  const windowMs = isDirect ? config.directWindowMsMax : config.windowMsMax
  const windows = Math.ceil(lengthMs / windowMs)
  const requests = rows === null ? null : Math.max(windows, Math.ceil(rows / rowsAPage))
  const isPaced = requests !== null && page !== undefined
  const seconds = isPaced ? (requests * page.tookMs) / 1000 / config.concurrency : null
  return {
    stream,
    rows,
    exact: stretches.every(({ reason }) => reason === undefined),
    years: yearsOf(stretches),
    requests,
    seconds: seconds === null ? null : Math.round(seconds * 10) / 10,
    unknown: unknownIn(stretches),
    ...(refusal === undefined ? {} : { refusal }),
  }
}

/** The years that have rows, or stretches that are not known; the oldest first. */
function yearsOf(stretches: readonly Stretch[]): YearEstimate[] {
  const years = new Map<number, YearEstimate>()
  for (const { since, rows = 0, reason } of stretches) {
    const year = new Date(since).getUTCFullYear()
    const before = years.get(year) ?? { year, rows: 0, exact: true }
    const exact = before.exact && reason === undefined
    years.set(year, { year, rows: before.rows + rows, exact })
  }
  return [...years.values()]
    .filter(({ rows, exact }) => rows > 0 || !exact)
    .sort((a, b) => a.year - b.year)
}

/** Adjacent stretches with the same reason are merged. */
function unknownIn(stretches: readonly Stretch[]): Unknown[] {
  const merged: { since: number; until: number; reason: Reason }[] = []
  for (const { since, until, reason } of [...stretches].sort((a, b) => a.since - b.since)) {
    if (reason === undefined) continue
    const last = merged.at(-1)
    if (last?.until === since && last.reason === reason) last.until = until
    else merged.push({ since, until, reason })
  }
  return merged.map(({ since, until, reason }) => ({
    since: formatForQuery(since),
    until: formatForQuery(until),
    reason,
  }))
}

function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.round(sum(known) * 10) / 10
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
