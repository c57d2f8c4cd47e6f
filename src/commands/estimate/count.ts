import type { Client } from '../../cleargrid/client'
import type { Window } from '../../time/window'
import { ClientFailure } from '../../cleargrid/client-failure'
import type { Page } from '../../cleargrid/page/envelope'
import { parsePage } from '../../cleargrid/page/parse-page'
import { explain } from '../../explain'
import { DAY_MS, type Instant } from '../../time/instant'
import type { Runtime } from '../../runtime'
import type { StreamDefinition } from '../../streams'
import { recordFormat } from '../../sync/output/record-format'

/** What ClearGrid counted of one stream, as far as it did. */
export interface Counted {
  /** Months to ask for, and months done. */
  planned: number
  done: number
  readonly stretches: Stretch[]
  /** Why the stream could not be counted at all. */
  refusal: string | undefined
  /** A real page, to judge the speed by; undefined: none came. */
  page: { readonly rows: number; readonly isFull: boolean; readonly tookMs: number } | undefined
}

export interface Stretch extends Window {
  /** Rows in it; undefined: not known. */
  readonly rows: number | undefined
  /** There are at least so many; false: exactly. */
  readonly isCapped: boolean
  /** Why it is not known exactly. */
  readonly reason: Reason | undefined
}

export type Reason =
  'capped' | 'not counted by ClearGrid' | 'took too long' | 'no time left' | 'refused'

export interface CountContext {
  /** Rows that a sync asks for in one page. */
  readonly pageSize: number
  readonly client: Client
  readonly runtime: Runtime
  readonly stop: AbortSignal
  /** On the clock of `elapsedMs`. */
  readonly deadlineMs: number
  readonly onProgress: () => void
}

/** A count that takes too long in a stretch as short as this is not asked for again. */
const STRETCH_MS_MIN = DAY_MS

/**
 * Counts a stream month by month, the newest first: so that the time there is tells most about
 * future rows. A month whose count takes too long, or is capped, is asked for in halves.
 * @param counted is filled as the answers come.
 * @throws only what ends the whole command.
 */
export async function countStream(
  stream: StreamDefinition,
  period: Window,
  counted: Counted,
  context: CountContext,
): Promise<void> {
  const waiting = monthsOf(period)
  counted.planned = waiting.length
  const newest = waiting[0]
  if (newest !== undefined) await timePage(stream, newest, counted, context)
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    context.onProgress()
    const stretch = await countOnce(stream, next, counted, context)
    const canBeHalved = next.until - next.since >= 2 * STRETCH_MS_MIN
    const asksForLess = stretch.reason === 'took too long' || stretch.reason === 'capped'
    if (asksForLess && canBeHalved && hasTime(context)) {
      counted.planned += 1
      // Halves come after all whole months, which tell more for the same effort.
      waiting.push(...halvesOf(next))
      continue
    }
    counted.done += 1
    counted.stretches.push(stretch)
    if (stretch.reason === 'refused') {
      counted.stretches.push(...waiting.map((rest) => unknown(rest, 'refused')))
      break
    }
  }
  context.onProgress()
}

function hasTime({ runtime, deadlineMs }: CountContext): boolean {
  return runtime.elapsedMs() < deadlineMs
}

async function countOnce(
  stream: StreamDefinition,
  window: Window,
  counted: Counted,
  context: CountContext,
): Promise<Stretch> {
  try {
    const ask = { limit: 1, includeTotal: true, action: `Counting ${stream.name}` }
    return toStretch(window, await fetchInTime(stream, window, ask, context))
  } catch (thrown) {
    if (thrown instanceof OutOfTimeError) return unknown(window, 'no time left')
    if (!(thrown instanceof ClientFailure)) throw thrown
    if (thrown.kind === 'too-much-asked') return unknown(window, 'took too long')
    counted.refusal = explain(thrown).message
    return unknown(window, 'refused')
  }
}

/** One page as a sync would ask for it. Where none comes, the speed stays unknown. */
async function timePage(
  stream: StreamDefinition,
  window: Window,
  counted: Counted,
  context: CountContext,
): Promise<void> {
  const { runtime, pageSize } = context
  const beganAtMs = runtime.elapsedMs()
  try {
    const action = `Fetching a page of ${stream.name}`
    const ask = { limit: pageSize, includeTotal: false, action }
    const { rows, nextPageCursor } = await fetchInTime(stream, window, ask, context)
    const tookMs = runtime.elapsedMs() - beganAtMs
    counted.page = { rows: rows.length, isFull: nextPageCursor !== null, tookMs }
  } catch (thrown) {
    if (!(thrown instanceof ClientFailure || thrown instanceof OutOfTimeError)) throw thrown
  }
}

/** @throws OutOfTimeError, and whatever `Client.fetchPage` throws. */
async function fetchInTime(
  stream: StreamDefinition,
  window: Window,
  ask: { readonly limit: number; readonly includeTotal: boolean; readonly action: string },
  { client, runtime, stop, deadlineMs }: CountContext,
): Promise<Page> {
  const leftMs = deadlineMs - runtime.elapsedMs()
  if (leftMs <= 0) throw new OutOfTimeError()
  const late = new AbortController()
  const done = new AbortController()
  const clock = runtime.sleep(leftMs, done.signal).then(
    () => late.abort(new OutOfTimeError()),
    () => {},
  )
  const readPage = (body: Buffer): Page => parsePage(body, recordFormat(stream, {}, runtime))
  try {
    const request = { dataset: stream.dataset, window, readPage, ...ask }
    return await client.fetchPage(request, AbortSignal.any([stop, late.signal]))
  } finally {
    done.abort(new OutOfTimeError())
    await clock
  }
}

class OutOfTimeError extends Error {}

function toStretch(window: Window, { total, rows, nextPageCursor }: Page): Stretch {
  // Only an empty last page needs no count.
  if (total === undefined && rows.length === 0 && nextPageCursor === null) return exact(window, 0)
  if (total === undefined || total.rows === null) {
    // ClearGrid says why: a count that took too long is worth asking for in halves.
    const reason = total?.note === 'timeout' ? 'took too long' : 'not counted by ClearGrid'
    return unknown(window, reason)
  }
  if (total.exact) return exact(window, total.rows)
  return { ...window, rows: total.rows, isCapped: true, reason: 'capped' }
}

function exact(window: Window, rows: number): Stretch {
  return { ...window, rows, isCapped: false, reason: undefined }
}

function unknown(window: Window, reason: Reason): Stretch {
  return { ...window, rows: undefined, isCapped: false, reason }
}

/** Calendar months in UTC, so that a year is the sum of its months; the newest first. */
function monthsOf({ since, until }: Window): Window[] {
  const months: Window[] = []
  for (let end = until; end > since;) {
    const begin = Math.max(since, monthBefore(end))
    months.push({ since: begin, until: end })
    end = begin
  }
  return months
}

/** The first instant of the month that holds what is just before `end`. */
function monthBefore(end: Instant): Instant {
  const last = new Date(end - 1)
  return new Date(0).setUTCFullYear(last.getUTCFullYear(), last.getUTCMonth(), 1)
}

/** The newer first. */
function halvesOf({ since, until }: Window): Window[] {
  const middle = since + Math.ceil((until - since) / 2)
  return [
    { since: middle, until },
    { since, until: middle },
  ]
}
