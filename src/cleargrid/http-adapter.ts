import http from 'node:http'
import https from 'node:https'
import type { AxiosAdapter, AxiosResponse, InternalAxiosRequestConfig } from 'axios'
import type { Runtime } from '../runtime'
import { collect, type Collected } from './body'
import type { Buffers } from './buffers'

/** There was no whole answer within the request's `timeout`. */
export class DeadlineError extends Error {}

/**
 * What axios sends requests with. Its own adapter makes several streams, and copies, for each
 * exchange, which costs more than all else that is done with a page: see docs/decisions.md. It
 * knows what the transport uses: `method`, `url`, `headers`, a text as `data`, the agents, `signal`,
 * and `timeout`: milliseconds from the first byte sent to the last byte read.
 */
export function createAdapter(buffers: Buffers, sleep: Runtime['sleep']): AxiosAdapter {
  return (config) =>
    new Promise<AxiosResponse<Collected>>((resolve, reject) => {
      const request = open(config)
      const ended = new AbortController()
      sleep(config.timeout ?? Infinity, ended.signal).then(
        () => breakOff(new DeadlineError()),
        () => {},
      )
      const stop = (): void => breakOff(new Error('stopped'))
      config.signal?.addEventListener?.('abort', stop)

      function end(): void {
        ended.abort()
        config.signal?.removeEventListener?.('abort', stop)
      }
      function fail(reason: Error): void {
        end()
        reject(reason)
      }
      function breakOff(reason: Error): void {
        fail(reason)
        request.destroy()
      }

      request.on('error', fail)
      request.on('response', (answer) => {
        collect(answer, buffers).then((data) => {
          end()
          resolve(responseOf(answer, data, config))
        }, breakOff)
      })
      request.end(config.data)
    })
}

function open(config: InternalAxiosRequestConfig): http.ClientRequest {
  const url = new URL(config.url ?? '')
  const isSecure = url.protocol === 'https:'
  return (isSecure ? https : http).request(url, {
    method: config.method?.toUpperCase() ?? 'GET',
    headers: config.headers.toJSON(),
    agent: (isSecure ? config.httpsAgent : config.httpAgent) as http.Agent,
  })
}

function responseOf(
  { statusCode: status = 0, statusMessage: statusText = '', headers }: http.IncomingMessage,
  data: Collected,
  config: InternalAxiosRequestConfig,
): AxiosResponse<Collected> {
  return { data, status, statusText, headers: headers as AxiosResponse['headers'], config }
}
