import type { Instant } from '../instant'
import type { Secrets } from '../protocol/secrets'
import type { Writer } from '../protocol/writer'
import type { Runtime } from '../runtime'

/** What main hands to every command. */
export interface World {
  readonly writer: Writer
  readonly runtime: Runtime
  readonly secrets: Secrets
  /** Aborted with a StoppedError when the process is told to stop. */
  readonly stop: AbortSignal
  /** The clock of the built-in sandbox, on which its rows come and change. */
  readonly sandboxNow: () => Instant
  /** Says a line to whoever sits before it, on stderr: only for commands that people start. */
  readonly tell: (line: string) => void
}
