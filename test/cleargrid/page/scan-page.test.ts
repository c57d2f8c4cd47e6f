import fc from 'fast-check'
import { createAssembly } from '../../../src/cleargrid/assembly'
import { createPageReader, type PageReader } from '../../../src/cleargrid/page/read-page'
import { strictRow } from '../../../src/cleargrid/page/strict-json'
import {
  createScanMemory,
  createScanner,
  type Scanned,
} from '../../../src/cleargrid/page/scan-page'
import { parsePage } from '../../../src/cleargrid/page/parse-page'
import { parseInstant } from '../../../src/time/instant'
import { anyText } from '../../support/json-text'
import { outcome } from '../../support/page-outcome'
import { pageText, rowText, instantText } from '../../support/page-text'
import { FORMAT } from '../../support/rows'

const scan = createScanner(FORMAT, createScanMemory()) ?? (() => undefined)

function scanned(text: string | Buffer): Scanned | undefined {
  return scan(typeof text === 'string' ? Buffer.from(text) : text)
}

const byScanner = createPageReader(FORMAT, createScanMemory())
const byParsing: PageReader = (body) => parsePage(body, FORMAT)

test('what the scanner makes of a page is what JSON.parse makes of it', () => {
  let recognised = 0
  fc.assert(
    fc.property(pageText(), (text) => {
      if (scanned(text) !== undefined) recognised += 1

      expect(outcome(byScanner, text)).toEqual(outcome(byParsing, text))
    }),
    { numRuns: 1_000 },
  )
  // The others hold names that come twice, or are broken.
  expect(recognised).toBeGreaterThan(100)
})

test('a page as ClearGrid writes it is always recognised', () => {
  fc.assert(
    fc.property(fc.array(rowText('plain'), { maxLength: 40 }), (rows) => {
      const text = `{"success":true,"body":{"rows":[${rows.join(',')}],"meta":{}}}`

      expect(scanned(text)?.rows).toHaveLength(rows.length)
    }),
  )
})

test('nor does it take for JSON what is none, wherever bytes were lost or changed', () => {
  const harm = fc.record({
    at: fc.nat(),
    put: fc.constantFrom(...'", \\{}[]:0-+.eEtfnugd8\f\n\t\0\x10\x1fx'.split(''), ''),
  })
  fc.assert(
    fc.property(pageText(), fc.array(harm, { minLength: 1, maxLength: 2 }), (text, harms) => {
      let harmed = text
      for (const { at, put } of harms) {
        const place = at % harmed.length
        harmed = harmed.slice(0, place) + put + harmed.slice(place + 1)
      }

      expect(outcome(byScanner, harmed)).toEqual(outcome(byParsing, harmed))
    }),
    { numRuns: 3_000 },
  )
})

test('any JSON may stand in a field, and comes out as it came in', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom('duration', 'delivery', 'tags', 'new'), (value, name) => {
      const row = `{"public_id":"a","${name}":${value},"at":"2024-01-01T00:00:00Z"}`
      const text = `{"body":{"rows":[${row}],"pagination":{"nextCursor":null}}}`

      const { rows } = byScanner(Buffer.from(text))

      const line = `<<${strictRow(row).replace(/[\r\n]/g, ' ')}>>>\n`
      expect(rows.linesOf([0]).toString()).toBe(line)
    }),
    { numRuns: 1_000 },
  )
})

test('an instant that the scanner reads is the one that the parsed way reads', () => {
  fc.assert(
    fc.property(instantText, (text) => {
      // Nothing else makes the row differ: an instant that is plain must be read by the scanner.
      const rest =
        '"updated_at":null,"duration":1,"count":1,"is_active":true,"delivery":null,"tags":[]'
      const row = `{"public_id":"a","at":${JSON.stringify(text)},${rest}}`
      const rows = scanned(`{"body":{"rows":[${row}]}}`)?.rows

      expect(rows?.cursorValue(0)).toBe(parseInstant(text))
      if (PLAIN.test(text) && parseInstant(text) !== undefined) expect(rows?.differing).toEqual([])
    }),
    { numRuns: 2_000 },
  )
})

/** The form that ClearGrid writes: nothing in it makes a row differ. */
const PLAIN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

