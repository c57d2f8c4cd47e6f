import type { FailureFacts, FailureKind } from './failure'

/** How long to keep trying. Attempts are counted from 1. */
export interface RetryPolicy {
  /** The most attempts at one request. An overloaded API gets twice as many. */
  readonly attemptsMax: number
  /** The longest wait before the second attempt; it doubles with each further one. */
  readonly firstDelayMs: number
  readonly delayMsMax: number
  /** The longest time that a Retry-After header is obeyed. */
  readonly retryAfterMsMax: number
}

export const PATIENT: RetryPolicy = {
  attemptsMax: 5,
  firstDelayMs: 500,
  delayMsMax: 30_000,
  retryAfterMsMax: 10 * 60_000,
}

/** For `check`: a person is waiting. */
export const HASTY: RetryPolicy = { ...PATIENT, attemptsMax: 2, retryAfterMsMax: 2_000 }

const RETRIED: ReadonlySet<FailureKind> = new Set([
  'unreachable',
  'overloaded',
  'server',
  'malformed',
])

/**
 * How long to wait before the next attempt, in milliseconds, or 'never'. Exponential with full
 * jitter (`random` in [0, 1)); a Retry-After header wins, up to its bound. Timeouts (a 504, a
 * passed deadline) are answers about size: they are never simply repeated.
 */
export function delayBeforeRetry(
  failure: Pick<FailureFacts, 'kind' | 'retryAfter'>,
  attempt: number,
  policy: RetryPolicy,
  world: { readonly random: number; readonly now: number },
): number | 'never' {
  const attemptsMax = policy.attemptsMax * (failure.kind === 'overloaded' ? 2 : 1)
  if (!RETRIED.has(failure.kind) || attempt >= attemptsMax) return 'never'
  const asked = retryAfterMs(failure.retryAfter, world.now)
  if (asked !== undefined && asked > 0) return Math.min(asked, policy.retryAfterMsMax)
  return world.random * Math.min(policy.delayMsMax, policy.firstDelayMs * 2 ** (attempt - 1))
}

const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * A Retry-After header as milliseconds from `now`: seconds or an HTTP date (RFC 9110, 10.2.3). A
 * date in the past is 0; what cannot be read is undefined.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000
  // Date.parse alone would take "-5" for a year.
  const date = HTTP_DATE.test(header.trim()) ? Date.parse(header) : NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
