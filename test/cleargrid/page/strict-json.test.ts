import fc from 'fast-check'
import { parsePage } from '../../../src/cleargrid/page/parse-page'
import { strictRow } from '../../../src/cleargrid/page/strict-json'
import { anyText } from '../../support/json-text'
import { FORMAT, textsOf } from '../../support/rows'

test('what every reader takes stays as it is, byte for byte', () => {
  fc.assert(
    fc.property(anyText, (value) => {
      const row = `{"a" : ${value},"b":"\\ud83d\\ude00"}`
      const strict = strictRow(row)

      if (namesIn(row) === membersOf(row)) expect(strict).toBe(row)
      expect(namesIn(strict)).toBe(membersOf(row))
      expect(JSON.parse(strict)).toEqual(JSON.parse(row))
    }),
    { numRuns: 500 },
  )
})

/** How many names stand in a JSON text: strings before a colon. */
function namesIn(text: string): number {
  const strings = text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)
  return [...strings].filter(([, colon]) => colon !== undefined).length
}

/** How many members are left of them when names that come twice are one. */
function membersOf(text: string): number {
  const count = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 0
    const inside = Object.values(value).reduce<number>((sum, each) => sum + count(each), 0)
    return Array.isArray(value) ? inside : inside + Object.keys(value).length
  }
  return count(JSON.parse(text))
}

test('no half of a surrogate pair is left, and no other character is touched', () => {
  const unit = fc.constantFrom('\ud83d', '\ude00', '\\', '"', 'u', 'd', 'é', 'a')
  fc.assert(
    fc.property(fc.string({ unit }), (value) => {
      const [written, name] = [JSON.stringify(value), JSON.stringify(`n${value}`)]

      const read = JSON.parse(strictRow(`{"":${written},${name}:1}`)) as object

      expect(Object.entries(read)).toEqual([
        ['', wellFormed(value)],
        [wellFormed(`n${value}`), 1],
      ])
    }),
  )
})

/** As every decoder has it: half of a pair is U+FFFD. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}

test.each([
  ['1e400', '"1e400"'],
  ['-1E+999', '"-1E+999"'],
  ['9'.repeat(309), `"${'9'.repeat(309)}"`],
  ['9'.repeat(308), '9'.repeat(308)],
  [`0.${'1'.repeat(1500)}`, `"0.${'1'.repeat(1500)}"`],
  ['1e-400', '1e-400'],
  ['9007199254740993', '9007199254740993'],
  ['"1e400"', '"1e400"'],
])('a number that readers refuse becomes the text of itself: %.20s', (value, expected) => {
  expect(strictRow(`{"a":[${value}],"b":${value}}`)).toBe(`{"a":[${expected}],"b":${expected}}`)
})

test('a field that is nested too deep becomes the text of its JSON', () => {
  const deep = `${'['.repeat(100)}1e400,"]\\"["${']'.repeat(100)}`
  const flat = `${'['.repeat(99)}${']'.repeat(99)}`

  const row = strictRow(`{"a":{"b":1e400},"deep":${deep},"flat":${flat}}`)

  expect(row).toBe(`{"a":{"b":"1e400"},"deep":${JSON.stringify(deep)},"flat":${flat}}`)
})

test.each([
  ['{"a":1,"a":2}', '{"a":2}'],
  ['{"a":1 , "b":[],"\\u0061":{"a":1,"a":2} }', '{"b":[],"\\u0061":{"a":2} }'],
  [
    '{"a":{"b":{"c":1,"c":2},"d":[{"c":3, "c":4},5,[{}]]}}',
    '{"a":{"b":{"c":2},"d":[{"c":4},5,[{}]]}}',
  ],
  ['{"a":{"b":1,"b":{"c":1,"c":2}},"d":1}', '{"a":{"b":{"c":2}},"d":1}'],
  ['{"a":{"b":1},"c":{"b":1}}', '{"a":{"b":1},"c":{"b":1}}'],
  ['{"a":1,"a":2,"b":3,"a":4,"b":5}', '{"a":4,"b":5}'],
  ['{ }', '{ }'],
])('of a name that comes twice in one object the last one stands: %s', (row, expected) => {
  expect(strictRow(row)).toBe(expected)
  expect(JSON.parse(strictRow(row))).toEqual(JSON.parse(row))
})

test('bytes that are no UTF-8 become U+FFFD in their row, and only that row is counted', () => {
  const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
  const body = Buffer.concat([
    Buffer.from('{"body":{"rows":[{"public_id":"a","s":"é\ufffd"},'),
    latin('{"public_id":"b","s":"caf\xe9"}, {"public_id":"c","n":9007199254740993}'),
    Buffer.from('],"pagination":{"nextCursor":null}}}'),
  ])

  const { rows } = parsePage(body, FORMAT)

  expect(textsOf(rows)).toEqual([
    '{"public_id":"a","s":"é\ufffd"}',
    '{"public_id":"b","s":"caf\ufffd"}',
    '{"public_id":"c","n":9007199254740993}',
  ])
  expect(rows.repaired).toBe(1)
})
