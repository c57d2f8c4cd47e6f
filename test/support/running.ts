import type { Page } from '../../src/cleargrid/page/envelope'
import { MINUTE_MS, type Instant } from '../../src/time/instant'
import type { Message, SyncMode } from '../../src/protocol/messages'
import { loadSchema } from '../../src/schemas'
import { createBell } from '../../src/sync/notify'
import type { StreamState } from '../../src/sync/state/stream-state'
import { createStreamRun, type StreamRun } from '../../src/sync/stream'
import { handClock } from './hand-clock'
import { clientThat, instantAt, listening, STREAM, type Asked } from './walks'

export const HORIZON = instantAt(60)
export const OWN = 'the owner of it'

export interface Running {
  readonly run: StreamRun
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
  const run = createStreamRun(
    {
      definition: STREAM,
      schema: loadSchema(STREAM.name),
      syncMode,
      before,
      rawBefore: { as: 'it came' },
    },
    {
      ...{ startDate: instantAt(0), lookbackMs: 0, recheckMs: 0, endDate: undefined },
      bounds: { windowMs: windowMinutes * MINUTE_MS, pageSize: 100 },
      ...{ concurrency: 2, environment: 'production' },
    },
    {
      ...{ client, writer, runtime: clock, bell: createBell(), scanMemory: undefined },
      onStreamEnd: (stream, figures) => void ends.push({ stream, ...figures }),
    },
  )
  return {
    ...{ run, said, logs: clock.logged, ends, windowsAsked },
    begin: async () => await run.begin({ horizon, now: HORIZON, latest: HORIZON }, OWN),
    walk: async (signal = new AbortController().signal) => await run.walkNext(signal),
  }
}
