import { createPageReader, type PageReader } from '../../../src/cleargrid/page/read-page'
import { parsePage } from '../../../src/cleargrid/page/parse-page'
import type { RowFormat } from '../../../src/cleargrid/page/row-format'
import { createScanMemory } from '../../../src/cleargrid/page/scan-page'
import { FORMAT } from '../../support/rows'

const MEMORY = createScanMemory()
const PAIR: RowFormat = { ...FORMAT, primaryKey: ['public_id', 'at'] }

function keysBy(read: PageReader, keys: readonly string[]): readonly string[] {
  const rows = keys.map((key) => `{"public_id":${key},"at":"2024-01-01T00:00:00Z"}`)
  const text = `{"body":{"rows":[${rows.join(',')}],"pagination":{"nextCursor":null}}}`
  return read(Buffer.from(text)).rows.keys()
}

test.each([
  ['digits beyond what a double holds', ['9007199254740993', '9007199254740992']],
  ['long fractions', ['0.11111111111111111110', '0.11111111111111111111']],
  ['a number and the text of its digits', ['1', '"1"', '-1', '"-1"']],
  ['one number in several forms', ['10', '1E1', '1e1', '10.0', '-0', '0']],
  ['a text that looks like a key of a number', ['1', String.raw`"\\1"`, String.raw`"\u00001"`]],
  ['texts that differ by a line break', [String.raw`"a\nb"`, '"a"', String.raw`"a\\nb"`]],
])('%s are different keys, alone and as a part of one', (_, keys) => {
  const alone = keysBy(createPageReader(FORMAT, MEMORY), keys)
  const parts = keysBy(createPageReader(PAIR, MEMORY), keys)

  expect([new Set(alone).size, new Set(parts).size]).toEqual([keys.length, keys.length])
})

test('one text is one key, whichever way its page was read and however it is written', () => {
  const plain = ['"é"', '"a b"', '"a/b"', '"\u2028"', '"😀"', '"\u007f"']
  const escaped = [
    ...[String.raw`"\u00e9"`, String.raw`"a\u0020b"`, String.raw`"a\/b"`, String.raw`"\u2028"`],
    ...[String.raw`"\ud83d\ude00"`, String.raw`"\u007f"`],
  ]

  for (const format of [FORMAT, PAIR]) {
    const scanned = keysBy(createPageReader(format, MEMORY), plain)
    expect(keysBy((body) => parsePage(body, format), plain)).toEqual(scanned)
    expect(keysBy(createPageReader(format, MEMORY), escaped)).toEqual(scanned)
  }
})

test('of a number that comes twice in its row the last one is the key', () => {
  const text =
    '{"body":{"rows":[{"public_id":1,"public_id":9007199254740993}],"pagination":{"nextCursor":null}}}'

  expect(parsePage(Buffer.from(text), FORMAT).rows.keys()).toEqual(['\\9007199254740993'])
})
