import type { Members } from '../../json/unknown'
import { ExchangeFailure, failureFromCode } from './failure'

/**
 * Whether the envelope of an answer with status 200 contradicts it: the failure, or undefined.
 * `code` mirrors the HTTP status and `errors` is empty on success (Errors page of the
 * documentation): a code other than 200 is what that status is; errors beside a success contradict
 * it. Absent members are no fault.
 */
export function envelopeFault(answer: Members): ExchangeFailure | undefined {
  const status = codeOf(answer['code'])
  if (status === undefined) return contradiction('a code that is no HTTP status')
  if (status !== 200) return failureFromCode(status)
  return faultWithin(answer)
}

/** Where other APIs, and what stands before them, put a status. */
const STATUSES = ['code', 'status', 'statusCode', 'status_code'] as const

/**
 * Whether members of an envelope, or of its body, contradict a success, in the words of gateways
 * and frameworks too: an empty list beside them must not end the data.
 */
export function faultWithin(members: Members): ExchangeFailure | undefined {
  const status = STATUSES.map((name) => statusOf(members[name])).find(isRefusal)
  if (status !== undefined) return failureFromCode(status)
  const { success, ok, error, errors } = members
  if (isDenied(success) || isDenied(ok) || saysFailed(members['status'])) {
    return contradiction('an error body with status 200')
  }
  return saysErrors(errors) || saysErrors(error)
    ? contradiction('errors in an answer with status 200')
    : undefined
}

/** 200 where there is none; undefined for what is no status. */
function codeOf(code: unknown): number | undefined {
  return code === undefined || code === null ? 200 : statusOf(code)
}

/** An HTTP status, as a number or a text; undefined for anything else. */
function statusOf(value: unknown): number | undefined {
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
  const status = isNumeric ? Number(value) : NaN
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined
}

function isRefusal(status: number | undefined): boolean {
  return status !== undefined && status >= 300
}

/** A boolean, or its text, that means no. */
function isDenied(value: unknown): boolean {
  return value === false || value === 0 || isOneOf(value, ['false', 'no', '0'])
}

/** A status in words. */
function saysFailed(status: unknown): boolean {
  return status === false || isOneOf(status, ['error', 'fail', 'failed', 'failure'])
}

function isOneOf(value: unknown, words: readonly string[]): boolean {
  return typeof value === 'string' && words.includes(value.trim().toLowerCase())
}

function saysErrors(errors: unknown): boolean {
  if (Array.isArray(errors)) return errors.length > 0
  if (typeof errors === 'object' && errors !== null) return Object.keys(errors).length > 0
  if (typeof errors === 'string') return errors.trim() !== ''
  return errors === true || (typeof errors === 'number' && errors !== 0)
}

function contradiction(what: string): ExchangeFailure {
  return new ExchangeFailure({ kind: 'malformed', what: `ClearGrid answered with ${what}` })
}
