import type { Instant } from '../../time/instant'
import type { FailureFacts } from '../http/failure'
import { parseHttpDate } from '../http/http-date'

/** How long to keep trying. Attempts are counted from 1. */
export interface RetryPolicy {
  /** The most attempts at one request. An overloaded API gets twice as many. */
  readonly attemptsMax: number
  /** How long a request, or a dataset, may fail before it is given up. */
  readonly patienceMs: number
  /** The same for refusals, once another window of the dataset was refused for the whole patience. */
  readonly tiredPatienceMs: number
  /** The longest that the whole sync may be without a page, whatever ClearGrid asks for. */
  readonly silenceMsMax: number
  /** The longest wait before the second attempt; it doubles with each further one. */
  readonly firstDelayMs: number
  /** Short compared with the patience, so that an attempt follows soon after an outage ends. */
  readonly delayMsMax: number
  /** The longest time that a Retry-After header is obeyed. */
  readonly retryAfterMsMax: number
}

const MINUTE_MS = 60_000

/** For `read`: an outage of two minutes is survived; no silence is longer than an hour. */
export const READ_POLICY: RetryPolicy = {
  attemptsMax: Infinity,
  patienceMs: 2.5 * MINUTE_MS,
  tiredPatienceMs: 2_000,
  silenceMsMax: 55 * MINUTE_MS,
  firstDelayMs: 500,
  delayMsMax: 10_000,
  retryAfterMsMax: Infinity,
}

/** For `check`, `discover` and `estimate`: a person is waiting. */
export const CHECK_POLICY: RetryPolicy = { ...READ_POLICY, attemptsMax: 2, retryAfterMsMax: 2_000 }

/** The situation of one request when an attempt has failed. */
export interface Standing {
  /** `overload`: as long as ClearGrid says; `patience`: as long as the policy says. */
  readonly repeat: 'patience' | 'overload'
  /** Attempts made. */
  readonly attempt: number
  /** How long it, or its dataset, had been failing when this attempt began. */
  readonly failingMs: number
  /** How long no page has come, or this request has been failing, whichever is longer. */
  readonly silenceMs: number
  /** In [0, 1). */
  readonly random: number
}

/** A wait before the next attempt. */
export interface Delay {
  readonly delayMs: number
  /** Whether ClearGrid named that time itself. */
  readonly wasAsked: boolean
  /** What ClearGrid asked for, where that is longer than what is left of the patience. */
  readonly cutFromMs?: number
}

/**
 * How long to wait before the next attempt, or 'never'. Exponential with full jitter; a time that
 * ClearGrid names wins where it is longer. It is cut only at the end of the budget of silence, for
 * one last attempt.
 */
export function delayBeforeRetry(
  { repeat, attempt, failingMs, silenceMs, random }: Standing,
  askedMs: number | undefined,
  policy: RetryPolicy,
): Delay | 'never' {
  const attemptsMax = policy.attemptsMax * (repeat === 'overload' ? 2 : 1)
  const leftMs = policy.silenceMsMax - silenceMs
  if (attempt >= attemptsMax || leftMs <= 0) return 'never'
  if (repeat === 'patience' && failingMs >= policy.patienceMs) return 'never'
  const doubledMs = policy.firstDelayMs * 2 ** Math.min(attempt - 1, 30)
  const ownMs = random * Math.min(policy.delayMsMax, doubledMs)
  if (askedMs === undefined || askedMs <= 0) {
    return { delayMs: Math.min(ownMs, leftMs), wasAsked: false }
  }
  // A Retry-After of one second that is repeated a hundred times is still answered by growing
  // waits.
  const obeyedMs = Math.max(Math.min(ownMs, leftMs), Math.min(askedMs, policy.retryAfterMsMax))
  if (obeyedMs <= leftMs) return { delayMs: obeyedMs, wasAsked: true }
  return { delayMs: leftMs, wasAsked: true, cutFromMs: askedMs }
}

/**
 * The Retry-After header of an answer in milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3),
 * which is compared with the Date header, or with our clock. A date in the past is 0; what cannot
 * be read is undefined.
 */
export function retryAfterMs(
  { retryAfter, date }: Pick<FailureFacts, 'retryAfter' | 'date'>,
  now: Instant,
): number | undefined {
  if (retryAfter === undefined) return undefined
  if (/^\s*\d+(\.\d+)?\s*$/.test(retryAfter)) return Number(retryAfter) * 1000
  const until = parseHttpDate(retryAfter, now)
  return until === undefined ? undefined : Math.max(0, until - (parseHttpDate(date, now) ?? now))
}
