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
  const open = new Set<{ destroy(): unknown; once(event: 'close', act: () => void): unknown }>()

  function watch<T extends Parameters<typeof open.add>[0]>(connection: T): T {
    open.add(connection)
    connection.once('close', () => open.delete(connection))
    return connection
  }

  const createConnection = (options: ConnectionOptions, onCreate: OnCreate): undefined => {
    const target = `${options.host ?? ''}:${options.port ?? 443}`
    const request = watch(connectRequest(proxy, target))
    const ended = new AbortController()
    let isOver = false

    function end(error: ExchangeFailure | null, socket?: Duplex): void {
      ended.abort()
      if (isOver) return
      isOver = true
      onCreate(error, socket)
    }
    function fail(error: ExchangeFailure): void {
      end(error)
      request.destroy()
    }

    sleep(TUNNEL_WITHIN_MS, ended.signal).then(
      () => fail(failed(`the proxy did not answer within ${TUNNEL_WITHIN_MS / 1000} s`)),
      () => {},
    )
    request.on('error', (thrown) => fail(failureFrom(thrown)))
    request.once('connect', (answer: http.IncomingMessage, socket: Duplex, head: Buffer) => {
      const { statusCode: status = 0 } = answer
      watch(socket)
      if (isOver || status < 200 || status > 299) {
        socket.destroy()
        fail(failureFromStatus(status))
        return
      }
      if (head.length > 0) socket.unshift(head)
      end(null, watch(tls.connect({ ...options, socket })))
    })
    request.end()
    return undefined
  }
  return {
    agent: Object.assign(agent, { createConnection }),
    destroy: () => {
      agent.destroy()
      for (const connection of open) connection.destroy()
    },
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
