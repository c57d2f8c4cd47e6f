import type { Client } from '../cleargrid/client'
import type { Pause } from '../cleargrid/pace'
import { StoppedError } from '../errors'
import { formatForQuery, type Instant } from '../instant'
import { traceError } from '../protocol/messages'
import { traceErrorOf } from '../protocol/trace-error'
import type { Writer } from '../protocol/writer'
import type { Runtime } from '../runtime'
import { createBell } from './bell'
import { walkAll } from './dispatch'
import type { OnStreamEnd } from './stats'
import { createStreamRun, type StreamRun, type StreamToRead, type SyncSettings } from './stream-run'

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
  runs.push(
    ...streams.map((stream) =>
      createStreamRun(stream, settings, { client, writer, runtime, bell, onStreamEnd }),
    ),
  )

  const horizon = await fixHorizon(client, settings, request, runs)
  if (horizon === undefined) return false
  const count = streams.length === 1 ? '1 stream' : `${streams.length} streams`
  runtime.log('INFO', `Reading ${count} up to ${formatForQuery(horizon)}.`)
  for (const run of runs) await run.begin(horizon)
  try {
    await walkAll(runs, settings.concurrency, bell, stop)
  } catch (thrown) {
    if (thrown instanceof StoppedError) for (const run of runs) await run.stop()
    throw thrown
  }
  return runs.every((run) => !run.hasFailed)
}

/** The exclusive end of the sync, on ClearGrid's clock; undefined after a login that failed. */
async function fixHorizon(
  client: Client,
  { endDate }: SyncSettings,
  { writer, runtime, stop }: ReadRequest,
  runs: readonly StreamRun[],
): Promise<Instant | undefined> {
  try {
    const { serverNow } = await client.open(stop)
    return Math.min(endDate ?? serverNow, serverNow)
  } catch (thrown) {
    // What ends the whole process is told once, by whoever ends it.
    if (thrown === stop.reason) throw thrown
    await writer.write(traceError(traceErrorOf(thrown), runtime.now()))
    for (const run of runs) await run.abandon()
    return undefined
  }
}

/** A pause is told where the platform shows it. Nobody waits for that to be read. */
function announce({ until, wasAsked }: Pause, runs: readonly StreamRun[]): void {
  if (wasAsked) void Promise.allSettled(runs.map((run) => run.announcePause(until)))
}