test('the keys of a page outlive the next one', () => {
  const pageOf = (key: string): string => `{"body":{"rows":[{"public_id":"${key}"}]}}`
  const first = scanned(pageOf('first'))?.rows

  scanned(pageOf('other'))

  expect(first?.keys()).toEqual(['first'])
  expect(first?.key(0)).toBe('first')
})

test('a page that breaks off where the memory ends is not recognised either', () => {
  const body = createAssembly()?.places.BODY ?? 0
  const longest = { name: 'n'.repeat(48), types: [], isInstant: false }
  const fields = [FORMAT.fields[0] ?? longest, longest, ...FORMAT.fields.slice(1)]
  const scanLong = createScanner({ ...FORMAT, fields }, createScanMemory()) ?? scan
  const beginning = '{"body":{"rows":[{"public_id":"'
  for (let short = 299; short >= 0; short -= 1) {
    const length = 10 * 65_536 - body - short - beginning.length - 4
    const text = `${beginning}${'x'.repeat(length)}","n`

    expect(scanLong(Buffer.from(text))).toBeUndefined()
    expect(scanLong(Buffer.from(text.slice(0, -1)))).toBeUndefined()
  }
})

describe('not recognised, and so left to JSON.parse, is', () => {
  const row = '{"public_id":"a","at":"2024-01-01T00:00:00Z"}'
  test.each([
    ['nothing', ''],
    ['an HTML page', '<!doctype html>'],
    ['a byte order mark', `\uFEFF{"body":{"rows":[${row}]}}`],
    ['half an answer', `{"body":{"rows":[${row}`],
    ['something behind the answer', `{"body":{"rows":[${row}]}} x`],
    ['a comma too many', `{"body":{"rows":[${row},]}}`],
    ['a row that is a list', '{"body":{"rows":[[]]}}'],
    ['a row that is null', '{"body":{"rows":[null]}}'],
    ['a row without a key', '{"body":{"rows":[{"at":"2024-01-01T00:00:00Z"}]}}'],
    ['an empty key', '{"body":{"rows":[{"public_id":""}]}}'],
    ['a key that is a number', '{"body":{"rows":[{"public_id":7}]}}'],
    ['a key in escapes', '{"body":{"rows":[{"public_id":"\\u0061"}]}}'],
    ['a name in escapes', '{"body":{"rows":[{"public_id":"a","\\u0061t":1}]}}'],
    ['rows that come twice', `{"body":{"rows":[],"rows":[${row}]}}`],
    ['a body that comes twice', `{"body":{"rows":[]},"body":{"rows":[${row}]}}`],
    ['a field that comes twice', '{"body":{"rows":[{"public_id":"a","at":"x","at":"y"}]}}'],
    ['an unknown one', '{"body":{"rows":[{"public_id":"a","new":1,"other":2,"new":3}]}}'],
    ['no rows', '{"body":{}}'],
    ['no body', '{"rows":[]}'],
    ['rows that are no list', '{"body":{"rows":{}}}'],
    [
      'a name that comes twice in a field',
      '{"body":{"rows":[{"public_id":"a","x":{"y":1,"y":2}}]}}',
    ],
    [
      'such a name further inside',
      '{"body":{"rows":[{"public_id":"a","x":[{"y":{"z":1,"z":2}}]}]}}',
    ],
    ['deep nesting', `{"body":{"rows":[],"x":${'['.repeat(99)}${']'.repeat(99)}}}`],
    ['a control character in a text', `{"body":{"rows":[{"public_id":"a\u0001"}]}}`],
    ['a number with a leading zero', '{"body":{"rows":[{"public_id":"a","n":01}]}}'],
    ['a number that no double holds', '{"body":{"rows":[{"public_id":"a","n":1e400}]}}'],
    ['a very long number', `{"body":{"rows":[{"public_id":"a","n":${'9'.repeat(400)}}]}}`],
    ['half a literal', '{"body":{"rows":[{"public_id":"a","n":tru}]}}'],
    ['an escape that there is not', '{"body":{"rows":[{"public_id":"a","n":"\\x41"}]}}'],
    ['more rows than any page has', `{"body":{"rows":[${Array(5000).fill(row).join(',')}]}}`],
  ])('%s', (_, text) => {
    expect(scanned(text)).toBeUndefined()
  })

  test('bytes that are no UTF-8', () => {
    const text = Buffer.from(`{"body":{"rows":[${row}]}}`)
    text[text.indexOf('a')] = 0xff

    expect(scanned(text)).toBeUndefined()
  })
})
