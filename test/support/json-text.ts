import fc from 'fast-check'

const BLANK = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 2 })

/** Characters that a scanner of JSON might trip over. */
const TRICKY = fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', ' ', '\n', 'ü', '\u2028')
const text = fc.string({ unit: fc.oneof(TRICKY, fc.constantFrom('a', '\0', '😀')), maxLength: 8 })
const name = fc.oneof(fc.constantFrom('rows', 'body', 'id'), text)

const numberText = fc.oneof(
  fc.constantFrom('0', '-0', '1.0', '1e99', '-1E-3', '9007199254740993', '0.1000'),
  fc.integer().map(String),
)

const leaf: fc.Arbitrary<string> = fc.oneof(
  numberText,
  fc.constantFrom('true', 'false', 'null', '{}', '[]', '{ }', '[\n]'),
  text.map((value) => JSON.stringify(value)),
  // The same with each character as an escape.
  text.map((value) => `"${value.split('').map(escaped).join('')}"`),
)

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** The text of a list, its members parted by blanks of all kinds. */
export function listText(members: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const padded = fc.tuple(BLANK, members, BLANK).map((parts) => parts.join(''))
  return fc.array(padded, { maxLength: 5 }).map((list) => `[${list.join(',')}]`)
}

/** The text of an object, where the same name may come twice. */
export function objectText(values: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const member = fc
    .tuple(BLANK, name, BLANK, BLANK, values, BLANK)
    .map(([a, key, b, c, value, d]) => `${a}${JSON.stringify(key)}${b}:${c}${value}${d}`)
  return fc.array(member, { maxLength: 4 }).map((list) => `{${list.join(',')}}`)
}

/** Any JSON text, nested some levels deep. */
export const anyText: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    listText(tie('value')),
    objectText(tie('value')),
  ),
})).value
