import type { Page } from '../../src/cleargrid/page/envelope'
import { MINUTE_MS, type Instant } from '../../src/time/instant'
import type { Message, SyncMode } from '../../src/protocol/messages'
import { loadSchema } from '../../src/schemas'
import { createNotifier } from '../../src/sync/notify'
import type { StreamState } from '../../src/sync/state/stream-state'
import { startStream } from '../../src/sync/start-stream'
import { UNREAD_STREAM, type Stream } from '../../src/sync/stream'
import type { SyncServices } from '../../src/sync/sync-inputs'
import { handClock } from './hand-clock'
import { clientThat, instantAt, listening, STREAM, type Asked } from './walks'

export const HORIZON = instantAt(60)
export const OWN = 'the owner of it'

export interface Running {
  /** The stream, once it has begun. */
  readonly run: () => Stream
  readonly said: readonly Message[]
  readonly logs: readonly string[]
  readonly ends: unknown[]
  readonly windowsAsked: () => string[]
  begin(): Promise<void>
  walk(signal?: AbortSignal): Promise<void>
}

export interface RunningGiven {
  readonly syncMode?: SyncMode
  readonly before?: StreamState
  readonly windowMinutes?: number
  readonly horizon?: Instant
}

/** A stream whose pages are what a function says, in a sync of its own. */
export function running(
  answer: (asked: Asked) => Page | Promise<Page>,
  given: RunningGiven = {},
): Running {
  const { client, windowsAsked } = clientThat(answer)
  const { writer, said } = listening()
  const clock = handClock(HORIZON)
  const ends: unknown[] = []
  const { syncMode = 'incremental', before, windowMinutes = 60, horizon = HORIZON } = given
  let run = UNREAD_STREAM
  const toRead = {
    definition: STREAM,
    schema: loadSchema(STREAM.name),
    syncMode,
    before,
    rawBefore: { as: 'it came' },
  }
  const settings = {
    ...{ startDate: instantAt(0), lookbackMs: 0, recheckMs: 0, endDate: undefined },
    sizeMax: { windowMs: windowMinutes * MINUTE_MS, pageSize: 100 },
    ...{ concurrency: 2, environment: 'production' },
  }
  const start = { times: { horizon, now: HORIZON, latest: HORIZON, earliest: HORIZON }, of: OWN }
  const services: SyncServices = {
    ...{ client, writer, runtime: clock, notifier: createNotifier(), scanMemory: undefined },
    onStreamEnd: (stream, figures) => void ends.push({ stream, ...figures }),
  }
  return {
    ...{ run: () => run, said, logs: clock.logged, ends, windowsAsked },
    begin: async () => {
      run = await startStream(toRead, settings, start, services)
    },
    walk: async (signal = new AbortController().signal) => await run.walkNext(signal),
  }
}
