import { createClient, type Client, type ClientOptions } from '../cleargrid/client'
import { hostsOf } from '../cleargrid/http/hosts'
import type { Transport } from '../cleargrid/http/exchange'
import { createTransport } from '../cleargrid/http/transport'
import type { Config } from '../config'
import { messageOf } from '../errors'
import type { Runtime } from '../runtime'
import type { World } from './command-context'

/** How patient a command is with ClearGrid. */
export type Patience = Pick<
  ClientOptions,
  'policy' | 'pageDeadlineMs' | 'loginDeadlineMs' | 'concurrencyAtFirst'
> & {
  /** Requests at once; undefined: as the settings say. */
  readonly concurrency?: number
}

/** A way to ClearGrid. Close it when the work is done, or the process does not end. */
export interface Connection {
  client(onPause: ClientOptions['onPause']): Client
  close(): Promise<void>
}

/** The way to the ClearGrid of the settings; the sandbox is started for it. */
export async function connect(
  config: Config,
  {
    runtime,
    secrets,
    sandboxNow,
    sandboxOpened,
  }: Pick<World, 'runtime' | 'secrets' | 'sandboxNow' | 'sandboxOpened'>,
  patience: Patience,
): Promise<Connection> {
  const sandbox = usesSandbox(config) ? await startBuiltIn(sandboxNow, sandboxOpened) : undefined
  const baseUrl = sandbox === undefined ? config.baseUrl : new URL(sandbox.url)
  const hosts = hostsOf(baseUrl ?? (config.environment === 'staging' ? 'staging' : 'production'))
  const transport = createTransport(hosts.auth)
  return {
    client: (onPause) =>
      createClient({
        concurrency: config.concurrency,
        ...patience,
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
    const told = (what: string): void => {
      const took = Math.round(elapsedMs() - beganAtMs)
      log('DEBUG', `${request.method} ${withoutPageCursor(request.url)}: ${what} in ${took} ms`)
    }
    try {
      const answer = await send(request)
      told(`${answer.status}, ${answer.body.length} bytes`)
      return answer
    } catch (thrown) {
      told(messageOf(thrown))
      throw thrown
    }
  }
}

/** It is long, and means nothing to anybody but ClearGrid. */
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
