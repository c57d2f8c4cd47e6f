import type { Page } from '../../src/cleargrid/page/envelope'
import type { Window } from '../../src/time/window'
import { MINUTE_MS } from '../../src/time/instant'
import type { Message } from '../../src/protocol/messages'
import { createOutput } from '../../src/sync/output/stream-output'
import { StreamProgress } from '../../src/sync/progress/stream-progress'
import type { StreamState } from '../../src/sync/state/stream-state'
import { createStats, type StreamStats } from '../../src/sync/output/stats'
import type { StreamContext } from '../../src/sync/stream-context'
import { walkNext } from '../../src/sync/walk-next'
import { stateWith } from './states'
import { clientThat, instantAt, listening, minutes, pageOf, STREAM, type Asked } from './walks'

/** What a stream does, with a hand on each of its steps. */
export interface Reader {
  readonly isDone: boolean
  hasWork(): boolean
  share(): boolean
  walkNext(signal: AbortSignal): Promise<void>
  /** Says the last STATE. */
  close(): Promise<void>
}

export interface Reading {
  readonly reader: Reader
  readonly said: readonly Message[]
  readonly failures: readonly unknown[]
  readonly logs: readonly string[]
  readonly asked: readonly Asked[]
  readonly stats: StreamStats
  windowsAsked(): string[]
  /** One walk after the other, until nothing is left; then the last STATE. */
  toTheEnd(): Promise<void>
}

export interface ReadingPlan {
  /** In minutes; an hour unless it says otherwise. */
  readonly unread?: readonly Window[]
  readonly recheck?: readonly Window[]
  readonly state?: Partial<StreamState>
  readonly windowMinutes?: number
  /** On a clock that only goes forward; it stands still unless it says otherwise. */
  readonly elapsedMs?: () => number
}

/** A stream whose pages are what a function says. */
export function reading(
  answer: (asked: Asked) => Page | Promise<Page>,
  given: ReadingPlan = {},
): Reading {
  const { unread = [minutes(0, 60)], recheck = [], windowMinutes = 60 } = given
  const { elapsedMs = () => 0 } = given
  const scripted = clientThat(answer)
  const { writer, said } = listening()
  const failures: unknown[] = []
  const logs: string[] = []
  const stats = createStats()
  const limits = { records: 1e9, intervalMs: 1e9 }
  const progress = new StreamProgress(
    {
      state: stateWith({ since: instantAt(0), ...given.state }),
      target: { since: instantAt(0), until: Infinity },
      unread,
      recheck,
    },
    { windowMs: windowMinutes * MINUTE_MS, pageSize: 100 },
  )
  const context: StreamContext = {
    stream: STREAM,
    progress,
    client: scripted.client,
    readPage: () => pageOf(''),
    output: {
      ...createOutput(STREAM.name, writer, { now: () => 0 }, limits),
      failed: () => Promise.resolve(),
    },
    drift: { observe: () => {}, note: () => {}, report: () => [] },
    stats,
    times: { now: instantAt(1e6), latest: instantAt(1e6) },
    runtime: {
      elapsedMs,
      log: (level, message) => void logs.push(`${level} ${message}`),
    },
    onPage: () => {},
  }
  const recover = progress.recover.bind(progress)
  progress.recover = (walk, thrown, nowMs) => {
    const left = recover(walk, thrown, nowMs)
    if (left === undefined) failures.push(thrown)
    return left
  }
  const reader: Reader = {
    get isDone() {
      return progress.isDone
    },
    hasWork: () => progress.mayBegin,
    share: () => progress.share(),
    walkNext: async (signal) => await walkNext(context, signal),
    close: async () => await context.output.checkpoint(progress.finish()),
  }
  const { signal } = new AbortController()
  return {
    ...{ reader, said, failures, logs, stats },
    asked: scripted.asked,
    windowsAsked: scripted.windowsAsked,
    toTheEnd: async () => {
      while (reader.hasWork()) await reader.walkNext(signal)
      await reader.close()
    },
  }
}

/** What only the test sets free. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open }
}

/** Until all that can happen now has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
