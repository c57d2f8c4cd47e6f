/**
 * The texts of the elements of `body.rows` in a ClearGrid answer, exactly as they came, so that
 * no number, escape or key order is changed on the way. `text` must be valid JSON; undefined where
 * it has no such list.
 */
export function cutRows(text: string): string[] | undefined {
  const body = memberValue(text, skipBlank(text, 0), 'body')
  const rows = body === undefined ? undefined : memberValue(text, body, 'rows')
  return rows === undefined || text[rows] !== '[' ? undefined : elements(text, rows)
}

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** One member of an object, as it is written. */
export interface Member {
  readonly name: string
  /** Where its name begins, where its value does, and where the next member would. */
  readonly from: number
  readonly value: number
  readonly next: number
}

/** The members of the object at `at`, in their order; none where there is no object. */
export function* membersAt(text: string, at: number): Generator<Member> {
  let from = text[at] === '{' ? skipBlank(text, at + 1) : text.length
  while (text[from] === '"') {
    const nameEnd = endOfString(text, from)
    const value = skipBlank(text, skipBlank(text, nameEnd) + 1)
    const next = afterComma(text, endOfValue(text, value))
    yield { name: nameIn(text.slice(from, nameEnd)), from, value, next }
    from = next
  }
}

/** The value of a member of an object, as it is written; undefined where there is none. */
export function memberText(text: string, name: string): string | undefined {
  const at = memberValue(text, 0, name)
  return at === undefined ? undefined : text.slice(at, endOfValue(text, at))
}

/** The start of the last member called `name` of the object at `at`, as JSON.parse would take it. */
function memberValue(text: string, at: number, name: string): number | undefined {
  let found: number | undefined
  for (const member of membersAt(text, at)) if (member.name === name) found = member.value
  return found
}

/** A name may be written with escapes. */
function nameIn(quoted: string): string {
  return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1)
}

function elements(text: string, at: number): string[] {
  return [...elementsAt(text, at)].map(({ value, end }) => text.slice(value, end))
}

/** Where the elements of the list at `at` begin and end; none where there is no list. */
export function* elementsAt(text: string, at: number): Generator<{ value: number; end: number }> {
  let value = text[at] === '[' ? skipBlank(text, at + 1) : text.length
  while (value < text.length && text[value] !== ']') {
    const end = endOfValue(text, value)
    yield { value, end }
    value = afterComma(text, end)
  }
}

function afterComma(text: string, at: number): number {
  const position = skipBlank(text, at)
  return text[position] === ',' ? skipBlank(text, position + 1) : position
}

function skipBlank(text: string, at: number): number {
  let position = at
  while (position < text.length && ' \t\n\r'.includes(text.charAt(position))) position += 1
  return position
}

/** The position behind the value that starts at `at`. */
function endOfValue(text: string, at: number): number {
  const first = text[at]
  if (first === '"') return endOfString(text, at)
  if (first === '{' || first === '[') return endOfNested(text, at)
  let position = at + 1
  while (position < text.length && !',]} \t\n\r'.includes(text.charAt(position))) position += 1
  return position
}

function endOfNested(text: string, at: number): number {
  let depth = 0
  for (let position = at; position < text.length; position += 1) {
    const code = text.charCodeAt(position)
    if (code === QUOTE) position = endOfString(text, position) - 1
    else if (code === 0x7b || code === 0x5b) depth += 1
    else if (code === 0x7d || code === 0x5d) {
      depth -= 1
      if (depth === 0) return position + 1
    }
  }
  return text.length
}

/** The position behind the string whose opening quote is at `at`. */
export function endOfString(text: string, at: number): number {
  for (let close = text.indexOf('"', at + 1); close !== -1; close = text.indexOf('"', close + 1)) {
    let first = close
    while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1
    if ((close - first) % 2 === 0) return close + 1
  }
  return text.length
}
