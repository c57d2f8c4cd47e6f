import type { Client } from '../cleargrid/client'
import { createPageReader } from '../cleargrid/page/read-page'
import type { ScanMemory } from '../cleargrid/page/scan-page'
import { messageOf } from '../errors'
import { formatForQuery, type Instant } from '../time/instant'
import { ReaderGoneError, type Writer } from '../protocol/writer'
import type { SyncMode } from '../protocol/messages'
import type { Runtime } from '../runtime'
import type { JsonObject } from '../schemas'
import type { StreamDefinition } from '../streams'
import type { Bell } from './notify'
import { createDrift } from './output/drift'
import { createOutput, type StreamOutput } from './output/stream-output'
import { isBeyond, plan, type PlanSettings, type SyncTimes } from './state/plan'
import { createStreamReader } from './read-stream'
import type { StreamReader } from './stream-reader'
import { recordFormat } from './output/record-format'
import type { StreamState } from './state/stream-state'
import { createStats, type OnStreamEnd } from './output/stats'
import type { Bounds } from './progress/request-size'

/** A stream of the catalog, with what is known of it before the sync. */
export interface StreamToRead {
  readonly definition: StreamDefinition
  readonly schema: JsonObject
  /** Fields that every row has; undefined: all of the schema's. */
  readonly documented?: readonly string[]
  readonly syncMode: SyncMode
  readonly before: StreamState | undefined
  /** The same as it came, to be written back where nothing is to be done. */
  readonly rawBefore: unknown
}

export interface SyncSettings extends PlanSettings {
  readonly bounds: Bounds
  /** The longest window of a direct dataset; undefined: that of all others. */
  readonly directWindowMsMax?: number
  /** Walks in flight at once at the most, over all streams. */
  readonly concurrency: number
  /** Exclusive; undefined: up to now. */
  readonly endDate: Instant | undefined
  /** Which ClearGrid: part of whose the state is. */
  readonly environment: string
}

/** What a sync is handed to work with. */
export interface SyncServices {
  readonly client: Client
  readonly writer: Writer
  readonly runtime: Runtime
  /** Rings when a walk has come further. */
  readonly bell: Bell
  /** One for all streams: pages are read one after the other. */
  readonly scanMemory: ScanMemory | undefined
  readonly onStreamEnd?: OnStreamEnd | undefined
}

/** One stream's life in a sync: begun once, walked window by window, ended once. */
export interface StreamRun {
  readonly walksInFlight: number
  readonly hasFailed: boolean
  hasWork(): boolean
  /** Makes work of a part of a long walk; false when there is none to share. */
  share(): boolean
  /**
   * Says STARTED, and ends at once when there is nothing to read.
   * @param of whose rows these are.
   */
  begin(times: SyncTimes, of: string): Promise<void>
  /**
   * Walks one window. What goes wrong is this stream's: told on stdout, the others go on.
   * @throws only what ends the whole sync: the signal's reason, ReaderGoneError.
   */
  walkNext(signal: AbortSignal): Promise<void>
  /** Tells the platform that nothing comes before `until` because ClearGrid said so. */
  announcePause(until: Instant): Promise<void>
  /** Says the last safe STATE of a sync that is told to stop. */
  stop(): Promise<void>
  /** INCOMPLETE, for a sync that failed before it could begin. */
  abandon(): Promise<void>
}

/** A STATE at the latest after this long; pages come first, as a rule. */
const CHECKPOINT_INTERVAL_MS = 15_000

export function createStreamRun(
  stream: StreamToRead,
  settings: SyncSettings,
  { client, writer, runtime, bell, scanMemory, onStreamEnd }: SyncServices,
): StreamRun {
  const { definition, schema, documented } = stream
  const limits = { records: settings.bounds.pageSize, intervalMs: CHECKPOINT_INTERVAL_MS }
  const output: StreamOutput = createOutput(definition.name, writer, runtime, limits)
  const drift = createDrift(schema, documented)
  const stats = createStats()
  let reader: StreamReader | undefined
  let walksInFlight = 0
  let hasEnded = false
  let hasFailed = false
  let startedAt = runtime.now()

  function report(): void {
    const seconds = (runtime.now() - startedAt) / 1000
    const differences = drift.report()
    for (const line of differences) runtime.log('WARN', `${definition.name}: ${line}.`)
    runtime.log('INFO', stats.summary(definition.name, seconds, differences.length))
    onStreamEnd?.(definition.name, { ...stats.figures(), seconds })
  }

  /** One TRACE ERROR a stream; what else fails is in the log. */
  async function fail(thrown: unknown): Promise<void> {
    if (hasFailed) {
      runtime.log('WARN', `Set aside as well. ${messageOf(thrown)}`)
      return
    }
    hasFailed = true
    await output.failed(thrown)
  }

  async function endIfDone(): Promise<void> {
    if (hasEnded || reader?.isDone !== true || walksInFlight > 0) return
    hasEnded = true
    await reader.close()
    report()
    await (hasFailed ? output.incomplete() : output.completed())
  }

  async function endUnread({ horizon }: SyncTimes): Promise<void> {
    hasEnded = true
    runtime.log(
      'WARN',
      `${definition.name}: nothing is asked for: its state lies at or after the end of this sync, ` +
        `${formatForQuery(horizon)}.`,
    )
    await output.unchanged(stream.rawBefore)
    await output.completed()
  }

  return {
    get walksInFlight() {
      return walksInFlight
    },
    get hasFailed() {
      return hasFailed
    },
    hasWork: () => reader?.hasWork() ?? false,
    share: () => reader?.share() ?? false,
    begin: async (times, of) => {
      startedAt = runtime.now()
      await output.started()
      const { syncMode } = stream
      // A full refresh has no use for another's state; an incremental sync was refused before.
      const isForeign = stream.before?.of !== undefined && stream.before.of !== of
      const before = isForeign ? undefined : stream.before
      if (before !== undefined && syncMode === 'incremental' && isBeyond(before, settings, times)) {
        await endUnread(times)
        return
      }
      const planned = plan(definition, before, syncMode, settings, times)
      reader = createStreamReader({
        stream: definition,
        plan: { ...planned, state: { ...planned.state, of } },
        bounds: boundsFor(definition, settings),
        client,
        readPage: createPageReader(recordFormat(definition, schema, runtime), scanMemory),
        output,
        drift,
        stats,
        times,
        runtime,
        onProgress: bell.ring,
        onFailure: fail,
        endsTheSync: (thrown, signal) =>
          thrown === signal.reason || thrown instanceof ReaderGoneError,
      })
      await endIfDone()
    },
    walkNext: async (signal) => {
      walksInFlight += 1
      try {
        await reader?.walkNext(signal)
      } finally {
        walksInFlight -= 1
      }
      await endIfDone()
    },
    announcePause: async (until) => {
      if (!hasEnded && reader !== undefined) await output.waiting(until)
    },
    stop: async () => {
      if (!hasEnded) await reader?.close()
    },
    abandon: async () => await output.incomplete(),
  }
}

function boundsFor({ filter }: StreamDefinition, settings: SyncSettings): Bounds {
  const { bounds, directWindowMsMax = bounds.windowMs } = settings
  return filter === 'direct' ? { ...bounds, windowMs: directWindowMsMax } : bounds
}
