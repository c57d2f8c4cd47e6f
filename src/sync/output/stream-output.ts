import type { Instant } from '../../time/instant'
import { estimate, rateLimited, streamStatus, traceError } from '../../protocol/messages'
import type { StreamStatus } from '../../protocol/messages'
import { traceErrorOf } from '../../protocol/trace-error'
import type { Writer } from '../../protocol/writer'
import type { Runtime } from '../../runtime'
import type { StreamState } from '../state/stream-state'
import { formatState } from '../state/codec'

/** Everything that one stream says on stdout, in the order in which it is said. */
export interface StreamOutput {
  started(): Promise<void>
  /**
   * Writes so many RECORD lines; the first ones are announced by RUNNING. They are on their way
   * when the call returns, so that a state may cover them; the promise waits for the reader.
   * `whenWritten` is called when nobody needs the buffer any more.
   */
  records(lines: Buffer, count: number, whenWritten?: () => void): Promise<void>
  /** A STATE, unless it says nothing that the one before has not said. */
  checkpoint(state: StreamState): Promise<void>
  /** The same, when enough has happened since the one before. */
  maybeCheckpoint(state: StreamState): Promise<void>
  /** A state that is written back as it came: nothing was to be done. */
  unchanged(rawState: unknown): Promise<void>
  waiting(until: Instant): Promise<void>
  /** How many rows the whole sync of the stream is likely to have. */
  estimated(rows: number): Promise<void>
  completed(): Promise<void>
  /** The one TRACE ERROR of this stream. */
  failed(thrown: unknown): Promise<void>
  incomplete(): Promise<void>
}

/** How much may happen between two STATEs. */
export interface CheckpointLimits {
  readonly records: number
  readonly intervalMs: number
}

export function createOutput(
  stream: string,
  writer: Writer,
  runtime: Pick<Runtime, 'now'>,
  limits: CheckpointLimits,
): StreamOutput {
  let records = 0
  let recordsInStates = 0
  let claimsTold = ''
  const learnedTold = new Set<string>()
  let lastStateAt = runtime.now()
  let isRunning = false

  async function status(value: StreamStatus): Promise<void> {
    await writer.write(streamStatus(stream, value, runtime.now()))
  }

  /** What was learned may come and go; whatever else a state says never comes back. */
  function isNew({ learned, ...claims }: Readonly<Record<string, unknown>>): boolean {
    const said = JSON.stringify(claims)
    if (said !== claimsTold) learnedTold.clear()
    claimsTold = said
    const text = JSON.stringify(learned ?? null)
    const isKnown = learnedTold.has(text)
    learnedTold.add(text)
    return !isKnown
  }

  async function state(streamState: Readonly<Record<string, unknown>>): Promise<void> {
    if (!isNew(streamState)) return
    const recordCount = records - recordsInStates
    lastStateAt = runtime.now()
    recordsInStates = records
    await writer.write({
      type: 'STATE',
      state: {
        type: 'STREAM',
        stream: { stream_descriptor: { name: stream }, stream_state: streamState },
        sourceStats: { recordCount },
      },
    })
  }

  return {
    started: async () => await status('STARTED'),
    records: async (lines, count, whenWritten) => {
      if (count === 0) return whenWritten?.()
      records += count
      // Both at once: nothing comes between the decision to write and the writing.
      const announced = isRunning ? undefined : status('RUNNING')
      isRunning = true
      await Promise.all([announced, writer.writeLines(lines, stream, count, whenWritten)])
    },
    checkpoint: async (streamState) => await state(formatState(streamState)),
    maybeCheckpoint: async (streamState) => {
      const isDue =
        records - recordsInStates >= limits.records ||
        runtime.now() - lastStateAt >= limits.intervalMs
      if (isDue) await state(formatState(streamState))
    },
    unchanged: async (rawState) => await state({ ...Object(rawState) } as Record<string, unknown>),
    waiting: async (until) => await writer.write(rateLimited(stream, until, runtime.now())),
    estimated: async (rows) => await writer.write(estimate(stream, rows, runtime.now())),
    completed: async () => {
      // The platform expects RUNNING of an empty stream too.
      if (!isRunning) await status('RUNNING')
      await status('COMPLETE')
    },
    failed: async (thrown) =>
      await writer.write(traceError(traceErrorOf(thrown, stream), runtime.now())),
    incomplete: async () => await status('INCOMPLETE'),
  }
}
