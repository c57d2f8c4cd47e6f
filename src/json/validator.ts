import Ajv, { type ErrorObject, type Options } from 'ajv'

/**
 * An ajv that reports all faults of a value. It does not check the schemas themselves, because
 * compiling the meta-schema would be the most expensive part of a short run: the tests check ours.
 */
export function createAjv(options: Options = {}): Ajv {
  return new Ajv({ allErrors: true, meta: false, validateSchema: false, ...options })
}

/**
 * What was expected, in words for people: `must be at most 1000`. The field's name goes before it.
 * It never holds the value.
 */
export function expectationOf({ keyword, message, params }: ErrorObject): string {
  const facts = params as Readonly<Record<string, unknown>>
  switch (keyword) {
    case 'required':
      return `has no ${String(facts['missingProperty'])}`
    case 'type':
      return `must be ${[facts['type']].flat().map(wordOf).join(' or ')}`
    case 'minimum':
      return `must be at least ${String(facts['limit'])}`
    case 'maximum':
      return `must be at most ${String(facts['limit'])}`
    case 'minLength':
      return facts['limit'] === 1
        ? 'must not be empty'
        : `must have at least ${String(facts['limit'])} characters`
    case 'enum':
      return `must be one of ${(facts['allowedValues'] as unknown[]).join(', ')}`
    case 'const':
      return `must be ${JSON.stringify(facts['allowedValue'])}`
    case 'format':
      return `must be a real ${String(facts['format'])}`
    default:
      return message ?? 'is wrong'
  }
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

function wordOf(type: unknown): string {
  return WORDS[String(type)] ?? String(type)
}
