import { parseInstant, type Instant } from '../../time/instant'
import { envelopeFault, faultWithin } from '../http/envelope-fault'
import { ExchangeFailure } from '../http/failure'
import type { Rows } from './rows'
import { isObject, memberOf, type Members } from '../../json/unknown'

/** How many rows the whole filter holds, when `includeTotal` asked for it. */
export interface Total {
  /** null: ClearGrid did not count, and `note` says why. */
  readonly rows: number | null
  readonly exact: boolean
  readonly note: string | null
}

export interface Page {
  /** May be shorter than asked, and empty, anywhere: the dataset is joined through a parent. */
  readonly rows: Rows
  /** null, and only null, ends the data (Pagination page of the documentation). */
  readonly nextPageCursor: string | null
  readonly total?: Total
  /** The window as ClearGrid says it was read, where it says so. */
  readonly echo: { readonly since?: Instant; readonly until?: Instant }
}

/** What the documented answer holds: the values of its rows, and the page without them. */
export interface Envelope {
  readonly values: readonly unknown[]
  readonly page: Omit<Page, 'rows'>
}

/**
 * Reads a parsed 200 answer of the fetch-dataset endpoint.
 * @throws ExchangeFailure of kind 'malformed' for anything but the documented shape: an error body,
 *   rows that are no list, an absent `nextCursor`; and of the kind of the status that `code` names.
 */
export function readEnvelope(parsed: unknown): Envelope {
  const answer = objectAt(parsed, 'the answer')
  const fault = envelopeFault(answer)
  if (fault !== undefined) throw fault
  const content = objectAt(answer['body'], 'body')
  const faultOfBody = faultWithin(content)
  if (faultOfBody !== undefined) throw faultOfBody
  const values = content['rows']
  if (!Array.isArray(values)) throw malformed('body.rows, which is not a list')
  const pagination = objectAt(content['pagination'], 'body.pagination')
  const total = totalOf(pagination)
  const page = {
    nextPageCursor: nextPageCursorOf(pagination),
    ...(total === undefined ? {} : { total }),
    echo: echoOf(content['meta']),
  }
  return { values, page }
}

function nextPageCursorOf(pagination: Members): string | null {
  const next = pagination['nextCursor']
  if (next === null || (typeof next === 'string' && next !== '')) return next
  throw malformed('body.pagination.nextCursor, which is neither text nor null')
}

function totalOf(pagination: Members): Total | undefined {
  const { total, totalExact, totalNote } = pagination
  if (total === undefined) return undefined
  const isCount = typeof total === 'number' && Number.isSafeInteger(total) && total >= 0
  return {
    rows: isCount ? total : null,
    exact: isCount && totalExact !== false,
    note: typeof totalNote === 'string' ? totalNote : null,
  }
}

function echoOf(meta: unknown): Page['echo'] {
  const since = parseInstant(memberOf(meta, 'since'))
  const until = parseInstant(memberOf(meta, 'until'))
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
}

/**
 * @param place its name in the answer.
 * @throws ExchangeFailure of kind 'malformed' when it is something else.
 */
export function objectAt(value: unknown, place: string): Members {
  if (isObject(value)) return value
  throw malformed(`${place}, which is not an object`)
}

export function malformed(what: string): ExchangeFailure {
  return new ExchangeFailure({ kind: 'malformed', what: `ClearGrid answered with ${what}` })
}
