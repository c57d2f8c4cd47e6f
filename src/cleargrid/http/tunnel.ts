import http from 'node:http'
import https from 'node:https'
import type { Duplex } from 'node:stream'
import tls, { type ConnectionOptions } from 'node:tls'
import type { Runtime } from '../../runtime'
import { codeOf, ExchangeFailure } from './failure'
import { certificateKind } from './failure-kinds'
import type { Proxy } from './proxy-settings'

/** A proxy that is silent for so long is failing. */
export const TUNNEL_WITHIN_MS = 10_000

/** What makes https connections through a proxy. */
export interface TunnelAgent {
  readonly agent: https.Agent
  /** Destroys every connection, those that never came about too. */
  destroy(): void
}

type OnCreate = (error: Error | null, socket?: Duplex) => void

/**
 * An agent whose connections are CONNECT tunnels of `proxy`. Each failure is an ExchangeFailure of
 * the proxy's: 'proxy-refused' for its 3xx and 4xx, 'proxy-failed' for all else. No connection that
 * failed stays open: the process could not end.
 */
export function createTunnelAgent(proxy: Proxy, sleep: Runtime['sleep']): TunnelAgent {
  const agent = new https.Agent({ keepAlive: true })
  const open = new OpenConnections()
  const createConnection = (options: ConnectionOptions, onCreate: OnCreate): undefined => {
    const target = `${options.host ?? ''}:${options.port ?? 443}`
    const request = open.watch(connectRequest(proxy, target))
    new Tunnel(request, options, onCreate, open).begin(sleep)
    return undefined
  }
  return {
    agent: Object.assign(agent, { createConnection }),
    destroy: () => {
      agent.destroy()
      open.destroyAll()
    },
  }
}

interface Connection {
  destroy(): unknown
  once(event: 'close', act: () => void): unknown
}

/** Every connection that has not closed yet. */
class OpenConnections {
  readonly #open = new Set<Connection>()

  watch<T extends Connection>(connection: T): T {
    this.#open.add(connection)
    connection.once('close', () => this.#open.delete(connection))
    return connection
  }

  destroyAll(): void {
    for (const connection of this.#open) connection.destroy()
  }
}

/** The way to one tunnel: it ends once, with an encrypted socket or a failure. */
class Tunnel {
  readonly #request: http.ClientRequest
  readonly #options: ConnectionOptions
  readonly #onCreate: OnCreate
  readonly #open: OpenConnections
  readonly #ended = new AbortController()
  #isOver = false

  constructor(
    request: http.ClientRequest,
    options: ConnectionOptions,
    onCreate: OnCreate,
    open: OpenConnections,
  ) {
    this.#request = request
    this.#options = options
    this.#onCreate = onCreate
    this.#open = open
  }

  begin(sleep: Runtime['sleep']): void {
    sleep(TUNNEL_WITHIN_MS, this.#ended.signal).then(
      () => this.#fail(failed(`the proxy did not answer within ${TUNNEL_WITHIN_MS / 1000} s`)),
      () => {},
    )
    this.#request.on('error', (thrown) => this.#fail(failureFrom(thrown)))
    this.#request.once('connect', (answer: http.IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#answered(answer, socket, head),
    )
    this.#request.end()
  }

  #answered({ statusCode: status = 0 }: http.IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#open.watch(socket)
    if (this.#isOver || status < 200 || status > 299) {
      socket.destroy()
      this.#fail(failureFromStatus(status))
      return
    }
    if (head.length > 0) socket.unshift(head)
    this.#end(null, this.#open.watch(tls.connect({ ...this.#options, socket })))
  }

  #end(error: ExchangeFailure | null, socket?: Duplex): void {
    this.#ended.abort()
    if (this.#isOver) return
    this.#isOver = true
    this.#onCreate(error, socket)
  }

  #fail(error: ExchangeFailure): void {
    this.#end(error)
    this.#request.destroy()
  }
}

/** Headers are set one by one: what is among the options is printed by NODE_DEBUG. */
function connectRequest(
  { isSecure, host, port, authorization }: Proxy,
  target: string,
): http.ClientRequest {
  const options = { method: 'CONNECT', host, port, path: target, agent: false, setHost: false }
  const request = (isSecure ? https : http).request(options)
  request.setHeader('host', target)
  request.setHeader('user-agent', 'source-cleargrid')
  if (authorization !== undefined) request.setHeader('proxy-authorization', authorization)
  return request
}

/** 408 and 429 are temporary; the other 4xx come from the proxy's settings. */
function failureFromStatus(status: number): ExchangeFailure {
  const what = `the proxy answered ${status}`
  const isRefusal = status >= 300 && status < 500 && status !== 408 && status !== 429
  return new ExchangeFailure({ kind: isRefusal ? 'proxy-refused' : 'proxy-failed', what, status })
}

function failureFrom(thrown: unknown): ExchangeFailure {
  const code = codeOf(thrown)
  const kind = certificateKind(code)
  if (kind === undefined) return failed(`the connection to the proxy failed (${code})`)
  return new ExchangeFailure({ kind, what: `the certificate of the proxy was refused (${code})` })
}

function failed(what: string): ExchangeFailure {
  return new ExchangeFailure({ kind: 'proxy-failed', what })
}
