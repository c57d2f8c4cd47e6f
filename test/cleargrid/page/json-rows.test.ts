import fc from 'fast-check'
import { cutRows } from '../../../src/cleargrid/page/json-rows'
import { anyText, listText, objectText } from '../../support/json-text'

/** The rows as JSON.parse sees them. */
function rowsOf(text: string): unknown {
  return (JSON.parse(text) as { body: { rows: unknown } }).body.rows
}

const LIST = '[{"id":1},{"id":2}]'
const CUT = ['{"id":1}', '{"id":2}']

test('the cut rows are those that JSON.parse sees, written as they came', () => {
  fc.assert(
    fc.property(listText(anyText), objectText(anyText), anyText, (rows, other, last) => {
      const text = `{"other":${other}, "body" :{"a":${last},"rows":${rows}},"z":${last}}`

      const cut = cutRows(text)

      expect(cut?.map((row) => JSON.parse(row) as unknown)).toEqual(rowsOf(text))
      expect(cut?.filter((row) => !text.includes(row))).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('rows that JavaScript writes itself are cut as well, on one line or on many', () => {
  const indent = fc.constantFrom(undefined, 2, '\t')
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), indent, (rows, space) => {
      const text = JSON.stringify({ success: true, body: { rows, meta: { rows: 1 } } }, null, space)

      const cut = cutRows(text)

      expect(cut?.map((row) => JSON.parse(row) as unknown)).toEqual(rowsOf(text))
    }),
  )
})

test('every letter, number and blank of a row stays where it was', () => {
  const row = '{"b" : 1.0,\t"a":[9007199254740993, 1e400,-0], "a":"\\u00e9\\/\\"", "":{}}'

  expect(cutRows(`{"body":{"rows":[ ${row} ,${row}]}}`)).toEqual([row, row])
})

test.each([
  ['blanks everywhere', ` { "body" : { "rows" : [ {"id":1} , {"id":2} ] } } `],
  ['line breaks everywhere', `{\n"body"\r\n:{"rows"\n:\n[\n{"id":1}\n,\n{"id":2}\n]\n}\n}\n`],
  [
    'rows of another object before',
    `{"rows":[0],"meta":{"body":{"rows":[1]}},"body":{"rows":${LIST}}}`,
  ],
  ['rows of another object after', `{"body":{"rows":${LIST}},"rows":[3],"meta":{"rows":[4]}}`],
  ['rows inside of body’s other members', `{"body":{"x":{"rows":[5]},"rows":${LIST}}}`],
  ['a text that looks like rows', `{"s":"\\"body\\":{\\"rows\\":[6]}","body":{"rows":${LIST}}}`],
  ['a text that ends in a backslash', `{"s":"c:\\\\","body":{"t":"\\\\\\"","rows":${LIST}}}`],
  ['a body that comes twice: the last', `{"body":{"rows":[7]},"body":{"rows":${LIST}}}`],
  ['rows that come twice: the last', `{"body":{"rows":[8],"rows":${LIST}}}`],
  ['names in escapes', `{"\\u0062ody":{"\\u0072o\\u0077s":${LIST}}}`],
  ['rows that come again in escapes', `{"body":{"rows":[1],"\\u0072ows":${LIST}}}`],
  ['a body that comes again in escapes', `{"body":{"rows":[1]},"\\u0062ody":{"rows":${LIST}}}`],
  ['numbers and words as neighbours', `{"a":1,"b":null,"body":{"c":-1e9,"rows":${LIST},"d":true}}`],
])('the rows are found among %s', (_, text) => {
  expect(cutRows(text)).toEqual(CUT)
  expect(rowsOf(text)).toEqual([{ id: 1 }, { id: 2 }])
})

test.each([['[]'], ['[ ]'], ['[\n\n]']])('an empty list has no rows: %j', (list) => {
  expect(cutRows(`{"body":{"rows":${list}}}`)).toEqual([])
})

test.each([
  ['no body', '{"rows":[1]}'],
  ['no rows', '{"body":{}}'],
  ['a body that is no object', '{"body":[{"rows":[1]}]}'],
  ['rows that are no list', '{"body":{"rows":{"0":1}}}'],
  ['a list', '[{"body":{"rows":[1]}}]'],
  ['a word', 'null'],
  ['nothing', ''],
])('there is nothing to cut in %s', (_, text) => {
  expect(cutRows(text)).toBeUndefined()
})

test('a row nested ten thousand levels deep is a row like any other', () => {
  const row = `{"deep":${'['.repeat(10_000)}${']'.repeat(10_000)}}`

  expect(cutRows(`{"body":{"rows":[${row},${row}]}}`)).toEqual([row, row])
})
