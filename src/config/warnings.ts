import { didYouMean } from '../suggest'
import { specSchema } from './spec-schema'
import { isObject } from '../json/unknown'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Settings that are known: so many of them are named one by one. */
const UNKNOWN_MAX = 10

/**
 * Warnings about settings that are accepted: names that no setting has (a later version may know
 * them), and a lender that looks like an id. Never a value.
 */
export function warningsAbout(raw: unknown): string[] {
  if (!isObject(raw)) return []
  const known = Object.keys(specSchema().properties)
  // Names with two underscores are the platform's own.
  const unknown = Object.keys(raw).filter((name) => !known.includes(name) && !name.startsWith('__'))
  const { lender } = raw
  return [
    ...unknown
      .slice(0, UNKNOWN_MAX)
      .map((name) => `The setting ${name} is not known and is ignored.${didYouMean(name, known)}`),
    ...(typeof lender === 'string' && UUID.test(lender)
      ? ["lender looks like the lender's UUID. Did you mean its short name, like acme-finance?"]
      : []),
  ]
}
