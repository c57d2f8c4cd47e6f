import { parseInstant } from '../instant'
import { cutRows } from './json-rows'
import { malformed, objectAt, readEnvelope, type Page } from './page'
import type { RowFormat } from './row-format'
import { rowsOf, type Rows } from './rows'

type Json = Readonly<Record<string, unknown>>

/**
 * Reads the body of a 200 answer of the fetch-dataset endpoint by JSON.parse: the reference for
 * every other way, and the one that is taken for whatever another does not recognise.
 * @throws ExchangeFailure of kind 'malformed' for anything but the documented shape: an HTML page,
 *   an empty body, an error body, rows that are not objects, an absent `nextCursor`.
 */
export function parsePage(body: Buffer, format: RowFormat): Page {
  const text = body.toString('utf8').replace(/^\uFEFF/, '')
  const { values, page } = readEnvelope(parseJson(text))
  const rows = values.map((value, index) => objectAt(value, `body.rows[${index}]`))
  return { ...page, rows: rowsOfValues(rows, textsOf(rows, text), format) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed(text.trim() === '' ? 'an empty body' : 'a body that is not JSON')
  }
}

/** Each row's JSON on one line, otherwise byte for byte as it came. */
function textsOf(rows: readonly Json[], text: string): string[] {
  const cut = cutRows(text)
  const texts = cut?.length === rows.length ? cut : rows.map((row) => JSON.stringify(row))
  return LINE_BREAK.test(text) ? texts.map((row) => row.replace(LINE_BREAKS, ' ')) : texts
}

/** Valid JSON has raw line breaks between its tokens only, where a blank means the same. */
const LINE_BREAK = /[\r\n]/
const LINE_BREAKS = /[\r\n]/g

function rowsOfValues(values: readonly Json[], texts: readonly string[], format: RowFormat): Rows {
  const { before, behind } = format.frame()
  const lines = texts.map((text) => Buffer.concat([before, Buffer.from(text), behind]))
  const ends: number[] = []
  for (const line of lines) ends.push((ends.at(-1) ?? 0) + line.length)
  const keys = values.map((value) => keyOf(value[format.primaryKey]))
  return rowsOf({
    length: values.length,
    lines: Buffer.concat(lines),
    lineEnd: (index) => ends[index] ?? 0,
    instants: Float64Array.from(values.flatMap((value) => instantsOf(value, format))),
    key: (index) => keys[index] ?? '',
    keys: () => keys,
    haveKeys: !keys.includes(''),
    differing: [...values.keys()],
    before: before.length,
    behind: behind.length,
    release: () => {},
  })
}

/** The cursor value and the time of change of one row; NaN: missing or unreadable. */
export function instantsOf(
  value: Json,
  { cursorField, changeField }: Pick<RowFormat, 'cursorField' | 'changeField'>,
): [number, number] {
  return [parseInstant(value[cursorField]) ?? NaN, parseInstant(value[changeField]) ?? NaN]
}

function keyOf(key: unknown): string {
  return typeof key === 'string' || typeof key === 'number' ? String(key) : ''
}
