import type { HttpAnswer } from './http'

/** What went wrong with one exchange, by what can be done about it. */
export type FailureKind =
  | 'unreachable' // No connection, or it broke before the answer was whole.
  | 'untrusted' // The certificate was not accepted.
  | 'proxy-refused' // The proxy wants credentials or refuses the host.
  | 'deadline' // Not answered in time: an answer about size.
  | 'gateway-timeout' // 504: an answer about size.
  | 'overloaded' // 429 or 503: slow down.
  | 'server' // Another 5xx, 408 or 425: try again.
  | 'malformed' // Not the documented JSON: try again, then give up.
  | 'unauthorized' // 401.
  | 'rejected' // Another 4xx: trying again changes nothing.
  | 'redirected' // 3xx: never followed.

export interface FailureFacts {
  readonly kind: FailureKind
  /** What came back, as the end of a sentence: `ClearGrid answered 504`. */
  readonly what: string
  readonly status?: number
  /** ClearGrid's correlation id, for its support. */
  readonly requestId?: string
  /** The Retry-After header as it came. */
  readonly retryAfter?: string
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

const KIND_BY_STATUS: Readonly<Record<number, FailureKind>> = {
  401: 'unauthorized',
  407: 'proxy-refused',
  408: 'server',
  425: 'server',
  429: 'overloaded',
  503: 'overloaded',
  504: 'gateway-timeout',
}

/** The failure that an answer with a status other than 200 stands for. */
export function failureOfAnswer(answer: HttpAnswer): ExchangeFailure {
  const { status, headers } = answer
  const requestId = requestIdOf(answer)
  const retryAfter = headers['retry-after']
  return new ExchangeFailure({
    kind: KIND_BY_STATUS[status] ?? kindByClass(status),
    what: `ClearGrid answered ${status}${redirectTarget(answer)}`,
    status,
    ...(requestId === undefined ? {} : { requestId }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  })
}

function kindByClass(status: number): FailureKind {
  if (status >= 500) return 'server'
  if (status >= 400) return 'rejected'
  return status >= 300 ? 'redirected' : 'malformed'
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

const CERTIFICATE_CODES = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ERR_TLS|EPROTO/

/** The failure behind an error of the HTTP library. `deadlineMs` is given when that ended it. */
export function failureOfError(thrown: unknown, deadlineMs?: number): ExchangeFailure {
  if (deadlineMs !== undefined) {
    return new ExchangeFailure({
      kind: 'deadline',
      what: `no answer within ${deadlineMs / 1000} s`,
    })
  }
  const code = codeOf(thrown)
  if (CERTIFICATE_CODES.test(code)) {
    return new ExchangeFailure({ kind: 'untrusted', what: `the certificate was refused (${code})` })
  }
  if (thrown instanceof Error && /proxy/i.test(thrown.message)) {
    return new ExchangeFailure({ kind: 'proxy-refused', what: 'the proxy refused the connection' })
  }
  return new ExchangeFailure({ kind: 'unreachable', what: `the connection failed (${code})` })
}

/** The most telling code of an error and its causes: ECONNREFUSED rather than a bare Error. */
function codeOf(thrown: unknown): string {
  for (let error = thrown, depth = 0; isObject(error) && depth < 5; depth += 1) {
    if (typeof error['code'] === 'string') return error['code']
    error = error['cause']
  }
  return 'unknown reason'
}

/** Errors of Node's own are no `Error` of ours where code runs in a realm of its own, as in jest. */
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
