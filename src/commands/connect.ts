import { createClient, type Client, type ClientOptions } from '../cleargrid/client'
import { hostsFor } from '../cleargrid/http/hosts'
import type { Transport } from '../cleargrid/http/exchange'
import { createTransport } from '../cleargrid/http/transport'
import type { Config } from '../config'
import { messageOf } from '../errors'
import type { Runtime } from '../runtime'
import type { CommandContext } from './command-context'

/** How a command talks to ClearGrid: how long it waits, and how much it asks for at once. */
export type ConnectionOptions = Pick<
  ClientOptions,
  'policy' | 'pageDeadlineMs' | 'loginDeadlineMs' | 'concurrencyAtFirst'
> & {
  /** Requests at once; undefined: as the settings say. */
  readonly concurrency?: number
}

/** A connection to ClearGrid. Close it when the work is done, or the process does not end. */
export interface Connection {
  client(onPause: ClientOptions['onPause']): Client
  close(): Promise<void>
}

/**
 * Connects to the ClearGrid that the settings name; starts the built-in sandbox where they name
 * that.
 */
export async function connect(
  config: Config,
  {
    runtime,
    secrets,
    sandboxNow,
    sandboxOpened,
  }: Pick<CommandContext, 'runtime' | 'secrets' | 'sandboxNow' | 'sandboxOpened'>,
  options: ConnectionOptions,
): Promise<Connection> {
  const sandbox = usesSandbox(config) ? await startBuiltIn(sandboxNow, sandboxOpened) : undefined
  const baseUrl = sandbox === undefined ? config.baseUrl : new URL(sandbox.url)
  const hosts = hostsFor(baseUrl ?? (config.environment === 'staging' ? 'staging' : 'production'))
  const transport = createTransport(hosts.auth)
  return {
    client: (onPause) =>
      createClient({
        concurrency: config.concurrency,
        ...options,
        hosts,
        credentials: config.credentials,
        transport: observed(transport.send, runtime),
        // A sandbox, built in or served, may be on another day: where its clock was set, so is ours.
        runtime: config.environment === 'sandbox' ? { ...runtime, now: sandboxNow } : runtime,
        onPause,
        onSecret: secrets.add,
      }),
    close: async () => {
      transport.close()
      await sandbox?.close()
    },
  }
}

/** Says in the log how each exchange went, where somebody asked for so much (`--debug`). */
function observed(send: Transport, { log, elapsedMs }: Runtime): Transport {
  return async (request) => {
    const beganAtMs = elapsedMs()
    const logOutcome = (what: string): void => {
      const took = Math.round(elapsedMs() - beganAtMs)
      log('DEBUG', `${request.method} ${withoutPageCursor(request.url)}: ${what} in ${took} ms`)
    }
    try {
      const answer = await send(request)
      logOutcome(`${answer.status}, ${answer.body.length} bytes`)
      return answer
    } catch (thrown) {
      logOutcome(messageOf(thrown))
      throw thrown
    }
  }
}

/** A page cursor is long, and means nothing to anybody but ClearGrid. */
function withoutPageCursor(url: string): string {
  return url.replace(/([?&]cursor=)[^&]*/, '$1…')
}

function usesSandbox({ environment, baseUrl }: Config): boolean {
  return environment === 'sandbox' && baseUrl === undefined
}

async function startBuiltIn(
  now: () => number,
  opened: readonly string[],
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { startSandbox } = await import('../sandbox/server')
  return await startSandbox({ now, opened })
}
