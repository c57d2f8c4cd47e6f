import { createPageReader, type PageReader } from '../../../src/cleargrid/page/read-page'
import { parsePage } from '../../../src/cleargrid/page/parse-page'
import {
  createScanMemory,
  createScanner,
  type Scanned,
} from '../../../src/cleargrid/page/scan-page'
import { all, FORMAT } from '../../support/rows'

const scan = createScanner(FORMAT, createScanMemory()) ?? (() => undefined)
const byScanner = createPageReader(FORMAT, createScanMemory())
const byParsing: PageReader = (body) => parsePage(body, FORMAT)

function scanned(text: string): Scanned | undefined {
  return scan(Buffer.from(text))
}

test.each([
  ['1900-02-29T00:00:00Z'],
  ['2024-01-01T00:00:00Zx'],
  ['2024-01-01T00:00:00+01:00x'],
  ['2024-01-01T00:00:00.Z'],
])('%s is no instant, for the scanner either', (text) => {
  const rows = scanned(`{"body":{"rows":[{"public_id":"a","at":"${text}"}]}}`)?.rows

  expect(rows?.cursorValue(0)).toBeUndefined()
  expect(rows?.differing).toEqual([0])
})

test.each([
  ['"count":1.5', [0]],
  ['"count":1e-5', [0]],
  ['"count":7', []],
  ['"duration":"1"', [0]],
  ['"at":"soon"', [0]],
  ['"updated_at":"soon"', [0]],
  ['"updated_at":null', []],
  ['"delivery":{"status":7}', [0]],
  ['"tags":{}', [0]],
  ['"new":1', [0]],
])('with %s a row differs from the fields that are known: %j', (member, expected) => {
  const usual = new Map([
    ['public_id', '"a"'],
    ['at', '"2024-01-01T00:00:00Z"'],
    ...['updated_at', 'duration', 'count', 'is_active', 'delivery', 'tags'].map(
      (name) => [name, 'null'] as const,
    ),
  ])
  const [, name = '', value = ''] = /^"(\w+)":(.*)$/.exec(member) ?? []
  const row = [...usual.set(name, value)].map(([key, text]) => `"${key}":${text}`).join(',')

  expect(scanned(`{"body":{"rows":[{${row}}]}}`)?.rows.differing).toEqual(expected)
})

test('half of a surrogate pair is replaced where it stands, and its row counted', () => {
  const texts = [
    '\\ud83d',
    '\\uDE00!',
    '\\ud83d\\ude00',
    '\\\\ud83d',
    '\\ud83d\\ud83d\\ude00',
    '\\ud7ff\\ue000',
  ]
  const rows = texts.map((text, index) => `{"public_id":"${index}","s":"${text}"}`)
  const text = `{"body":{"rows":[${rows.join(',')}],"pagination":{"nextCursor":null}}}`

  for (const read of [byScanner, byParsing]) {
    const page = read(Buffer.from(text))

    expect(page.rows.repaired).toBe(3)
    expect(all(page.rows).map((index) => page.rows.linesOf([index]).toString())).toEqual(
      [
        '\\ufffd',
        '\\ufffd!',
        '\\ud83d\\ude00',
        '\\\\ud83d',
        '\\ufffd\\ud83d\\ude00',
        '\\ud7ff\\ue000',
      ].map((value, index) => `<<{"public_id":"${index}","s":"${value}"}>>>\n`),
    )
  }
})

test('a page with halves of pairs is recognised all the same', () => {
  expect(scanned('{"body":{"rows":[{"public_id":"a","s":"\\ud83d"}]}}')?.rows.repaired).toBe(1)
})
