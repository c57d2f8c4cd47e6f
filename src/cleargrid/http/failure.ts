import { certificateKind, kindOfStatus, type FailureKind } from './failure-kinds'
import type { HttpAnswer } from './exchange'
import { isObject } from '../../json/unknown'

export type { FailureKind } from './failure-kinds'

export interface FailureFacts {
  readonly kind: FailureKind
  /** What came back, as the end of a sentence: `ClearGrid answered 504`. */
  readonly what: string
  readonly status?: number
  /** ClearGrid's correlation id, for its support. */
  readonly requestId?: string
  /** The Retry-After header as it came. */
  readonly retryAfter?: string
  /** The Date header beside it, as it came. */
  readonly date?: string
  /** How long the exchange took. */
  readonly tookMs?: number
}

/**
 * One exchange that gave no usable answer. It is built from status, reason code and request id;
 * never from headers sent, bodies or the HTTP library's own error, which hold secrets.
 */
export class ExchangeFailure extends Error {
  readonly facts: FailureFacts

  constructor(facts: FailureFacts) {
    super(facts.what)
    this.name = 'ExchangeFailure'
    this.facts = facts
  }

  get kind(): FailureKind {
    return this.facts.kind
  }
}

/** The failure that an answer with a status other than 200 stands for. */
export function failureFromAnswer(answer: HttpAnswer): ExchangeFailure {
  const { status, body } = answer
  const isEmpty = body.length === 0
  const isJson = isJsonObject(body)
  const kind = kindOfStatus(status, isJson || isEmpty)
  const what = `ClearGrid answered ${status}${redirectTarget(answer)}`
  return withAnswer(new ExchangeFailure({ kind, what, status }), answer)
}

/** The failure that a `code` other than 200 stands for, which came with the status 200. */
export function failureFromCode(code: number): ExchangeFailure {
  const what = `ClearGrid answered 200 with the code ${code}`
  return new ExchangeFailure({ kind: kindOfStatus(code, true), what, status: code })
}

/** The same failure, with the facts of the answer added. */
export function withAnswer(failure: ExchangeFailure, answer: HttpAnswer): ExchangeFailure {
  const { 'retry-after': retryAfter, date } = answer.headers
  const requestId = requestIdOf(answer)
  return new ExchangeFailure({
    ...failure.facts,
    ...(requestId === undefined ? {} : { requestId }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(date === undefined || retryAfter === undefined ? {} : { date }),
  })
}

/** ClearGrid's own error bodies are smaller. */
const ERROR_BYTES_MAX = 1024 * 1024

function isJsonObject(body: Buffer): boolean {
  if (body.length > ERROR_BYTES_MAX) return false
  try {
    return isObject(JSON.parse(body.toString('utf8')))
  } catch {
    return false
  }
}

function redirectTarget({ status, headers }: HttpAnswer): string {
  const location = headers['location']
  if (status < 300 || status >= 400 || location === undefined) return ''
  return URL.canParse(location) ? `, a redirect to ${new URL(location).host}` : ', a redirect'
}

/** The `requestId` of an error body, when there is one. Gateways send HTML instead. */
function requestIdOf({ body, headers }: HttpAnswer): string | undefined {
  const found = /"requestId"\s*:\s*"([\w.:-]{1,100})"/.exec(body.toString('utf8', 0, 10_000))
  return found?.[1] ?? headers['x-request-id']?.slice(0, 100)
}

/**
 * The failure behind an error of Node's. Only its code counts: texts change, and hold host names.
 * @param wasConnected whether the connection had been made before.
 */
export function failureFromError(thrown: unknown, wasConnected: boolean): ExchangeFailure {
  if (thrown instanceof ExchangeFailure) return thrown
  const code = codeOf(thrown)
  const kind = certificateKind(code)
  if (kind !== undefined) {
    return new ExchangeFailure({ kind, what: `the certificate was refused (${code})` })
  }
  return wasConnected
    ? new ExchangeFailure({ kind: 'broken', what: `the connection broke (${code})` })
    : new ExchangeFailure({ kind: 'unreachable', what: `the connection failed (${code})` })
}

/** The most telling code of an error and its causes: ECONNREFUSED rather than a bare Error. */
export function codeOf(thrown: unknown): string {
  // No `instanceof Error`: where code runs in a realm of its own, as in jest, Node's errors are others.
  for (let error = thrown, depth = 0; isObject(error) && depth < 5; depth += 1) {
    if (typeof error['code'] === 'string') return error['code']
    error = error['cause']
  }
  return 'unknown reason'
}
