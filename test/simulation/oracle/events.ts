import type { Instant } from '../../../src/time/instant'
import type { Message } from '../../../src/protocol/messages'
import type { Line } from '../stdout'
import { BrokenPromise } from './promise'

/** A line of stdout, understood. */
export type Event =
  | {
      readonly type: 'RECORD'
      readonly at: Instant
      readonly stream: string
      readonly id: string
      /** `record.data`, byte for byte. */
      readonly data: string
    }
  | {
      readonly type: 'STATE'
      readonly at: Instant
      readonly stream: string
      readonly state: Readonly<Record<string, unknown>>
      readonly recordCount: number
    }
  | {
      readonly type: 'STATUS'
      readonly at: Instant
      readonly stream: string
      readonly status: string
    }
  | {
      readonly type: 'ERROR'
      readonly at: Instant
      readonly stream: string | undefined
      readonly message: string
      readonly failureType: string
    }
  | { readonly type: 'LOG'; readonly at: Instant; readonly level: string; readonly message: string }

const RECORD = /^\{"type":"RECORD","record":\{"stream":"([^"]+)","data":(.*),"emitted_at":\d+\}\}$/s

/** @throws what no strict reader could take. */
export function eventsOf(lines: readonly Line[]): Event[] {
  return lines.flatMap(({ at, text }): Event[] => {
    const record = RECORD.exec(text)
    if (record !== null) {
      const [, stream = '', data = ''] = record
      // The whole line, as the platform reads it.
      const parsed = JSON.parse(text) as { record: { data: Readonly<Record<string, unknown>> } }
      return [{ type: 'RECORD', at, stream, id: String(parsed.record.data['public_id']), data }]
    }
    return eventOf(at, JSON.parse(text) as Message)
  })
}

function eventOf(at: Instant, message: Message): Event[] {
  if (message.type === 'STATE') {
    const { stream, sourceStats } = message.state
    const { name } = stream.stream_descriptor
    const { recordCount } = sourceStats
    return [{ type: 'STATE', at, stream: name, state: stream.stream_state, recordCount }]
  }
  if (message.type === 'LOG') return [{ type: 'LOG', at, ...message.log }]
  if (message.type !== 'TRACE')
    throw new BrokenPromise('values', `a line is not as it should be: ${JSON.stringify(message)}`)
  const { trace } = message
  if (trace.type === 'ERROR') {
    const { stream_descriptor, message: text, failure_type: failureType } = trace.error
    return [{ type: 'ERROR', at, stream: stream_descriptor?.name, message: text, failureType }]
  }
  if (trace.type === 'ESTIMATE') return []
  const { stream_descriptor, status } = trace.stream_status
  return [{ type: 'STATUS', at, stream: stream_descriptor.name, status }]
}
