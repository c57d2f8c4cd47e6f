import type { Client } from '../cleargrid/client'
import type { Pause } from '../cleargrid/retry/pause'
import { createScanMemory } from '../cleargrid/page/scan-page'
import { EndOfWorkError, StoppedError } from '../errors'
import { explain } from '../explain'
import { DAY_MS, formatForQuery, type Instant, secondBefore } from '../time/instant'
import { streamStatus, traceError } from '../protocol/messages'
import { toTraceError } from '../protocol/trace-error'
import type { Writer } from '../protocol/writer'
import type { Runtime } from '../runtime'
import { createNotifier } from './notify'
import { walkAll } from './scheduler'
import { ownerId, refuseForeignStates } from './state/owner'
import type { SyncTimes } from './state/plan'
import type { OnStreamEnd } from './output/stats'
import { startStream } from './start-stream'
import type { Stream } from './stream'
import type { StreamToRead, SyncSettings, SyncStart } from './sync-inputs'

export interface ReadRequest {
  readonly streams: readonly StreamToRead[]
  readonly settings: SyncSettings
  /** Makes the client; it must report its pauses, which the streams announce. */
  readonly connect: (onPause: (pause: Pause) => void) => Client
  readonly writer: Writer
  readonly runtime: Runtime
  /** Aborted when the sync is told to stop. */
  readonly stop: AbortSignal
  /** Called with what each stream cost, when it ends. */
  readonly onStreamEnd?: OnStreamEnd
}

/**
 * A whole sync: log in, fix the horizon, read every stream, say how each ended.
 * @returns whether everything that was asked for has been done. False: each failure has been told
 *   in a TRACE ERROR.
 * @throws StoppedError after the last safe STATEs are written; ReaderGoneError.
 */
export async function readStreams(request: ReadRequest): Promise<boolean> {
  const { streams, settings, writer, runtime, stop, onStreamEnd } = request
  const notifier = createNotifier()
  // None before the login: nobody waits for a stream that has not begun.
  let reading: readonly Stream[] = []
  const client = request.connect((pause) => announce(pause, reading))
  const start = await logIn(client, request)
  if (start === undefined) return false
  const { times } = start
  const count = streams.length === 1 ? '1 stream' : `${streams.length} streams`
  runtime.log('INFO', `Reading ${count} up to ${formatForQuery(times.horizon)}.`)
  if (times.horizon <= settings.startDate) {
    runtime.log('WARN', `Nothing is asked for: the sync ends before its start date.`)
  }
  const services = {
    client,
    writer,
    runtime,
    notifier,
    scanMemory: createScanMemory(),
    onStreamEnd,
  }
  for (const stream of streams) {
    reading = [...reading, await startStream(stream, settings, start, services)]
  }
  try {
    await walkAll(reading, settings.concurrency, notifier, stop)
  } catch (thrown) {
    if (thrown instanceof StoppedError) for (const stream of reading) await stream.stop()
    throw thrown
  }
  return reading.every((stream) => !stream.hasFailed)
}

/** Logs in, fixes the times, and refuses states of others; undefined after what has failed. */
async function logIn(
  client: Client,
  { streams, settings, writer, runtime, stop }: ReadRequest,
): Promise<SyncStart | undefined> {
  try {
    const { lenderPublicId, serverNow } = await client.open(stop)
    const of = ownerId(settings.environment, lenderPublicId)
    refuseForeignStates(streams, of)
    if (serverNow === undefined) {
      runtime.log(
        'WARN',
        "ClearGrid gave no time that can be believed: this machine's clock is used.",
      )
    }
    return { times: syncTimes(serverNow, runtime.now(), settings), of }
  } catch (thrown) {
    // What ends the whole process is reported once, by main.
    if (thrown instanceof EndOfWorkError) throw thrown
    await writer.write(traceError(toTraceError(explain(thrown)), runtime.now()))
    for (const { definition } of streams) {
      await writer.write(streamStatus(definition.name, 'INCOMPLETE', runtime.now()))
    }
    return undefined
  }
}

/**
 * Without ClearGrid's clock it is ours, give or take two days: clocks have been seen that were set to
 * the wrong day, and what lies between is read once more.
 */
const CLOCK_DOUBT_MS = 2 * DAY_MS

/**
 * The Date header is a gateway's clock, which may be fast by more than the margin for changed rows:
 * edits would then count as met before they were made. A difference of more than a day is our fault.
 */
const CLOCKS_AGREE_MS = DAY_MS

function syncTimes(
  serverNow: Instant | undefined,
  ourNow: Instant,
  { endDate = Infinity }: SyncSettings,
): SyncTimes {
  const now = serverNow ?? ourNow - CLOCK_DOUBT_MS
  return {
    horizon: Math.min(endDate, secondBefore(serverNow ?? ourNow)),
    now,
    latest: serverNow ?? ourNow + CLOCK_DOUBT_MS,
    earliest: now - ourNow < CLOCKS_AGREE_MS ? Math.min(now, ourNow) : now,
  }
}

/** A pause is told where the platform shows it. Nobody waits for that to be read. */
function announce({ until, wasAsked }: Pause, streams: readonly Stream[]): void {
  if (wasAsked) void Promise.allSettled(streams.map((stream) => stream.announcePause(until)))
}
