import http from 'node:http'
import https from 'node:https'
import type { Duplex } from 'node:stream'
import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { getProxyForUrl } from 'proxy-from-env'
import { sleep as realSleep, type Runtime } from '../runtime'
import type { Collected } from './body'
import { createBuffers, type Buffers } from './buffers'
import { failureOfError } from './failure'
import { isLoopback } from './hosts'
import { createAdapter, DeadlineError } from './http-adapter'
import type { HttpRequest, HttpAnswer, Transport } from './http'

/** Sockets are kept alive and shared. Call `close` when the work is done. */
export interface HttpTransport {
  readonly send: Transport
  close(): void
}

/** Bodies that are read at the same time, about: one for each request in flight. */
const BUFFERS_KEPT = 32

/** What a transport is made of; tests bring sockets and a clock of their own. */
export interface TransportOptions {
  /** How deadlines are waited for. */
  readonly sleep?: Runtime['sleep']
  /** Makes the connections of plain http. */
  readonly createConnection?: () => Duplex
}

/**
 * The transport for one host. HTTPS_PROXY, HTTP_PROXY and NO_PROXY are honoured: https goes through
 * a CONNECT tunnel. Loopback is never proxied: it is the sandbox, or a test. Redirects are not
 * followed: the token must not reach another host.
 */
export function createTransport(
  base: string,
  { sleep = realSleep, createConnection }: TransportOptions = {},
): HttpTransport {
  const { agents, requestConfig } = connectionsTo(base, createConnection)
  const buffers = createBuffers(BUFFERS_KEPT)
  const client = axios.create({
    ...requestConfig,
    adapter: createAdapter(buffers, sleep),
    transformRequest: [],
    transformResponse: [],
    validateStatus: () => true,
  })
  const send: Send = async (config) => await client.request<Collected>(config)
  return {
    send: async (request) => await exchange(request, send, buffers),
    close: () => {
      for (const agent of agents) agent.destroy()
    },
  }
}

function connectionsTo(
  base: string,
  createConnection: TransportOptions['createConnection'],
): { agents: http.Agent[]; requestConfig: AxiosRequestConfig } {
  const url = new URL(base)
  const proxy = isLoopback(url.hostname) ? '' : getProxyForUrl(base)
  const plain = new http.Agent({ keepAlive: true })
  if (createConnection !== undefined) plain.createConnection = createConnection
  const secure =
    proxy === ''
      ? new https.Agent({ keepAlive: true })
      : new HttpsProxyAgent(proxy, { keepAlive: true })
  // Packing pays over a network, not where there is none.
  const encoding = isLoopback(url.hostname) ? 'identity' : 'gzip'
  const headers = { 'accept-encoding': encoding, 'user-agent': 'source-cleargrid' }
  const requestConfig = { httpAgent: plain, httpsAgent: secure, headers }
  return { agents: [plain, secure], requestConfig }
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
    throw failureOfError(thrown, thrown instanceof DeadlineError ? timeout : undefined)
  }
}

function plainHeaders(headers: unknown): Record<string, string> {
  const entries = Object.entries({ ...(headers as Record<string, unknown>) })
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]))
}
