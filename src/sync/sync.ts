import type { Client } from '../cleargrid/client'
import type { Pause } from '../cleargrid/retry/pause'
import { createScanMemory } from '../cleargrid/page/scan-page'
import { StoppedError } from '../errors'
import { DAY_MS, formatForQuery, type Instant } from '../time/instant'
import { traceError } from '../protocol/messages'
import { traceErrorOf } from '../protocol/trace-error'
import type { Writer } from '../protocol/writer'
import type { Runtime } from '../runtime'
import { createBell } from './notify'
import { walkAll } from './scheduler'
import { ownerOf, refuseForeignStates } from './state/owner'
import type { SyncTimes } from './state/plan'
import type { OnStreamEnd } from './output/stats'
import { createStreamRun, type StreamRun, type StreamToRead, type SyncSettings } from './stream'
import { secondBefore } from './progress/whole-seconds'

export interface ReadRequest {
  readonly streams: readonly StreamToRead[]
  readonly settings: SyncSettings
  /** Makes the client; it must tell its pauses, so that all walks can slow down together. */
  readonly connect: (onPause: (pause: Pause) => void) => Client
  readonly writer: Writer
  readonly runtime: Runtime
  /** Aborted when the sync is told to stop. */
  readonly stop: AbortSignal
  /** Told what each stream cost, when it ends. */
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
  const bell = createBell()
  const runs: StreamRun[] = []
  const client = request.connect((pause) => announce(pause, runs))
  const scanMemory = createScanMemory()
  const world = { client, writer, runtime, bell, scanMemory, onStreamEnd }
  runs.push(...streams.map((stream) => createStreamRun(stream, settings, world)))

  const start = await logIn(client, request, runs)
  if (start === undefined) return false
  const { times, of } = start
  const count = streams.length === 1 ? '1 stream' : `${streams.length} streams`
  runtime.log('INFO', `Reading ${count} up to ${formatForQuery(times.horizon)}.`)
  if (times.horizon <= settings.startDate) {
    runtime.log('WARN', `Nothing is asked for: the sync ends before its start date.`)
  }
  for (const run of runs) await run.begin(times, of)
  try {
    await walkAll(runs, settings.concurrency, bell, stop)
  } catch (thrown) {
    if (thrown instanceof StoppedError) for (const run of runs) await run.stop()
    throw thrown
  }
  return runs.every((run) => !run.hasFailed)
}

interface Start {
  readonly times: SyncTimes
  readonly of: string
}

/** Logs in, fixes the times, and refuses states of others; undefined after what has failed. */
async function logIn(
  client: Client,
  { streams, settings, writer, runtime, stop }: ReadRequest,
  runs: readonly StreamRun[],
): Promise<Start | undefined> {
  try {
    const { lenderPublicId, serverNow } = await client.open(stop)
    const of = ownerOf(settings.environment, lenderPublicId)
    refuseForeignStates(streams, of)
    if (serverNow === undefined) {
      runtime.log(
        'WARN',
        "ClearGrid gave no time that can be believed: this machine's clock counts.",
      )
    }
    return { times: timesOf(serverNow, runtime.now(), settings), of }
  } catch (thrown) {
    // What ends the whole process is told once, by whoever ends it.
    if (thrown === stop.reason) throw thrown
    await writer.write(traceError(traceErrorOf(thrown), runtime.now()))
    for (const run of runs) await run.abandon()
    return undefined
  }
}

/**
 * Without ClearGrid's clock it is ours, give or take two days: clocks have been seen that were set to
 * the wrong day, and what lies between is read once more.
 */
const CLOCK_DOUBT_MS = 2 * DAY_MS

function timesOf(
  serverNow: Instant | undefined,
  ourNow: Instant,
  { endDate = Infinity }: SyncSettings,
): SyncTimes {
  const now = serverNow ?? ourNow - CLOCK_DOUBT_MS
  const latest = serverNow ?? ourNow
  return {
    horizon: Math.min(endDate, secondBefore(latest)),
    now,
    latest: serverNow ?? ourNow + CLOCK_DOUBT_MS,
  }
}

/** A pause is told where the platform shows it. Nobody waits for that to be read. */
function announce({ until, wasAsked }: Pause, runs: readonly StreamRun[]): void {
  if (wasAsked) void Promise.allSettled(runs.map((run) => run.announcePause(until)))
}
