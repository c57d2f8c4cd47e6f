import { ConnectorError } from '../../errors'
import { MINUTE_MS } from '../../time/instant'

/** What has failed of one stream, and what follows from it. */
export interface Failures {
  readonly haveAny: boolean
  /** Whether nothing more of the stream is tried in this sync. */
  readonly haveGivenUp: boolean
  /** Whether to go on from the other end: a bad stretch must not keep all others out. */
  readonly isTimeToTurn: boolean
  /** A request failed. Whether none has been answered for so long that it is time to give up. */
  hasFailedTooLong(): boolean
  /** A page came. */
  onPage(): void
  /** A window failed for good. */
  add(thrown: unknown): void
  /** A window was read. */
  oneSucceeded(): void
}

/** Windows that fail in a row before the others are tried from the other end. */
const TURN_AFTER = 3

/** Windows that fail in a row, from both ends, before the stream is given up. */
const GIVE_UP_AFTER = 9

/** No sync is silent for an hour, whatever is still to be tried. */
const FAILING_MS_MAX = 50 * MINUTE_MS

/** @param elapsedMs a clock that only goes forward. */
export function createFailures(elapsedMs: () => number): Failures {
  let inARow = 0
  let failingSinceMs: number | undefined
  let haveAny = false
  let haveGivenUp = false

  function hasFailedTooLong(): boolean {
    failingSinceMs ??= elapsedMs()
    return elapsedMs() - failingSinceMs >= FAILING_MS_MAX
  }

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
    hasFailedTooLong,
    onPage: () => {
      failingSinceMs = undefined
    },
    add: (thrown) => {
      haveAny = true
      inARow += 1
      // A defect of ours, or what concerns everything: no other window would do better.
      const isForAll = !(thrown instanceof ConnectorError) || thrown.isForAll
      haveGivenUp ||= hasFailedTooLong() || isForAll || inARow >= GIVE_UP_AFTER
    },
    oneSucceeded: () => {
      inARow = 0
    },
  }
}
