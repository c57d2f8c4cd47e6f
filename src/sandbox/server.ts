import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { messageOf } from '../errors'
import { Refusal, refusalAnswer } from './answer'
import { createApi } from './api'
import type { SandboxData } from './data'
import { deliver, type ScriptedAnswer } from './deliver'
import { receive, type SandboxExchange } from './receive'
import type { DatasetPage } from './fetch-dataset'
import { seededData } from './seeded-data'

export type { ScriptedAnswer, SandboxExchange, DatasetPage }

export interface SandboxOptions {
  /** The sandbox's clock: the Date header, which rows exist, when tokens expire. */
  readonly now: () => number
  /** Default: the seeded data. */
  readonly data?: SandboxData
  /** A scripted fault or answer; undefined: answer as usual. */
  readonly intercept?: (
    exchange: SandboxExchange,
  ) => ScriptedAnswer | undefined | Promise<ScriptedAnswer | undefined>
  /** A scripted page for a request that may read its dataset; undefined: a page of the data. */
  readonly pages?: (exchange: SandboxExchange) => DatasetPage | undefined
  /** Default: 15 minutes. */
  readonly tokenLifeMs?: number
  /** A request to a via dataset that has more rows than this ahead ends in 504. Default: 10,000. */
  readonly scanRowsMax?: number
  /** Reserved datasets that are open all the same, such as D24. Default: none. */
  readonly opened?: readonly string[]
  /** Default: a free one. */
  readonly port?: number
  /** The address to listen on. Default: 127.0.0.1, so that nobody else can reach it. */
  readonly host?: string
}

/** A ClearGrid of our own. */
export interface Sandbox {
  readonly url: string
  /** The exchanges so far; the latest 10,000 of them are kept. */
  readonly exchanges: readonly SandboxExchange[]
  /** Drops every connection, so that nothing keeps the process alive. */
  close(): Promise<void>
}

const EXCHANGES_KEPT = 10_000
const TOKEN_LIFE_MS = 15 * 60_000
const SCAN_ROWS_MAX = 10_000

/**
 * Starts a ClearGrid: the real paths, rules and error shapes.
 * @throws what the system says when it cannot listen there: EADDRINUSE, EACCES, EADDRNOTAVAIL.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const exchanges: SandboxExchange[] = []
  const closing = new AbortController()
  const serve = createHandler(options, exchanges, closing.signal)
  const server = createServer((request, response) => {
    // A client that went away, or a sandbox that is being closed: nobody waits for the answer.
    serve(request, response).catch(() => response.destroy())
  })
  // An idle connection that is closed just as it is used again would look like a fault.
  server.keepAliveTimeout = 0
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1')
  await once(server, 'listening')
  return {
    url: urlOf(server),
    exchanges,
    close: async () => {
      closing.abort()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

function createHandler(
  options: SandboxOptions,
  exchanges: SandboxExchange[],
  closing: AbortSignal,
): Handler {
  const { now, intercept = () => undefined } = options
  const api = createApi({
    data: options.data ?? seededData(),
    tokenLifeMs: options.tokenLifeMs ?? TOKEN_LIFE_MS,
    scanRowsMax: options.scanRowsMax ?? SCAN_ROWS_MAX,
    opened: options.opened ?? [],
    pages: options.pages ?? (() => undefined),
  })
  let received = 0
  return async (request, response) => {
    const exchange = { ...(await receive(request)), index: received }
    received += 1
    exchanges.push(exchange)
    if (exchanges.length > EXCHANGES_KEPT) exchanges.shift()
    const usual = { usual: () => api(exchange, now()), now, closing }
    try {
      await deliver(response, exchange, await intercept(exchange), usual)
    } catch (thrown) {
      if (closing.aborted || response.headersSent) throw thrown
      const defect = refusalAnswer(new Refusal(500, messageOf(thrown)), exchange.index)
      await deliver(response, exchange, undefined, { ...usual, usual: () => defect })
    }
  }
}

function urlOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port to listen on')
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host}:${address.port}`
}
