import type { Message } from '../../../src/protocol/messages'
import type { Row, StreamState } from './connector-under-test'

/** A STATE of one stream that a sync may have to resume from. */
export interface Checkpoint {
  readonly state: StreamState
  /** The stream's rows that came after it. */
  readonly rest: readonly Row[]
}

/**
 * The checkpoints of a stream in a read: of STATEs that say the same one after another only the
 * first, none before the first record, and none without a record after it.
 */
export function checkpointsOf(messages: readonly Message[], stream: string): readonly Checkpoint[] {
  const checkpoints: { state: StreamState; rest: Row[] }[] = []
  let written = 0
  for (const message of messages) {
    if (message.type === 'RECORD' && message.record.stream === stream) {
      written += 1
      for (const { rest } of checkpoints) rest.push(message.record.data)
    }
    if (message.type !== 'STATE' || written === 0) continue
    const { type, stream: body } = message.state
    if (body.stream_descriptor.name !== stream) continue
    const before = checkpoints.at(-1)?.state.stream.stream_state
    if (JSON.stringify(before) === JSON.stringify(body.stream_state)) continue
    checkpoints.push({ state: { type, stream: body }, rest: [] })
  }
  return checkpoints.filter(({ rest }) => rest.length > 0)
}
