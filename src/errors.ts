/** What the platform should do next: ask the user, try later, or call us. */
export type FailureType = 'config_error' | 'transient_error' | 'system_error'

/**
 * A failure an operator can act on. `message` is one sentence in one shape: what we were doing,
 * what came back, the request id, what to do.
 */
export abstract class ConnectorError extends Error {
  abstract readonly failureType: FailureType

  constructor(message: string) {
    super(message)
    this.name = new.target.name
  }
}

/** Fix the settings, the catalog, the state or the account: trying again changes nothing. */
export class ConfigError extends ConnectorError {
  readonly failureType = 'config_error'
}

/** Try later: ClearGrid or the network is in trouble. */
export class TransientError extends ConnectorError {
  readonly failureType = 'transient_error'
}

/** Tell us: ClearGrid answered what its documentation does not allow, or we have a defect. */
export class SystemError extends ConnectorError {
  readonly failureType = 'system_error'
}

/**
 * The whole work is over, though it is not done: told to stop, the reader gone, or a crash. Whoever
 * reads one stream, or makes one request, lets it pass: it is nobody's failure.
 */
export abstract class EndOfWorkError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

/** We were told to stop, by a signal as a rule. Not a failure to report to anyone. */
export class StoppedError extends EndOfWorkError {
  constructor() {
    super('Told to stop')
  }
}

/** A defect of ours, in a callback that nobody waits for. `cause` is what was thrown. */
export class CrashedError extends EndOfWorkError {
  constructor(thrown: unknown) {
    super('Crashed', { cause: thrown })
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
