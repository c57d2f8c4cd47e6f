import type { ErrorObject } from 'ajv'
import { isLoopback } from './cleargrid/hosts'
import { ConfigError } from './errors'
import type { RawConfig } from './generated/config'
import { DAY_MS, parseInstant, type Instant } from './instant'
import { loadSpec } from './schemas'
import { createAjv } from './validator'

/** The settings, read once; everything behind this point trusts them. */
export interface Config {
  readonly environment: 'production' | 'staging' | 'sandbox'
  readonly credentials: {
    readonly lender: string
    readonly email: string
    readonly password: string
  }
  readonly startDate: Instant
  /** Exclusive; undefined reads up to now. */
  readonly endDate: Instant | undefined
  readonly lookbackMs: number
  /** 0: never. */
  readonly recheckMs: number
  /** The longest window of one walk. */
  readonly windowMsMax: number
  readonly pageSize: number
  readonly concurrency: number
  /** Takes the place of the environment's host. */
  readonly baseUrl: URL | undefined
}

/**
 * Checks the settings against spec.json, fills in its defaults and reads dates.
 * @param now this machine's clock, to refuse a start in the future.
 * @throws ConfigError that names every wrong field with what was expected; never a secret's value.
 */
export function parseConfig(raw: unknown, now: Instant): Config {
  const checked = checkAgainstSpec(raw)
  const startDate = instantOf(checked.start_date)
  const endDate = checked.end_date === undefined ? undefined : instantOf(checked.end_date)
  const baseUrl = checked.base_url === undefined ? undefined : new URL(checked.base_url)
  refuse([...faultsOfDates(startDate, endDate, now), ...faultsOfBaseUrl(baseUrl)])
  return {
    environment: checked.environment,
    credentials: { lender: checked.lender, email: checked.email, password: checked.password },
    startDate,
    endDate,
    lookbackMs: checked.lookback_days * DAY_MS,
    recheckMs: checked.recheck_days * DAY_MS,
    windowMsMax: checked.window_days * DAY_MS,
    pageSize: checked.page_size,
    concurrency: checked.concurrency,
    baseUrl,
  }
}

/** The values of secret settings that are text, for hiding them; whatever else is wrong with `raw`. */
export function secretsIn(raw: unknown): string[] {
  if (typeof raw !== 'object' || raw === null) return []
  const { properties } = specSchema()
  return Object.entries(raw).flatMap(([key, value]) =>
    properties[key]?.airbyte_secret === true && typeof value === 'string' ? [value] : [],
  )
}

/** What ajv leaves behind: every setting that has a default is there. */
type CheckedConfig = RawConfig &
  Required<
    Pick<
      RawConfig,
      | 'environment'
      | 'start_date'
      | 'lookback_days'
      | 'recheck_days'
      | 'window_days'
      | 'page_size'
      | 'concurrency'
    >
  >

function checkAgainstSpec(raw: unknown): CheckedConfig {
  const ajv = createAjv({ useDefaults: true, allowUnionTypes: true, strict: false })
  // Dates alone are welcome too, and impossible ones are not: the pattern cannot say the latter.
  ajv.addFormat('date-time', (text) => parseInstant(text) !== undefined)
  ajv.addFormat('uri', (text) => URL.canParse(text))
  const schema = specSchema()
  const validate = ajv.compile<CheckedConfig>(schema)
  const copy: unknown = structuredClone(withoutEmpty(raw, schema.required))
  if (validate(copy)) return copy
  refuse(faultsOf(validate.errors ?? [], schema))
  throw new ConfigError('The settings are not an object.')
}

interface SpecSchema {
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, SpecField>>
}

interface SpecField {
  readonly pattern_descriptor?: string
  readonly airbyte_secret?: boolean
}

function specSchema(): SpecSchema {
  return loadSpec()['connectionSpecification'] as SpecSchema
}

/** A field that was left empty comes as null or, if it may be left empty, as an empty text. */
function withoutEmpty(raw: unknown, required: readonly string[]): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw
  const isFilled = ([name, value]: [string, unknown]): boolean =>
    value !== null && (value !== '' || required.includes(name))
  return Object.fromEntries(Object.entries(raw).filter(isFilled))
}

/** One fault a field: the first that ajv found. */
function faultsOf(errors: readonly ErrorObject[], schema: SpecSchema): string[] {
  const faults = new Map<string, string>()
  for (const error of errors) {
    const field = fieldOf(error)
    const sentence = `${field} ${expectation(error, schema.properties[field]?.pattern_descriptor)}`
    if (!faults.has(field)) faults.set(field, sentence)
  }
  return [...faults.values()]
}

function fieldOf({ instancePath, params }: ErrorObject): string {
  const missing: unknown = (params as Readonly<Record<string, unknown>>)['missingProperty']
  if (typeof missing === 'string') return missing
  return instancePath === '' ? 'the configuration' : instancePath.slice(1)
}

function expectation({ keyword, message, params }: ErrorObject, descriptor?: string): string {
  const facts = params as Readonly<Record<string, unknown>>
  if (keyword === 'required') return 'is missing'
  if (keyword === 'minLength' && facts['limit'] === 1) return 'must not be empty'
  if (keyword === 'pattern' && descriptor !== undefined) return `must be ${descriptor}`
  if (keyword === 'format') return `must be a real ${String(facts['format'])}`
  if (keyword === 'enum') return `must be one of ${(facts['allowedValues'] as string[]).join(', ')}`
  return message ?? 'is wrong'
}

function instantOf(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === undefined) throw new ConfigError('The settings hold an impossible date.')
  return instant
}

function faultsOfDates(startDate: Instant, endDate: Instant | undefined, now: Instant): string[] {
  if (startDate > now + DAY_MS) return ['start_date must not lie in the future']
  if (endDate !== undefined && endDate <= startDate) return ['end_date must be after start_date']
  return []
}

function faultsOfBaseUrl(url: URL | undefined): string[] {
  if (url === undefined || url.protocol === 'https:' || isLoopback(url.hostname)) return []
  return ['base_url must begin with https:// (http:// is accepted for loopback only)']
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new ConfigError(`The settings are wrong: ${faults.join('; ')}.`)
}
