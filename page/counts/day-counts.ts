import { HASTY } from '../../src/cleargrid/retry'
import { TooMuchAskedError } from '../../src/cleargrid/explain'
import { parsePage } from '../../src/cleargrid/parsed-page'
import type { Client, Window } from '../../src/cleargrid/client'
import { connect } from '../../src/commands/connect'
import { readSettings } from '../../src/commands/settings'
import { DAY_MS } from '../../src/instant'
import type { Secrets } from '../../src/protocol/secrets'
import type { Runtime } from '../../src/runtime'
import { STREAMS, type StreamDefinition } from '../../src/streams'
import { rowFormatOf } from '../../src/sync/row-format'
import type { DayCount } from '../figures/completeness'

/** Gentle: counting is dear for ClearGrid. */
const AT_ONCE = 3

const PATIENCE = { policy: HASTY, loginDeadlineMs: 30_000, pageDeadlineMs: 20_000 }

export interface Asking {
  readonly runtime: Runtime
  readonly secrets: Secrets
  /** Streams that there is a table for. */
  readonly streams: readonly string[]
  /** Whole UTC days that are over, the newest last. */
  readonly days: number
}

/**
 * ClearGrid's own counts of the last days, one question for each stream and day. What it does not
 * count exactly, or not in time, is left out.
 * @param path the connector's settings.
 * @throws ConfigError, TransientError or SystemError when it cannot be asked at all.
 */
export async function countDays(path: string, asking: Asking): Promise<DayCount[]> {
  const { runtime, secrets } = asking
  const world = { runtime, secrets, sandboxNow: runtime.now, sandboxOpened: [] }
  const config = readSettings(path, world)
  const connection = await connect({ ...config, concurrency: AT_ONCE }, world, PATIENCE)
  try {
    const client = connection.client(() => {})
    const { serverNow = runtime.now() } = await client.open()
    const until = Math.floor(Math.min(config.endDate ?? serverNow, serverNow) / DAY_MS) * DAY_MS
    const since = Math.max(config.startDate, until - asking.days * DAY_MS)
    const wanted = STREAMS.filter(({ name }) => asking.streams.includes(name))
    const questions = wanted.flatMap((stream) =>
      daysIn({ since, until }).map((window) => countOnce(client, stream, window, runtime)),
    )
    return (await Promise.all(questions)).filter((count) => count !== undefined)
  } finally {
    await connection.close()
  }
}

/** Whole days only: the first of them may begin in the middle of one. */
function daysIn({ since, until }: Window): Window[] {
  const first = Math.ceil(since / DAY_MS) * DAY_MS
  const days = Math.max(0, (until - first) / DAY_MS)
  return Array.from({ length: days }, (_, at) => ({
    since: first + at * DAY_MS,
    until: first + (at + 1) * DAY_MS,
  }))
}

async function countOnce(
  client: Client,
  stream: StreamDefinition,
  window: Window,
  runtime: Runtime,
): Promise<DayCount | undefined> {
  const format = rowFormatOf(stream, {}, runtime)
  try {
    const { total, rows, nextPageCursor } = await client.fetchPage({
      ...{ dataset: stream.dataset, window, limit: 1, includeTotal: true },
      readPage: (body) => parsePage(body, format),
      doing: `Counting ${stream.name}`,
    })
    const day = new Date(window.since).toISOString().slice(0, 10)
    const isEmpty = total === undefined && rows.length === 0 && nextPageCursor === null
    if (isEmpty) return { stream: stream.name, day, rows: 0 }
    if (total === undefined || !total.exact || total.rows === null) return undefined
    return { stream: stream.name, day, rows: total.rows }
  } catch (thrown) {
    if (thrown instanceof TooMuchAskedError) return undefined
    throw thrown
  }
}
