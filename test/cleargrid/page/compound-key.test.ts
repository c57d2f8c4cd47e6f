import fc from 'fast-check'
import { createPageReader, type PageReader } from '../../../src/cleargrid/page/read-page'
import { parsePage } from '../../../src/cleargrid/page/parse-page'
import type { RowFormat } from '../../../src/cleargrid/page/row-format'
import { createScanMemory, createScanner } from '../../../src/cleargrid/page/scan-page'
import { outcome } from '../../support/page-outcome'
import { pageText } from '../../support/page-text'
import { FORMAT } from '../../support/rows'

const PAIR: RowFormat = { ...FORMAT, primaryKey: ['public_id', 'at'] }
const byScanner = createPageReader(PAIR, createScanMemory())
const byParsing: PageReader = (body) => parsePage(body, PAIR)
const scan = createScanner(PAIR, createScanMemory()) ?? (() => undefined)

function page(...rows: readonly string[]): Buffer {
  return Buffer.from(`{"body":{"rows":[${rows.join(',')}],"pagination":{"nextCursor":null}}}`)
}

const AT = '"at":"2024-01-01T00:00:00Z"'

test('a key of two parts is both of them, in its own order and not in that of the row', () => {
  const { rows } = byScanner(page(`{"public_id":"a",${AT}}`, `{${AT},"public_id":"b"}`))

  expect(rows.keys()).toEqual(['a\t2024-01-01T00:00:00Z', 'b\t2024-01-01T00:00:00Z'])
  expect([rows.key(0), rows.key(1)]).toEqual(rows.keys())
})

test('what the scanner makes of a page with such keys is what JSON.parse makes of it', () => {
  let recognised = 0
  fc.assert(
    fc.property(pageText(), (text) => {
      if (scan(Buffer.from(text)) !== undefined) recognised += 1

      expect(outcome(byScanner, text)).toEqual(outcome(byParsing, text))
    }),
    { numRuns: 1_000 },
  )
  expect(recognised).toBeGreaterThan(50)
})

test.each([
  ['without its second part', '{"public_id":"a"}'],
  ['without its first part', `{${AT}}`],
  ['whose second part is empty', '{"public_id":"a","at":""}'],
  ['whose second part is null', '{"public_id":"a","at":null}'],
])('a row %s has no key', (_, row) => {
  expect(byScanner(page(`{"public_id":"b",${AT}}`, row)).rows.haveKeys).toBe(false)
  expect(byScanner(page(`{"public_id":"b",${AT}}`)).rows.haveKeys).toBe(true)
})

test('two keys differ, wherever a tab stands in their parts', () => {
  const { rows } = byScanner(
    page('{"public_id":"a\\tb","at":"c"}', '{"public_id":"a","at":"b\\tc"}'),
  )

  expect(new Set(rows.keys()).size).toBe(2)
})

test('a key of three parts is left to the parsed way', () => {
  const three = { ...FORMAT, primaryKey: ['public_id', 'at', 'updated_at'] }
  const row = `{"public_id":"a",${AT},"updated_at":"x"}`

  expect(createScanner(three, createScanMemory())).toBeUndefined()
  expect(createPageReader(three, createScanMemory())(page(row)).rows.keys()).toEqual([
    'a\t2024-01-01T00:00:00Z\tx',
  ])
})

test('scanners share their memory, and each of them keeps what it knows', () => {
  const memory = createScanMemory()
  const single = createPageReader(FORMAT, memory)
  const pair = createPageReader(PAIR, memory)
  const body = page(`{"public_id":"a",${AT}}`)

  const read = [single, pair, single, pair].map((reader) => reader(body).rows.keys())

  const both = ['a\t2024-01-01T00:00:00Z']
  expect(read).toEqual([['a'], both, ['a'], both])
})
