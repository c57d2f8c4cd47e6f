import http from 'node:http'
import https from 'node:https'
import type { Duplex } from 'node:stream'
// Must come before axios: it hides what axios would look at.
import { showGlobals } from './hidden-globals'
import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios'
import { realEnvironment, sleep as realSleep, type Environment, type Runtime } from '../../runtime'
import { createAllowance } from './allowance'
import type { Collected } from './body'
import { createBuffers, type Buffers } from './buffers'
import { ExchangeFailure, failureFromError } from './failure'
import { isLoopback } from './hosts'
import type { HttpRequest, HttpAnswer, Transport } from './exchange'
import { createAdapter } from './http-adapter'
import { proxyFor, type Proxy } from './proxy-settings'
import { createTunnelAgent } from './tunnel'

showGlobals()

/** Sockets are kept alive and shared. Call `close` when the work is done. */
export interface HttpTransport {
  /** Fails, too, when the environment names a proxy that cannot be used. */
  readonly send: Transport
  close(): void
}

/** About as many bodies as are read at the same time: one for each request in flight. */
const BUFFERS_KEPT = 32

/** Bytes of bodies that are held at once, packed and unpacked. */
const BODY_BYTES_MAX = 64 * 1024 * 1024

/** What a transport is made of; tests bring sockets, a clock and an environment of their own. */
export interface TransportOptions {
  /** How deadlines are waited for. */
  readonly sleep?: Runtime['sleep']
  /** Makes the connections of plain http. */
  readonly createConnection?: () => Duplex
  /** Where the proxy is named. */
  readonly environment?: Environment
}

/**
 * The transport for one host. The variables that name proxies are honoured: https goes through a
 * CONNECT tunnel. Loopback is never proxied: it is the sandbox, or a test. Redirects are not
 * followed: the token must not reach another host.
 */
export function createTransport(base: string, options: TransportOptions = {}): HttpTransport {
  const { sleep = realSleep, createConnection, environment = realEnvironment } = options
  const url = new URL(base)
  const proxy = proxyOrFault(url, environment)
  if (proxy instanceof ExchangeFailure)
    return { send: () => Promise.reject(proxy), close: () => {} }
  const buffers = createBuffers(BUFFERS_KEPT)
  const tools = { buffers, allowance: createAllowance(BODY_BYTES_MAX) }
  const connections = connectionsTo(proxy, sleep, createConnection)
  const client = axios.create({
    ...connections.agents,
    headers: {
      // Compression is worth its CPU over a network, not on loopback.
      'accept-encoding': isLoopback(url.hostname) ? 'identity' : 'gzip',
      'user-agent': 'source-cleargrid',
    },
    adapter: createAdapter(tools, sleep, proxy !== undefined),
    transformRequest: [],
    transformResponse: [],
    validateStatus: () => true,
  })
  const send: Send = async (config) => await client.request<Collected>(config)
  return {
    send: async (request) => await exchange(request, send, buffers),
    close: connections.close,
  }
}

/** A fault of the environment is told when something is asked, as any other failure is. */
function proxyOrFault(url: URL, environment: Environment): Proxy | undefined | ExchangeFailure {
  try {
    return proxyFor(url, environment)
  } catch (thrown) {
    if (thrown instanceof ExchangeFailure) return thrown
    throw thrown
  }
}

function connectionsTo(
  proxy: Proxy | undefined,
  sleep: Runtime['sleep'],
  createConnection: TransportOptions['createConnection'],
): { agents: Pick<AxiosRequestConfig, 'httpAgent' | 'httpsAgent'>; close: () => void } {
  const httpAgent = new http.Agent({ keepAlive: true })
  if (createConnection !== undefined) httpAgent.createConnection = createConnection
  const tunnels = proxy === undefined ? undefined : createTunnelAgent(proxy, sleep)
  const httpsAgent = tunnels?.agent ?? new https.Agent({ keepAlive: true })
  return {
    agents: { httpAgent, httpsAgent },
    close: () => {
      httpAgent.destroy()
      httpsAgent.destroy()
      tunnels?.destroy()
    },
  }
}

type Send = (config: AxiosRequestConfig) => Promise<AxiosResponse<Collected>>

async function exchange(request: HttpRequest, send: Send, buffers: Buffers): Promise<HttpAnswer> {
  const { method, url, headers, body: data, deadlineMs: timeout, signal } = request
  try {
    signal?.throwIfAborted()
    const config = { method, url, headers: { ...headers }, data, timeout }
    const answer = await send(signal === undefined ? config : { ...config, signal })
    const { buffer, length } = answer.data
    return {
      status: answer.status,
      headers: plainHeaders(answer.headers),
      body: buffer.subarray(0, length),
      release: () => buffers.giveBack(buffer),
    }
  } catch (thrown) {
    signal?.throwIfAborted()
    throw failureFromError(thrown, true)
  }
}

function plainHeaders(headers: unknown): Record<string, string> {
  const entries = Object.entries({ ...(headers as Record<string, unknown>) })
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]))
}
