import type { ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Answer } from './answer'
import type { OpenExchange } from './receive'

/** What a script makes of one exchange. */
export type ScriptedAnswer =
  /** This answer in place of the usual one. A header that is null is left out. */
  | {
      readonly status: number
      readonly headers?: Readonly<Record<string, string | null>>
      /** Text and bytes as they are, anything else as JSON. */
      readonly body?: string | Buffer | object
      readonly delayMs?: number
    }
  /** The usual answer, late. */
  | { readonly delayMs: number }
  /**
   * A connection that ends too early: reset before a byte of the answer; reset in the middle of
   * the usual answer's body; closed in order, but with half of the bytes that were announced.
   */
  | { readonly hangUp: 'before-headers' | 'mid-body' | 'short-body' }
  /** No answer, as long as the client waits. */
  | { readonly never: true }

export interface DeliveryOptions {
  readonly usual: () => Answer
  readonly now: () => number
  /** Ends each wait. */
  readonly closing: AbortSignal
}

/** Answers an exchange, by the script or as usual, and notes the status. */
export async function deliver(
  response: ServerResponse,
  exchange: OpenExchange,
  scripted: ScriptedAnswer | undefined,
  { usual, now, closing }: DeliveryOptions,
): Promise<void> {
  if (scripted !== undefined && 'never' in scripted) return
  const hangUp = scripted !== undefined && 'hangUp' in scripted ? scripted.hangUp : undefined
  if (hangUp === 'before-headers') {
    response.socket?.resetAndDestroy()
    return
  }
  await waitFor(scripted, closing)
  const { status, headers, body } =
    scripted !== undefined && 'status' in scripted ? answerOf(scripted) : usual()
  exchange.status = status
  const own = { date: new Date(now()).toUTCString(), 'content-length': `${body.length}` }
  response.sendDate = false
  response.writeHead(status, headersOf([own, headers]))
  if (hangUp === undefined) response.end(body)
  else sendHalf(response, body, hangUp)
}

async function waitFor(scripted: ScriptedAnswer | undefined, closing: AbortSignal): Promise<void> {
  if (scripted === undefined || !('delayMs' in scripted)) return
  await delay(scripted.delayMs, undefined, { signal: closing })
}

function sendHalf(response: ServerResponse, body: Buffer, how: 'mid-body' | 'short-body'): void {
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => {
    if (how === 'mid-body') response.socket?.resetAndDestroy()
    else response.socket?.end()
  })
}

type ScriptedWhole = Extract<ScriptedAnswer, { readonly status: number }>

function answerOf({ status, headers, body = '' }: ScriptedWhole): Answer {
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    return { status, headers: headers ?? {}, body: Buffer.from(body) }
  }
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(JSON.stringify(body)),
  }
}

/** The later of two headers with one name wins, and null removes both. */
function headersOf(
  headers: readonly Readonly<Record<string, string | null>>[],
): Record<string, string> {
  const kept = new Map<string, string>()
  for (const [name, value] of headers.flatMap((some) => Object.entries(some))) {
    if (value === null) kept.delete(name.toLowerCase())
    else kept.set(name.toLowerCase(), value)
  }
  return Object.fromEntries(kept)
}
