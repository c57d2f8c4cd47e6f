import http from 'node:http'
import https from 'node:https'
import axios, { type AxiosRequestConfig } from 'axios'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { getProxyForUrl } from 'proxy-from-env'
import { failureOfError } from './failure'
import { isLoopback } from './hosts'
import type { HttpRequest, HttpAnswer, Transport } from './http'

/** Sockets are kept alive and shared. Call `close` when the work is done. */
export interface HttpTransport {
  readonly send: Transport
  close(): void
}

const BODY_BYTES_MAX = 256 * 1024 * 1024

/**
 * The transport for one host. HTTPS_PROXY, HTTP_PROXY and NO_PROXY are honoured: https goes through
 * a CONNECT tunnel. Loopback is never proxied: it is the sandbox, or a test. Redirects are not
 * followed: the token must not reach another host.
 */
export function createTransport(base: string): HttpTransport {
  const { agents, requestConfig } = connectionsTo(base)
  const client = axios.create({
    ...requestConfig,
    responseType: 'arraybuffer',
    maxRedirects: 0,
    maxContentLength: BODY_BYTES_MAX,
    validateStatus: () => true,
  })
  return {
    send: async (request) => await exchange((config) => client.request<Buffer>(config), request),
    close: () => {
      for (const agent of agents) agent.destroy()
    },
  }
}

function connectionsTo(base: string): { agents: http.Agent[]; requestConfig: AxiosRequestConfig } {
  const url = new URL(base)
  const proxy = isLoopback(url.hostname) ? '' : getProxyForUrl(base)
  const plain = new http.Agent({ keepAlive: true })
  const secure =
    proxy === ''
      ? new https.Agent({ keepAlive: true })
      : new HttpsProxyAgent(proxy, { keepAlive: true })
  const requestConfig = { httpAgent: plain, httpsAgent: secure, proxy: false } as const
  return { agents: [plain, secure], requestConfig }
}

type Send = (config: AxiosRequestConfig) => Promise<{
  status: number
  headers: unknown
  data: Buffer
}>

async function exchange(send: Send, request: HttpRequest): Promise<HttpAnswer> {
  const deadline = new AbortController()
  const stop = (): void => deadline.abort()
  const timer = setTimeout(stop, request.deadlineMs)
  request.signal?.addEventListener('abort', stop, { once: true })
  try {
    request.signal?.throwIfAborted()
    const answer = await send({
      method: request.method,
      url: request.url,
      headers: { ...request.headers },
      data: request.body,
      signal: deadline.signal,
    })
    return { status: answer.status, headers: plainHeaders(answer.headers), body: answer.data }
  } catch (thrown) {
    request.signal?.throwIfAborted()
    throw failureOfError(thrown, deadline.signal.aborted ? request.deadlineMs : undefined)
  } finally {
    clearTimeout(timer)
    request.signal?.removeEventListener('abort', stop)
  }
}

function plainHeaders(headers: unknown): Record<string, string> {
  const entries = Object.entries({ ...(headers as Record<string, unknown>) })
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]))
}
