import type { ErrorObject } from 'ajv'
import { isLoopback } from '../cleargrid/http/hosts'
import { DAY_MS, parseInstant, type Instant } from '../time/instant'
import { expectationOf } from '../json/validator'
import type { SpecField } from './spec-schema'

/** What is wrong with each setting, by its name: the first fault that was found. */
export type Faults = Map<string, string>

/** The name under which the whole file is named. */
const WHOLE = 'the settings file'

/** One fault a field. */
export function faultsOfForm(
  errors: readonly ErrorObject[],
  fields: Readonly<Record<string, SpecField>>,
): Faults {
  const faults: Faults = new Map()
  for (const error of errors) {
    const field = fieldOf(error)
    const sentence = `${field} ${expectation(error, fields[field]?.pattern_descriptor)}`
    if (!faults.has(field)) faults.set(field, sentence)
  }
  return faults
}

function fieldOf({ instancePath, params }: ErrorObject): string {
  const missing: unknown = (params as Readonly<Record<string, unknown>>)['missingProperty']
  if (typeof missing === 'string') return missing
  return instancePath === '' ? WHOLE : (instancePath.slice(1).split('/')[0] ?? WHOLE)
}

function expectation(error: ErrorObject, descriptor?: string): string {
  const { keyword, instancePath } = error
  if (keyword === 'type' && instancePath === '') return 'must hold one JSON object'
  if (keyword === 'required') return 'is missing'
  if (keyword === 'pattern' && descriptor !== undefined) return `must be ${descriptor}`
  return expectationOf(error)
}

/** Faults of the dates that can be read: each is checked only where its form is right. */
export function faultsOfDates(
  { start, end }: { readonly start: string | undefined; readonly end: string | undefined },
  now: Instant,
): Faults {
  const faults: Faults = new Map()
  const [startDate, endDate] = [parseInstant(start), parseInstant(end)]
  if (startDate === undefined) return faults
  if (startDate > now + DAY_MS) {
    faults.set('start_date', 'start_date must not lie in the future')
  } else if (endDate !== undefined && endDate <= startDate) {
    faults.set('end_date', 'end_date must be after start_date')
  }
  return faults
}

/** What is wrong with a URL whose form is right. */
export function faultsOfBaseUrl(text: string | undefined): Faults {
  const faults: Faults = new Map()
  if (text === undefined || !URL.canParse(text)) return faults
  const url = new URL(text)
  const parts = [
    ...(url.username !== '' || url.password !== '' ? ['a user name or password'] : []),
    ...(url.search !== '' || text.includes('?') ? ['a query (?)'] : []),
    ...(url.hash !== '' || text.includes('#') ? ['a fragment (#)'] : []),
  ]
  const sentences = [
    ...(url.protocol === 'https:' || isLoopback(url.hostname)
      ? []
      : ['begin with https:// (http:// is accepted for loopback only)']),
    ...parts.map((part) => `not have ${part}`),
  ]
  if (sentences.length > 0) faults.set('base_url', `base_url must ${sentences.join(', and must ')}`)
  return faults
}
