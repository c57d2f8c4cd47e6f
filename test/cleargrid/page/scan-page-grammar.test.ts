import { createPageReader } from '../../../src/cleargrid/page/read-page'
import { createScanMemory, createScanner } from '../../../src/cleargrid/page/scan-page'
import { FORMAT } from '../../support/rows'

const scan = createScanner(FORMAT, createScanMemory())

function rowsFound(text: string): number | undefined {
  return scan?.(Buffer.from(text))?.rows.length
}

const pageWith = (...rows: readonly string[]): string =>
  `{"body":{"rows":[${rows.join(',')}],"pagination":{"nextCursor":null}}}`
const rowWith = (more: string): string => `{"public_id":"a",${more}}`

test('there is room for 4,096 rows; one more is left to JSON.parse', () => {
  const rows = (count: number): string => pageWith(...Array<string>(count).fill(rowWith('"at":1')))

  expect(rowsFound(rows(4_096))).toBe(4_096)
  expect(rowsFound(rows(4_097))).toBeUndefined()
})

test('a row may have 128 fields that are not known; one more is left to JSON.parse', () => {
  const fields = (count: number): string =>
    Array.from({ length: count }, (_, index) => `"new_${index}":0`).join(',')

  expect(rowsFound(pageWith(rowWith(fields(128))))).toBe(1)
  expect(rowsFound(pageWith(rowWith(fields(129))))).toBeUndefined()
})

test.each([
  ['an object', '"new":{"x":1,}'],
  ['an object that is known', '"delivery":{"status":"sent",}'],
  ['an object in a list', '"new":[{"x":1,}]'],
  ['a list', '"new":[1,]'],
  ['a list in an object', '"new":{"x":[1,]}'],
  ['the row', '"new":1,'],
])('no comma may stand at the end of %s', (_, more) => {
  expect(rowsFound(pageWith(rowWith(more)))).toBeUndefined()
})

test('a name of the envelope with escapes may be any name, also the body’s own', () => {
  const [first, second] = [
    pageWith(rowWith('"at":1')),
    pageWith(rowWith('"at":1'), rowWith('"at":2')),
  ]
  const both = `${first.slice(0, -1)},${second.slice(1).replace('body', 'b\\u006fdy')}`
  const read = createPageReader(FORMAT, createScanMemory())

  expect(rowsFound(both)).toBeUndefined()
  expect(read(Buffer.from(both)).rows).toHaveLength(2)
})

test('a solidus with an escape is text like any other', () => {
  expect(rowsFound(pageWith(rowWith('"new":"a\\/b"')))).toBe(1)
})

test('a low half that follows a low half makes no pair: both are replaced', () => {
  const rows = scan?.(Buffer.from(pageWith(rowWith('"new":"\\udc00\\udc01"'))))?.rows

  expect(rows?.linesOf([0]).toString()).toContain('"new":"\\ufffd\\ufffd"')
  expect(rows?.repaired).toBe(1)
})
