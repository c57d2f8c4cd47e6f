import { parseInstant, type Instant } from '../instant'
import { ExchangeFailure } from './failure'
import { cutRows } from './json-rows'

/** One row, as ClearGrid sent it. */
export interface Row {
  /** The row's JSON on one line, otherwise byte for byte as it came. */
  readonly text: string
  /** The same row parsed, for looking at; large numbers may have lost digits here. */
  readonly value: Readonly<Record<string, unknown>>
}

/** How many rows the whole filter holds, when `includeTotal` asked for it. */
export interface Total {
  /** null: ClearGrid did not count, and `note` says why. */
  readonly rows: number | null
  readonly exact: boolean
  readonly note: string | null
}

export interface Page {
  /** May be shorter than asked, and empty, anywhere: the dataset is joined through a parent. */
  readonly rows: readonly Row[]
  /** null, and only null, ends the data (Pagination page of the documentation). */
  readonly nextPageCursor: string | null
  readonly total?: Total
  /** The window as ClearGrid says it was read, where it says so. */
  readonly echo: { readonly since?: Instant; readonly until?: Instant }
}

type Json = Readonly<Record<string, unknown>>

/**
 * Reads the body of a 200 answer of the fetch-dataset endpoint.
 * @throws ExchangeFailure of kind 'malformed' for anything but the documented shape: an HTML page,
 *   an empty body, an error body, rows that are not objects, an absent `nextCursor`.
 */
export function parsePage(body: Buffer): Page {
  const text = body.toString('utf8').replace(/^\uFEFF/, '')
  const envelope = object(parseJson(text), 'the answer')
  if (envelope['success'] === false) throw malformed('an error body with status 200')
  const content = object(envelope['body'], 'body')
  const values = content['rows']
  if (!Array.isArray(values)) throw malformed('body.rows, which is not a list')
  const pagination = object(content['pagination'], 'body.pagination')
  const total = totalOf(pagination)
  return {
    rows: rowsOf(values, text),
    nextPageCursor: nextPageCursorOf(pagination),
    ...(total === undefined ? {} : { total }),
    echo: echoOf(content['meta']),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed(text.trim() === '' ? 'an empty body' : 'a body that is not JSON')
  }
}

function rowsOf(values: readonly unknown[], text: string): Row[] {
  const texts = cutRows(text)
  const asTheyCame = texts?.length === values.length
  const isOneLine = !LINE_BREAK.test(text)
  return values.map((value, index) => {
    const row = asTheyCame ? (texts[index] ?? '') : JSON.stringify(value)
    return {
      value: object(value, index),
      text: isOneLine ? row : row.replace(LINE_BREAKS, ' '),
    }
  })
}

/** Valid JSON has raw line breaks between its tokens only, where a blank means the same. */
const LINE_BREAK = /[\r\n]/
const LINE_BREAKS = /[\r\n]+/g

function nextPageCursorOf(pagination: Json): string | null {
  const next = pagination['nextCursor']
  if (next === null || (typeof next === 'string' && next !== '')) return next
  throw malformed('body.pagination.nextCursor, which is neither text nor null')
}

function totalOf(pagination: Json): Total | undefined {
  const { total, totalExact, totalNote } = pagination
  if (total === undefined) return undefined
  return {
    rows: typeof total === 'number' ? total : null,
    exact: typeof total === 'number' && totalExact !== false,
    note: typeof totalNote === 'string' ? totalNote : null,
  }
}

function echoOf(meta: unknown): Page['echo'] {
  if (typeof meta !== 'object' || meta === null) return {}
  const since = parseInstant('since' in meta ? meta.since : undefined)
  const until = parseInstant('until' in meta ? meta.until : undefined)
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
}

/** @param place its name, or its index in `body.rows`. */
function object(value: unknown, place: string | number): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json
  const name = typeof place === 'number' ? `body.rows[${place}]` : place
  throw malformed(`${name}, which is not an object`)
}

function malformed(what: string): ExchangeFailure {
  return new ExchangeFailure({ kind: 'malformed', what: `ClearGrid answered with ${what}` })
}
