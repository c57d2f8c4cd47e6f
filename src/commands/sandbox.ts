import { ConfigError, messageOf } from '../errors'
import { clockFrom } from './clock'
import type { CommandContext } from './command-context'

export interface SandboxArguments {
  readonly port: number
  /** Undefined: loopback only. */
  readonly host: string | undefined
  /** The instant at which its clock begins; undefined: now. */
  readonly now: string | undefined
  /** Reserved datasets that it serves all the same, by their codes. */
  readonly opened: readonly string[]
}

/**
 * Serves the built-in ClearGrid until the process is told to stop, which is how its work is done:
 * SIGTERM and SIGINT end it with exit code 0.
 * @returns true.
 * @throws ConfigError for an instant that is none, and for a port that cannot be listened on.
 */
export async function sandbox(
  { port, host, now, opened }: SandboxArguments,
  { runtime, sandboxNow, sandboxOpened, stop, people }: CommandContext,
): Promise<boolean> {
  const clock = now === undefined ? sandboxNow : clockFrom(now, '--now', runtime.now)
  const { startSandbox } = await import('../sandbox/server')
  const server = await startSandbox({
    now: clock,
    port,
    opened: [...sandboxOpened, ...opened],
    ...(host === undefined ? {} : { host }),
  }).catch((thrown: unknown) => {
    throw new ConfigError(`The sandbox cannot listen on port ${port}: ${messageOf(thrown)}.`)
  })
  people.say(`The sandbox listens on ${server.url}. Any lender, email and password will do,`)
  people.say(
    `except a password with the word "wrong" in it. Set base_url to ${server.url} to read from it.`,
  )
  await untilStopped(stop)
  await server.close()
  people.say('The sandbox has ended.')
  return true
}

async function untilStopped(stop: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    if (stop.aborted) resolve()
    else stop.addEventListener('abort', () => resolve(), { once: true })
  })
}
