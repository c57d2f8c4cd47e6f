import fc from 'fast-check'
import { anyText } from './json-text'

const BLANK = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 2 })

/** Texts of instants, the most of them right, in all forms; and some that are none. */
export const instantText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.integer({ min: 0, max: 9999 }).map((year) => String(year).padStart(4, '0')),
        ...[13, 32, 24, 60, 61].map((max) =>
          fc.integer({ min: 0, max }).map((part) => String(part).padStart(2, '0')),
        ),
        fc.constantFrom('', '.', '.1', '.12', '.123', '.1239', '.123456789'),
        fc.constantFrom('Z', 'z', '', '+00:00', '-00:30', '+23:59', '+0530', '+24:00', '-05:60'),
        fc.constantFrom('T', 'T', 'T', 't', ' '),
      )
      .map(([year, month, day, hour, minute, second, fraction, zone, t]) =>
        [year, '-', month, '-', day, t, hour, ':', minute, ':', second, fraction, zone].join(''),
      ),
  },
  fc.constantFrom('2024-02-29', '2024-02-30T00:00:00Z', '2023-02-29T00:00:00Z', 'today', ''),
)

const text = fc.string({ unit: fc.constantFrom('a', '"', '\\', '{', '}', 'é', '😀', ' ', ',') })
const json = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  arbitrary.map((value) => JSON.stringify(value))

/**
 * The text of a row.
 * @param kind `plain`: as the documentation has it; `odd`: with anything in its fields and names.
 */
export function rowText(kind: 'plain' | 'odd'): fc.Arbitrary<string> {
  const key = text.filter((value) => value !== '').map((value) => value.replace(/["\\]/g, 'x'))
  const own: Readonly<Record<string, fc.Arbitrary<string>>> = {
    public_id: json(key),
    at: json(instantText),
    updated_at: json(fc.option(instantText)),
    duration: fc.constantFrom('null', '1', '0.25', '-0', '9007199254740993', '1e99'),
    delivery: fc.constantFrom('null', '{}', '{"status":"sent"}', '{"status":7,"code":{}}'),
    text: json(text),
  }
  const odd = fc.tuple(json(fc.oneof(text, fc.constantFrom('at', 'public_id', 'id'))), anyText)
  const usual = fc.record(own, { requiredKeys: ['public_id'] })
  const members = usual.map((row) =>
    Object.entries(row).map(([name, value]) => [`"${name}"`, value]),
  )
  const extra = fc.array(odd, { maxLength: kind === 'odd' ? 2 : 0 })
  const order = fc.tuple(members, extra).chain(([a, b]) => {
    const list = [...a, ...b]
    return fc.shuffledSubarray(list, { minLength: list.length })
  })
  return fc.tuple(order, kind === 'odd' ? BLANK : fc.constant('')).map(([list, blank]) => {
    const parts = list.map(([name, value]) => `${name ?? ''}${blank}:${blank}${value ?? ''}`)
    return `{${blank}${parts.join(`${blank},${blank}`)}${blank}}`
  })
}

/** The text of an answer with rows, in any order of its members, with blanks anywhere. */
export function pageText(): fc.Arbitrary<string> {
  const rows = fc
    .tuple(fc.array(fc.oneof(rowText('plain'), rowText('odd')), { maxLength: 5 }), BLANK)
    .map(([list, blank]) => `"rows"${blank}:[${blank}${list.join(`${blank},`)}]`)
  const body = fc.tuple(rows, anyText).chain(([list, other]) =>
    fc
      .shuffledSubarray([list, '"pagination":{"nextCursor":null}', `"meta":${other}`], {
        minLength: 3,
      })
      .map((members) => `"body":{${members.join(',')}}`),
  )
  return fc.tuple(body, anyText, BLANK).chain(([content, other, blank]) =>
    fc
      .shuffledSubarray([content, `"success"${blank}:${blank}true`, `"other":${other}`], {
        minLength: 3,
      })
      .map((members) => `${blank}{${members.join(`${blank},`)}}${blank}`),
  )
}
