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

/** We were told to stop (SIGTERM, or nobody reads any more): the end of the work, not a failure. */
export class StoppedError extends Error {
  constructor() {
    super('Told to stop')
    this.name = 'StoppedError'
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
