import { explain } from '../../explain'
import type { Instant } from '../../time/instant'
import { estimate, rateLimited, streamStatus, traceError } from '../../protocol/messages'
import type { StreamStatus } from '../../protocol/messages'
import { toTraceError } from '../../protocol/trace-error'
import type { Writer } from '../../protocol/writer'
import type { Runtime } from '../../runtime'
import type { StreamState } from '../state/stream-state'
import { formatState } from '../state/codec'
import { States, type CheckpointLimits, type WireStreamState } from './states-said'

/** Everything that one stream writes to stdout, in order. */
export interface StreamOutput {
  started(): Promise<void>
  /**
   * Writes so many RECORD lines; the first ones are announced by RUNNING. They have been handed to
   * stdout when the call returns, so that a state may cover them; the promise waits for the reader.
   * `whenWritten` is called when nobody needs the buffer any more.
   */
  records(lines: Buffer, count: number, whenWritten?: () => void): Promise<void>
  /** Writes a STATE, unless it is the same as an earlier one. */
  checkpoint(state: StreamState): Promise<void>
  /** The same, when enough has happened since the one before. */
  maybeCheckpoint(state: StreamState): Promise<void>
  /** Writes a state back as it came, because there was nothing to do. */
  unchanged(rawState: unknown): Promise<void>
  waiting(until: Instant): Promise<void>
  /** How many rows the whole sync of the stream is likely to have. */
  estimated(rows: number): Promise<void>
  completed(): Promise<void>
  /** The one TRACE ERROR of this stream. */
  failed(thrown: unknown): Promise<void>
  incomplete(): Promise<void>
}

export function createOutput(
  stream: string,
  writer: Writer,
  runtime: Pick<Runtime, 'now'>,
  limits: CheckpointLimits,
): StreamOutput {
  const states = new States(stream, writer, runtime, limits)
  let isRunning = false

  async function status(value: StreamStatus): Promise<void> {
    await writer.write(streamStatus(stream, value, runtime.now()))
  }

  return {
    started: async () => await status('STARTED'),
    records: async (lines, count, whenWritten) => {
      if (count === 0) return whenWritten?.()
      states.count(count)
      // Both in the same step: nothing may come between the decision to write and the writing.
      const announced = isRunning ? undefined : status('RUNNING')
      isRunning = true
      await Promise.all([announced, writer.writeLines(lines, stream, count, whenWritten)])
    },
    checkpoint: async (streamState) => await states.say(formatState(streamState)),
    maybeCheckpoint: async (streamState) => {
      if (states.isDue) await states.say(formatState(streamState))
    },
    unchanged: async (rawState) => await states.say({ ...Object(rawState) } as WireStreamState),
    waiting: async (until) => await writer.write(rateLimited(stream, until, runtime.now())),
    estimated: async (rows) => await writer.write(estimate(stream, rows, runtime.now())),
    completed: async () => {
      // The platform expects RUNNING from an empty stream too.
      if (!isRunning) await status('RUNNING')
      await status('COMPLETE')
    },
    failed: async (thrown) =>
      await writer.write(traceError(toTraceError(explain(thrown), stream), runtime.now())),
    incomplete: async () => await status('INCOMPLETE'),
  }
}
