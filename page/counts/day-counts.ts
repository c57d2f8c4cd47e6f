import { CHECK_POLICY } from '../../src/cleargrid/retry/policy'
import { ClientFailure } from '../../src/cleargrid/client-failure'
import { parsePage } from '../../src/cleargrid/page/parse-page'
import type { Client } from '../../src/cleargrid/client'
import type { Window } from '../../src/time/window'
import type { RowFormat } from '../../src/cleargrid/page/row-format'
import { connect } from '../../src/commands/connect'
import { explain } from '../../src/explain'
import { readSettings } from '../../src/commands/settings'
import { DAY_MS, formatInstant, HOUR_MS, type Instant } from '../../src/time/instant'
import type { Secrets } from '../../src/protocol/secrets'
import type { Runtime } from '../../src/runtime'
import { STREAMS, type StreamDefinition } from '../../src/streams'
import { recordFormat } from '../../src/sync/output/record-format'
import type { DayCount } from '../figures/completeness'

/** Gentle: counting is dear for ClearGrid. */
const AT_ONCE = 3

const CONNECTION = { policy: CHECK_POLICY, loginDeadlineMs: 30_000, pageDeadlineMs: 20_000 }

export interface Asking {
  readonly runtime: Runtime
  readonly secrets: Secrets
  /** The clock of the built-in sandbox, where the settings ask for it. */
  readonly sandboxNow: () => Instant
  /** Streams that there is a table for. */
  readonly streams: readonly string[]
  /** Whole UTC days that are over, the newest last. */
  readonly days: number
}

/**
 * ClearGrid's own counts of the last days, one question for each stream and day, or several
 * for a day with many rows. What it does not count exactly is left out.
 * @param path the connector's settings.
 * @throws ConfigError, TransientError or SystemError when it cannot be asked at all.
 */
export async function countDays(path: string, asking: Asking): Promise<DayCount[]> {
  const { runtime, secrets } = asking
  const context = { runtime, secrets, sandboxNow: asking.sandboxNow, sandboxOpened: [] }
  const config = readSettings(path, context)
  const connection = await connect({ ...config, concurrency: AT_ONCE }, context, CONNECTION)
  try {
    const client = connection.client(() => {})
    const { serverNow = runtime.now() } = await client.open()
    const until = Math.floor(Math.min(config.endDate ?? serverNow, serverNow) / DAY_MS) * DAY_MS
    const since = Math.max(config.startDate, until - asking.days * DAY_MS)
    const wanted = STREAMS.filter(({ name }) => asking.streams.includes(name))
    const days = daysIn({ since, until })
    const questions = wanted.flatMap((stream) => {
      const counted = { ...stream, format: recordFormat(stream, {}, runtime) }
      return days.map(async (window) => {
        const rows = await rowsIn(client, counted, window)
        const day = formatInstant(window.since).slice(0, 10)
        return rows === undefined ? [] : [{ stream: stream.name, day, rows }]
      })
    })
    return (await Promise.all(questions)).flat()
  } catch (thrown) {
    throw explain(thrown)
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

/** A day that ClearGrid does not count at once is counted in parts, down to this length. */
const PART_MS_MIN = HOUR_MS

/** @returns undefined for a window of which it has no exact count, not even in parts. */
async function rowsIn(
  client: Client,
  stream: Counted,
  window: Window,
): Promise<number | undefined> {
  const rows = await countOnce(client, stream, window)
  if (rows !== 'too many') return rows
  const lengthMs = window.until - window.since
  if (lengthMs < 2 * PART_MS_MIN) return undefined
  const middle = window.since + lengthMs / 2
  const first = await rowsIn(client, stream, { since: window.since, until: middle })
  if (first === undefined) return undefined
  const second = await rowsIn(client, stream, { since: middle, until: window.until })
  return second === undefined ? undefined : first + second
}

interface Counted extends StreamDefinition {
  readonly format: RowFormat
}

/** `too many`: it may count a part of the window. Undefined: it does not count this stream. */
async function countOnce(
  client: Client,
  { name, dataset, format }: Counted,
  window: Window,
): Promise<number | 'too many' | undefined> {
  try {
    const { total, rows, nextPageCursor } = await client.fetchPage({
      ...{ dataset, window, limit: 1, includeTotal: true },
      readPage: (body) => parsePage(body, format),
      action: `Counting ${name}`,
    })
    if (total === undefined) return rows.length === 0 && nextPageCursor === null ? 0 : undefined
    if (total.exact && total.rows !== null) return total.rows
    return total.rows !== null || total.note === 'timeout' ? 'too many' : undefined
  } catch (thrown) {
    if (thrown instanceof ClientFailure && thrown.kind === 'too-much-asked') return 'too many'
    throw thrown
  }
}
