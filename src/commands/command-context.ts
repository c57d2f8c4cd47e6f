import type { Instant } from '../time/instant'
import type { Secrets } from '../protocol/secrets'
import type { Writer } from '../protocol/writer'
import type { Runtime } from '../runtime'
import type { People } from '../terminal/people'
import type { Tally } from '../terminal/tally'

/** What main hands to every command. */
export interface CommandContext {
  readonly writer: Writer
  readonly runtime: Runtime
  readonly secrets: Secrets
  /** Aborted with an EndOfWorkError when the work is over before it is done. */
  readonly stop: AbortSignal
  /** The clock of the built-in sandbox, on which its rows come and change. */
  readonly sandboxNow: () => Instant
  /** Reserved datasets that the built-in sandbox serves all the same. */
  readonly sandboxOpened: readonly string[]
  /** What has been written so far. */
  readonly tally: Tally
  readonly people: People
}
