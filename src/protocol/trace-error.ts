import { ConnectorError, SystemError, messageOf } from '../errors'
import type { TraceError } from './messages'

/**
 * The TRACE ERROR for anything that was thrown: a sentence for people. What is not a ConnectorError
 * is a defect of ours: it says so, and has the stack for us.
 */
export function toTraceError(thrown: unknown, stream?: string): TraceError {
  const error =
    thrown instanceof ConnectorError
      ? thrown
      : new SystemError(
          `A defect in source-cleargrid: ${messageOf(thrown)}. Please report it with this log.`,
        )
  const isDefect = !(thrown instanceof ConnectorError)
  const stack = isDefect && thrown instanceof Error ? thrown.stack : undefined
  return {
    message: error.message,
    internal_message: `${error.name}: ${messageOf(thrown)}`,
    failure_type: error.failureType,
    ...(stack === undefined ? {} : { stack_trace: stack }),
    ...(stream === undefined ? {} : { stream_descriptor: { name: stream } }),
  }
}
