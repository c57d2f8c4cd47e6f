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
  const means: Means = { tools, sleep, isProxied }
  return (config) =>
    new Promise<Answer>((resolve, reject) => {
      new OneExchange(open(config), config, means, { resolve, reject }).begin()
    })
}

type Answer = AxiosResponse<Collected>

/** What all exchanges have in common. */
interface Means {
  readonly tools: BodyTools
  readonly sleep: Runtime['sleep']
  readonly isProxied: boolean
}

/** Who waits for the answer. */
interface Settlers {
  readonly resolve: (answer: Answer) => void
  readonly reject: (reason: ExchangeFailure) => void
}

/** One request and its answer: it ends once, with an answer or a failure. */
class OneExchange {
  readonly #request: http.ClientRequest
  readonly #config: InternalAxiosRequestConfig
  readonly #means: Means
  readonly #settlers: Settlers
  readonly #ended = new AbortController()
  #isConnected = false

  constructor(
    request: http.ClientRequest,
    config: InternalAxiosRequestConfig,
    means: Means,
    settlers: Settlers,
  ) {
    this.#request = request
    this.#config = config
    this.#means = means
    this.#settlers = settlers
  }

  begin(): void {
    const { timeout: deadlineMs = Infinity, signal } = this.#config
    this.#after(deadlineMs, () =>
      this.#breakOff(this.#isConnected ? noAnswer(deadlineMs) : this.#unconnected(deadlineMs)),
    )
    signal?.addEventListener?.('abort', this.#stop)
    this.#request.on('error', this.#breakOff)
    this.#request.on('socket', (socket) => this.#watchConnecting(socket))
    this.#request.on('response', (answer) => this.#read(answer))
    this.#request.end(this.#config.data)
  }

  readonly #stop = (): void => this.#breakOff(new Error('stopped'))

  readonly #breakOff = (reason: unknown): void => {
    this.#end()
    this.#settlers.reject(failureFromError(reason, this.#isConnected))
    this.#request.destroy()
  }

  #end(): void {
    this.#ended.abort(ENDED)
    this.#config.signal?.removeEventListener?.('abort', this.#stop)
  }

  #after(delayMs: number, act: () => void): void {
    this.#means.sleep(delayMs, this.#ended.signal).then(act, () => {})
  }

  #watchConnecting(socket: Socket): void {
    this.#isConnected = !isUnderWay(socket)
    if (this.#isConnected) return
    const isSecure = 'secureConnecting' in socket
    socket.once(isSecure ? 'secureConnect' : 'connect', () => (this.#isConnected = true))
    this.#after(CONNECT_WITHIN_MS, () => {
      if (!this.#isConnected) this.#breakOff(this.#unconnected(CONNECT_WITHIN_MS))
    })
  }

  #read(answer: http.IncomingMessage): void {
    const give = (data: Collected): void => {
      this.#end()
      this.#settlers.resolve(toResponse(answer, data, this.#config))
    }
    if (answer.statusCode === 200) {
      collect(answer, this.#means.tools).then(give, this.#breakOff)
      return
    }
    // The status decides: a body that cannot be read counts as empty.
    const giveUp = (): void => {
      give(NO_BODY)
      this.#request.destroy()
    }
    this.#after(ERROR_BODY_WITHIN_MS, giveUp)
    collect(answer, this.#means.tools).then(give, giveUp)
  }

  #unconnected(withinMs: number): ExchangeFailure {
    const { isProxied } = this.#means
    return new ExchangeFailure({
      kind: isProxied ? 'proxy-failed' : 'unreachable',
      what: `no connection${isProxied ? ' through the proxy' : ''} within ${withinMs / 1000} s`,
    })
  }
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
): Answer {
  return { data, status, statusText, headers: headers as AxiosResponse['headers'], config }
}
