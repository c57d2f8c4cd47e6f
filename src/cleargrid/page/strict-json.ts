import { elementsAt, endOfString, membersAt } from './json-rows'

/** Readers of records refuse what is nested much deeper (DuckDB at 200 levels, orjson at 254). */
const DEPTH_MAX = 100

/** Readers refuse longer numbers (Jackson at 1000 characters, Python at 4300 digits). */
const NUMBER_LENGTH_MAX = 1000

/**
 * The JSON text of a row as every strict reader takes it: byte for byte as it came, but for
 * - half of a surrogate pair in an escape, which is no character: it becomes `\ufffd`;
 * - a number beyond what a double holds, or of more than a thousand characters: it becomes the text of
 *   itself, so that no digit is lost;
 * - a name that comes twice in one object: the last one stands, as it does for readers that take both;
 * - a field that is nested more than a hundred levels deep: it becomes the text of its JSON.
 * @param text valid JSON of an object.
 */
export function strictRow(text: string): string {
  return withoutRepeats(withoutExcess(withoutHalfPairs(text)))
}

function withoutRepeats(text: string): string {
  return replaced(text, repeatsAt(text, 0))
}

/** The members of objects, at any depth, that are repeated later in the same object. */
function repeatsAt(text: string, at: number): Replacement[] {
  const inside = (value: number): Replacement[] =>
    text[value] === '{' || text[value] === '[' ? repeatsAt(text, value) : []
  if (text[at] === '[') return [...elementsAt(text, at)].flatMap(({ value }) => inside(value))
  const members = [...membersAt(text, at)]
  const last = new Map(members.map((member) => [member.name, member]))
  // A repeated member is always followed by another, so its comma is removed with it.
  return members.flatMap((member) =>
    last.get(member.name) === member
      ? inside(member.value)
      : [{ from: member.from, to: member.next, by: '' }],
  )
}

const SURROGATE = /\\u[dD][89a-fA-F]/
const ESCAPES =
  /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[dD][89a-fA-F][\da-fA-F]{2}|[^])/g
/** Exactly as long as the escape it replaces. */
const ESCAPE_LENGTH = 6

function withoutHalfPairs(text: string): string {
  if (!SURROGATE.test(text)) return text
  return text.replace(ESCAPES, (escape) => (escape.length === ESCAPE_LENGTH ? '\\ufffd' : escape))
}

const NUMBER = /-?\d[\d.eE+-]*/y

interface Replacement {
  readonly from: number
  readonly to: number
  readonly by: string
}

function withoutExcess(text: string): string {
  const replacements: Replacement[] = []
  let depth = 0
  let field = { from: 0, deepest: 0, replacements: 0 }
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (sign === '"') {
      at = endOfString(text, at) - 1
    } else if (sign === '{' || sign === '[') {
      depth += 1
      if (depth === 2) field = { from: at, deepest: 2, replacements: replacements.length }
      field.deepest = Math.max(field.deepest, depth)
    } else if (sign === '}' || sign === ']') {
      depth -= 1
      if (depth !== 1 || field.deepest <= DEPTH_MAX) continue
      replacements.length = field.replacements
      replacements.push(asText(text, field.from, at + 1))
    } else if (sign === '-' || (sign >= '0' && sign <= '9')) {
      NUMBER.lastIndex = at
      const number = NUMBER.exec(text)?.[0] ?? sign
      if (isBeyond(number)) replacements.push(asText(text, at, at + number.length))
      at += number.length - 1
    }
  }
  return replaced(text, replacements)
}

function isBeyond(number: string): boolean {
  return number.length > NUMBER_LENGTH_MAX || !Number.isFinite(Number(number))
}

function asText(text: string, from: number, to: number): Replacement {
  return { from, to, by: JSON.stringify(text.slice(from, to)) }
}

function replaced(text: string, replacements: readonly Replacement[]): string {
  let result = ''
  let done = 0
  for (const { from, to, by } of replacements) {
    result += text.slice(done, from) + by
    done = to
  }
  return done === 0 ? text : result + text.slice(done)
}
