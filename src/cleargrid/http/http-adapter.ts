import http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import type { AxiosAdapter, AxiosResponse, InternalAxiosRequestConfig } from 'axios'
import type { Runtime } from '../../runtime'
import { collect, type BodyTools, type Collected } from './body'
import { ExchangeFailure, failureFromError } from './failure'

/** A connection that takes longer than this says nothing about the size of the request. */
export const CONNECT_WITHIN_MS = 15_000

/** Where the status alone decides, the body is not waited for longer than this. */
const ERROR_BODY_WITHIN_MS = 2_000

/**
 * What axios sends requests with. Its own adapter makes several streams, and copies, for each
 * exchange, which costs more than all else that is done with a page: see docs/decisions.md. It
 * knows what the transport uses: `method`, `url`, `headers`, a text as `data`, the agents, `signal`,
 * and `timeout`: milliseconds from the first byte sent to the last byte read. It rejects with an
 * ExchangeFailure.
 * @param isProxied whether connections are made through a proxy.
 */
export function createAdapter(
  tools: BodyTools,
  sleep: Runtime['sleep'],
  isProxied: boolean,
): AxiosAdapter {
  const unconnected = (withinMs: number): ExchangeFailure =>
    new ExchangeFailure({
      kind: isProxied ? 'proxy-failed' : 'unreachable',
      what: `no connection${isProxied ? ' through the proxy' : ''} within ${withinMs / 1000} s`,
    })
  return (config) =>
    new Promise<AxiosResponse<Collected>>((resolve, reject) => {
      const request = open(config)
      const ended = new AbortController()
      const deadlineMs = config.timeout ?? Infinity
      let isConnected = false

      after(deadlineMs, () =>
        breakOff(isConnected ? noAnswer(deadlineMs) : unconnected(deadlineMs)),
      )
      const stop = (): void => breakOff(new Error('stopped'))
      config.signal?.addEventListener?.('abort', stop)

      function after(delayMs: number, act: () => void): void {
        sleep(delayMs, ended.signal).then(act, () => {})
      }
      function end(): void {
        ended.abort(ENDED)
        config.signal?.removeEventListener?.('abort', stop)
      }
      function breakOff(reason: unknown): void {
        end()
        reject(failureFromError(reason, isConnected))
        request.destroy()
      }

      request.on('error', breakOff)
      request.on('socket', (socket) => {
        isConnected = !isUnderWay(socket)
        if (isConnected) return
        const isSecure = 'secureConnecting' in socket
        socket.once(isSecure ? 'secureConnect' : 'connect', () => (isConnected = true))
        after(CONNECT_WITHIN_MS, () => {
          if (!isConnected) breakOff(unconnected(CONNECT_WITHIN_MS))
        })
      })
      request.on('response', (answer) => {
        const give = (data: Collected): void => {
          end()
          resolve(toResponse(answer, data, config))
        }
        if (answer.statusCode === 200) {
          collect(answer, tools).then(give, breakOff)
          return
        }
        // The status decides: a body that cannot be read counts as empty.
        const giveUp = (): void => {
          give(NO_BODY)
          request.destroy()
        }
        after(ERROR_BODY_WITHIN_MS, giveUp)
        collect(answer, tools).then(give, giveUp)
      })
      request.end(config.data)
    })
}

/** Of each exchange: an error of its own would cost more than its timers. */
const ENDED = new Error('the exchange has ended')

const NO_BODY: Collected = { buffer: Buffer.alloc(0), length: 0 }

/** Headers are set one by one: what is among the options is printed by NODE_DEBUG. */
function open(config: InternalAxiosRequestConfig): http.ClientRequest {
  const url = new URL(config.url ?? '')
  const isSecure = url.protocol === 'https:'
  const request = (isSecure ? https : http).request(url, {
    method: config.method?.toUpperCase() ?? 'GET',
    agent: (isSecure ? config.httpsAgent : config.httpAgent) as http.Agent,
  })
  try {
    for (const [name, value] of Object.entries(config.headers.toJSON())) {
      request.setHeader(name, String(value))
    }
  } catch (thrown) {
    // Nobody would hear its errors, and they would end the process.
    request.on('error', () => {}).destroy()
    throw thrown
  }
  return request
}

/** Whether a socket has still to connect, or to agree on its encryption. */
function isUnderWay(socket: Socket): boolean {
  return socket.connecting || ('secureConnecting' in socket && socket.secureConnecting === true)
}

function noAnswer(deadlineMs: number): ExchangeFailure {
  return new ExchangeFailure({ kind: 'deadline', what: `no answer within ${deadlineMs / 1000} s` })
}

function toResponse(
  { statusCode: status = 0, statusMessage: statusText = '', headers }: http.IncomingMessage,
  data: Collected,
  config: InternalAxiosRequestConfig,
): AxiosResponse<Collected> {
  return { data, status, statusText, headers: headers as AxiosResponse['headers'], config }
}
