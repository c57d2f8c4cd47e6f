import type { Message } from './messages'

/**
 * The second lock on secrets: errors are built without them, and whatever an operator reads passes
 * through here. Each secret is hidden as it is, as in a URL, as in JSON and as base64; one or two
 * letters only where they stand by themselves, because the gaps in every word would tell them.
 * Records and states pass untouched: they are the lender's data, and no message of ours.
 */
export interface Secrets {
  add(secret: string): void
  /** The message with every known secret replaced by `****`. */
  hide(message: Message): Message
}

export function createSecrets(): Secrets {
  const forms = new Set<string>()
  return {
    add: (secret) => {
      for (const form of formsOf(secret)) forms.add(form)
    },
    hide: (message) => {
      const isForOperators = message.type === 'LOG' || message.type === 'TRACE'
      if (!isForOperators && message.type !== 'CONNECTION_STATUS') return message
      return hideIn(message, longestFirst(forms))
    },
  }
}

function formsOf(secret: string): string[] {
  if (secret === '') return []
  // Half of a surrogate pair can be in no URL; it leaves the process as U+FFFD.
  const text = Buffer.from(secret).toString('utf8')
  const json = JSON.stringify(secret).slice(1, -1)
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '')
  const form = new URLSearchParams({ s: text }).toString().slice(2)
  return [secret, text, encodeURIComponent(text), form, json, base64]
}

/** A form that contains another is replaced first, or the rest of it would remain. */
function longestFirst(forms: ReadonlySet<string>): string[] {
  return [...forms].sort((a, b) => b.length - a.length)
}

/** Replaces inside the text values only, so that the message stays the JSON it was. */
function hideIn<T>(value: T, forms: readonly string[]): T {
  return JSON.parse(JSON.stringify(value), (key, member: unknown) =>
    typeof member === 'string' && !STRUCTURE.has(key) ? forms.reduce(hideForm, member) : member,
  ) as T
}

/** One or two letters turn up in every sentence. */
const FEW_LETTERS = /^[\p{L}\p{N}]{1,2}$/u
const LETTER = /[\p{L}\p{N}]/u

function hideForm(text: string, form: string): string {
  if (!FEW_LETTERS.test(form)) return text.replaceAll(form, '****')
  return text.replaceAll(form, (found, at: number) => {
    const neighbours = [text.charAt(at - 1), text.charAt(at + form.length)]
    return neighbours.some((sign) => LETTER.test(sign)) ? found : '****'
  })
}

/** Members whose values are words of the protocol or names of ours. */
const STRUCTURE: ReadonlySet<string> = new Set(['type', 'level', 'status', 'failure_type', 'name'])
