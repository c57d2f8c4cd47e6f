import { ClientFailure } from '../../cleargrid/client-failure'
import { ConnectorError } from '../../errors'
import { MINUTE_MS } from '../../time/instant'

/** Tracks the failures of one stream, and decides when to give up. */
export interface Failures {
  readonly haveAny: boolean
  /** Whether nothing more of the stream is tried in this sync. */
  readonly haveGivenUp: boolean
  /** Whether to go on from the other end, so that a bad stretch does not block all others. */
  readonly isTimeToTurn: boolean
  /**
   * A request failed. Returns whether none has been answered for so long that it is time to give
   * up.
   * @param nowMs on a clock that only goes forward.
   */
  hasFailedTooLong(nowMs: number): boolean
  /** A page came. */
  onPage(): void
  /** A window failed for good. */
  add(thrown: unknown, nowMs: number): void
  /** A window was read. */
  oneSucceeded(): void
}

/** Windows that fail in a row before the others are tried from the other end. */
const TURN_AFTER = 3

/** Windows that fail in a row, from both ends, before the stream is given up. */
const GIVE_UP_AFTER = 9

/** No sync is silent for an hour, whatever is still to be tried. */
const FAILING_MS_MAX = 50 * MINUTE_MS

export function createFailures(): Failures {
  let inARow = 0
  let failingSinceMs: number | undefined
  let haveAny = false
  let haveGivenUp = false

  function hasFailedTooLong(nowMs: number): boolean {
    failingSinceMs ??= nowMs
    return nowMs - failingSinceMs >= FAILING_MS_MAX
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
    add: (thrown, nowMs) => {
      haveAny = true
      inARow += 1
      haveGivenUp ||= hasFailedTooLong(nowMs) || isForAll(thrown) || inARow >= GIVE_UP_AFTER
    },
    oneSucceeded: () => {
      inARow = 0
    },
  }
}

/** A defect of ours, or what concerns everything: no other window would do better. */
function isForAll(thrown: unknown): boolean {
  return thrown instanceof ClientFailure ? thrown.isForAll : !(thrown instanceof ConnectorError)
}
