import { isUtf8 } from 'node:buffer'
import { parseInstant } from '../../time/instant'
import { cutRows, memberText } from './json-rows'
import { malformed, objectAt, readEnvelope, type Page } from './envelope'
import type { RowFormat } from './row-format'
import { createRows, type Rows } from './rows'
import { strictRow } from './strict-json'

type Json = Readonly<Record<string, unknown>>

/**
 * Reads the body of a 200 answer of the fetch-dataset endpoint by JSON.parse: the reference for the
 * scanner, and the way that is taken for whatever the scanner does not recognise.
 * @throws ExchangeFailure of kind 'malformed' for anything but the documented shape: an HTML page,
 *   an empty body, an error body, rows that are not objects, an absent `nextCursor`.
 */
export function parsePage(body: Buffer, format: RowFormat): Page {
  const content = body.subarray(BYTE_ORDER_MARK.equals(body.subarray(0, 3)) ? 3 : 0)
  const { values, page } = readEnvelope(parseJson(content.toString('utf8')))
  for (const [index, value] of values.entries()) objectAt(value, `body.rows[${index}]`)
  return { ...page, rows: rowsOfTexts(textsOf(content), format) }
}

const BYTE_ORDER_MARK = Buffer.from('\uFEFF')

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed(text.trim() === '' ? 'an empty body' : 'a body that is not JSON')
  }
}

/** The JSON of one row, on one line. */
interface RowText {
  readonly text: string
  /** Whether it is not byte for byte as it came. */
  readonly isRepaired: boolean
}

/**
 * Each row's JSON on one line, otherwise byte for byte as it came, but for what a strict reader would
 * not take. Bytes that are no UTF-8 become U+FFFD, as they do in every decoder.
 */
function textsOf(content: Buffer): RowText[] {
  // In Latin-1 each byte is one character: the rows are cut without changing a byte.
  const isText = isUtf8(content)
  const cut = cutRows(content.toString(isText ? 'utf8' : 'latin1')) ?? []
  return cut.map((row) => {
    const bytes = isText ? undefined : Buffer.from(row, 'latin1')
    const decoded = bytes?.toString('utf8') ?? row
    const text = strictRow(decoded)
    const isRepaired = text !== decoded || (bytes !== undefined && !isUtf8(bytes))
    return { text: LINE_BREAK.test(text) ? text.replace(LINE_BREAKS, ' ') : text, isRepaired }
  })
}

/** Valid JSON has raw line breaks between its tokens only, where a blank means the same. */
const LINE_BREAK = /[\r\n]/
const LINE_BREAKS = /[\r\n]/g

function rowsOfTexts(texts: readonly RowText[], format: RowFormat): Rows {
  const { prefix, suffix } = format.frame()
  const values = texts.map(({ text }) => JSON.parse(text) as Json)
  const lines = texts.map(({ text }) => Buffer.concat([prefix, Buffer.from(text), suffix]))
  const ends: number[] = []
  for (const line of lines) ends.push((ends.at(-1) ?? 0) + line.length)
  const keys = values.map((value, index) => keyOf(texts[index]?.text ?? '', value, format))
  return createRows({
    length: values.length,
    lines: Buffer.concat(lines),
    lineEnd: (index) => ends[index] ?? 0,
    cursorValues: Float64Array.from(values, (value) => instantIn(value, format.cursorField)),
    changeInstants: Float64Array.from(values, (value) => instantIn(value, format.changeField)),
    key: (index) => keys[index] ?? '',
    keys: () => keys,
    haveKeys: !keys.includes(''),
    differing: [...values.keys()],
    repaired: texts.filter(({ isRepaired }) => isRepaired).length,
    prefix: prefix.length,
    suffix: suffix.length,
    release: () => {},
  })
}

/** The instant in a field of a row; NaN: missing or unreadable. */
export function instantIn(value: Json, field: string): number {
  return parseInstant(value[field]) ?? NaN
}

/** The parts of a key with a tab between them, which is in no part; '' where one is missing. */
function keyOf(text: string, value: Json, { primaryKey }: RowFormat): string {
  const parts = primaryKey.map((field) => partOfKey(field, text, value))
  return parts.includes('') ? '' : parts.join('\t')
}

/**
 * A part of a key as it stands in JSON: a text without its quotes, as the scanner finds it, and with
 * escapes only where it needs them; a number as it is written, because JSON.parse would make two of
 * them one, behind a backslash, which no text has before a digit or a minus.
 */
function partOfKey(field: string, text: string, value: Json): string {
  const part = value[field]
  if (typeof part === 'string') return JSON.stringify(part).slice(1, -1)
  return typeof part === 'number' ? `\\${memberText(text, field) ?? part}` : ''
}
