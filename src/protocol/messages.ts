import type { FailureType } from '../errors'

/** What a source may say on stdout: Airbyte protocol 0.18, the part of it that we use. */
export type Message =
  | RecordMessage
  | StateMessage
  | LogMessage
  | TraceMessage
  | SpecMessage
  | CatalogMessage
  | ConnectionStatusMessage

export interface RecordMessage {
  readonly type: 'RECORD'
  readonly record: {
    readonly stream: string
    readonly data: Readonly<Record<string, unknown>>
    /** Milliseconds since 1970. */
    readonly emitted_at: number
  }
}

export interface StateMessage {
  readonly type: 'STATE'
  readonly state: {
    readonly type: 'STREAM'
    readonly stream: {
      readonly stream_descriptor: StreamDescriptor
      readonly stream_state: Readonly<Record<string, unknown>>
    }
    /** Records of this stream since its STATE before. */
    readonly sourceStats: { readonly recordCount: number }
  }
}

export interface StreamDescriptor {
  readonly name: string
}

export interface LogMessage {
  readonly type: 'LOG'
  readonly log: { readonly level: 'ERROR' | 'WARN' | 'INFO' | 'DEBUG'; readonly message: string }
}

export type TraceMessage =
  | {
      readonly type: 'TRACE'
      readonly trace: {
        readonly type: 'ERROR'
        readonly emitted_at: number
        readonly error: TraceError
      }
    }
  | {
      readonly type: 'TRACE'
      readonly trace: {
        readonly type: 'STREAM_STATUS'
        readonly emitted_at: number
        readonly stream_status: TraceStreamStatus
      }
    }
  | {
      readonly type: 'TRACE'
      readonly trace: {
        readonly type: 'ESTIMATE'
        readonly emitted_at: number
        readonly estimate: TraceEstimate
      }
    }

export interface TraceError {
  /** For the person who runs the sync. */
  readonly message: string
  readonly internal_message?: string
  readonly stack_trace?: string
  readonly failure_type: FailureType
  readonly stream_descriptor?: StreamDescriptor
}

export type StreamStatus = 'STARTED' | 'RUNNING' | 'COMPLETE' | 'INCOMPLETE'

export interface TraceStreamStatus {
  readonly stream_descriptor: StreamDescriptor
  readonly status: StreamStatus
  /** Only with RUNNING: why nothing comes, and until when (milliseconds since 1970). */
  readonly reasons?: readonly [
    { readonly type: 'RATE_LIMITED'; readonly rate_limited: { readonly quota_reset: number } },
  ]
}

export interface SpecMessage {
  readonly type: 'SPEC'
  /** The content of spec.json. */
  readonly spec: Readonly<Record<string, unknown>>
}

export interface CatalogMessage {
  readonly type: 'CATALOG'
  readonly catalog: { readonly streams: readonly AirbyteStream[] }
}

/** What the platform shows progress against; the last one of a stream counts. */
export interface TraceEstimate {
  readonly name: string
  readonly type: 'STREAM'
  readonly row_estimate: number
}

export type SyncMode = 'full_refresh' | 'incremental'

export interface AirbyteStream {
  readonly name: string
  readonly json_schema: Readonly<Record<string, unknown>>
  readonly supported_sync_modes: readonly SyncMode[]
  readonly source_defined_cursor: boolean
  readonly default_cursor_field: readonly string[]
  readonly source_defined_primary_key: readonly (readonly string[])[]
  readonly is_resumable: boolean
}

export interface ConnectionStatusMessage {
  readonly type: 'CONNECTION_STATUS'
  readonly connectionStatus: {
    readonly status: 'SUCCEEDED' | 'FAILED'
    readonly message?: string
  }
}

/** One message as one line, newline included. */
export function toLine(message: Message): string {
  return `${JSON.stringify(message)}\n`
}

/**
 * The prefix and suffix of data that is already JSON text on one line, to make a RECORD line of
 * it: what the API wrote is what the platform reads.
 */
export function recordFrame(
  stream: string,
): (emittedAtMs: number) => { readonly prefix: Buffer; readonly suffix: Buffer } {
  const head = `{"type":"RECORD","record":{"stream":${JSON.stringify(stream)},"data":`
  const prefix = Buffer.from(head)
  return (emittedAtMs) => ({ prefix, suffix: Buffer.from(`,"emitted_at":${emittedAtMs}}}\n`) })
}

export function streamStatus(
  stream: string,
  status: StreamStatus,
  emittedAtMs: number,
): TraceMessage {
  const stream_status = { stream_descriptor: { name: stream }, status }
  return { type: 'TRACE', trace: { type: 'STREAM_STATUS', emitted_at: emittedAtMs, stream_status } }
}

/** RUNNING, with the reason why nothing comes before `quotaResetMs`. */
export function rateLimited(
  stream: string,
  quotaResetMs: number,
  emittedAtMs: number,
): TraceMessage {
  return {
    type: 'TRACE',
    trace: {
      type: 'STREAM_STATUS',
      emitted_at: emittedAtMs,
      stream_status: {
        stream_descriptor: { name: stream },
        status: 'RUNNING',
        reasons: [{ type: 'RATE_LIMITED', rate_limited: { quota_reset: quotaResetMs } }],
      },
    },
  }
}

export function estimate(stream: string, rows: number, emittedAtMs: number): TraceMessage {
  return {
    type: 'TRACE',
    trace: {
      type: 'ESTIMATE',
      emitted_at: emittedAtMs,
      estimate: { name: stream, type: 'STREAM', row_estimate: rows },
    },
  }
}

export function traceError(error: TraceError, emittedAtMs: number): TraceMessage {
  return { type: 'TRACE', trace: { type: 'ERROR', emitted_at: emittedAtMs, error } }
}
