import type { ConnectionStatusMessage, Message, TraceMessage } from '../protocol/messages'
import type { WriteObserver } from '../protocol/writer'

/** What is known of a stream from what was written. */
export interface StreamTally {
  rows: number
  /** How many there will be in all, from ESTIMATE. */
  rowsExpected: number | undefined
  status: 'started' | 'running' | 'waiting' | 'complete' | 'incomplete'
  figures: StreamFigures | undefined
}

/** What a stream cost, told when it ends. */
export interface StreamFigures {
  readonly requests: number
  readonly retries: number
  readonly seconds: number
}

/** Counts what is written, for whoever tells people how far we are. */
export interface Tally extends WriteObserver {
  readonly streams: ReadonlyMap<string, StreamTally>
  /** Sentences for people, in the order in which they were said. */
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
  readonly verdict: ConnectionStatusMessage['connectionStatus'] | undefined
  figures(stream: string, figures: StreamFigures): void
}

/** Warnings that are kept; there are few, as a rule. */
const WARNINGS_MAX = 50

export function createTally(): Tally {
  const streams = new Map<string, StreamTally>()
  const errors: string[] = []
  const warnings: string[] = []
  let verdict: Tally['verdict']

  function of(name: string): StreamTally {
    const known = streams.get(name)
    if (known !== undefined) return known
    const fresh: StreamTally = {
      rows: 0,
      rowsExpected: undefined,
      status: 'started',
      figures: undefined,
    }
    streams.set(name, fresh)
    return fresh
  }

  function trace({ trace: content }: TraceMessage): void {
    if (content.type === 'ERROR') errors.push(content.error.message)
    if (content.type === 'ESTIMATE')
      of(content.estimate.name).rowsExpected = content.estimate.row_estimate
    if (content.type !== 'STREAM_STATUS') return
    const { stream_descriptor, status, reasons } = content.stream_status
    of(stream_descriptor.name).status = reasons === undefined ? STATUS[status] : 'waiting'
  }

  return {
    streams,
    errors,
    warnings,
    get verdict() {
      return verdict
    },
    figures: (stream, figures) => void (of(stream).figures = figures),
    records: (stream, count) => {
      const tally = of(stream)
      tally.rows += count
      if (tally.status === 'waiting') tally.status = 'running'
    },
    message: (message: Message) => {
      if (message.type === 'TRACE') trace(message)
      if (message.type === 'CONNECTION_STATUS') verdict = message.connectionStatus
      const isWarning = message.type === 'LOG' && message.log.level === 'WARN'
      if (isWarning && warnings.length < WARNINGS_MAX) warnings.push(message.log.message)
    },
  }
}

const STATUS = {
  STARTED: 'started',
  RUNNING: 'running',
  COMPLETE: 'complete',
  INCOMPLETE: 'incomplete',
} as const
