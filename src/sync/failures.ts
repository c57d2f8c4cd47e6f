import { ConnectorError } from '../errors'

/** What has failed of one stream, and what follows from it. */
export interface Failures {
  readonly haveAny: boolean
  /** Whether nothing more of the stream is tried in this sync. */
  readonly haveGivenUp: boolean
  /** Whether to go on from the other end: a bad stretch must not keep all others out. */
  readonly isTimeToTurn: boolean
  /** A window failed for good. */
  add(thrown: unknown): void
  /** A window was read. */
  oneSucceeded(): void
}

/** Windows that fail in a row before the others are tried from the other end. */
const TURN_AFTER = 3

/** Windows that fail in a row, from both ends, before the stream is given up. */
const GIVE_UP_AFTER = 9

export function createFailures(): Failures {
  let inARow = 0
  let haveAny = false
  let haveGivenUp = false
  return {
    get haveAny() {
      return haveAny
    },
    get haveGivenUp() {
      return haveGivenUp
    },
    get isTimeToTurn() {
      return inARow > 0 && inARow % TURN_AFTER === 0
    },
    add: (thrown) => {
      haveAny = true
      inARow += 1
      // A defect of ours, or what concerns everything: no other window would do better.
      const isForAll = !(thrown instanceof ConnectorError) || thrown.isForAll
      haveGivenUp ||= isForAll || inARow >= GIVE_UP_AFTER
    },
    oneSucceeded: () => {
      inARow = 0
    },
  }
}
