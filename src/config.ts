import { faultsOfBaseUrl, faultsOfDates, faultsOfForm, type Faults } from './config/faults'
import { specSchema } from './config/spec-schema'
import { ConfigError } from './errors'
import type { RawConfig } from './generated/raw-config'
import { DAY_MS, parseInstant, type Instant } from './time/instant'
import { createAjv } from './json/validator'
import { isObject, memberOf } from './json/unknown'

/** The settings, read once; everything after this point trusts them. */
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
  /** The same in a direct dataset, where wide windows are cheap: a year, unless somebody set less. */
  readonly directWindowMsMax: number
  readonly pageSize: number
  readonly concurrency: number
  /** Whether discovery looks at recent rows for what this release does not know. */
  readonly discoverNewFields: boolean
  /** Takes the place of the environment's host. Its path does not end in `/admin/v3`. */
  readonly baseUrl: URL | undefined
}

/** The settings are wrong: a verdict for `check`, an error for all other commands. */
export class SettingsError extends ConfigError {}

/**
 * Checks the settings against spec.json, fills in its defaults and reads dates.
 * @param now this machine's clock, to refuse a start in the future.
 * @throws SettingsError that names every wrong field with what was expected; never a secret's value.
 */
export function parseConfig(raw: unknown, now: Instant): Config {
  const checked = checkAgainstSpec(raw, now)
  const startDate = toInstant(checked.start_date)
  const endDate = checked.end_date === undefined ? undefined : toInstant(checked.end_date)
  const baseUrl = checked.base_url === undefined ? undefined : baseUrlOf(checked.base_url)
  return {
    environment: checked.environment,
    credentials: { lender: checked.lender, email: checked.email, password: checked.password },
    startDate,
    endDate,
    lookbackMs: checked.lookback_days * DAY_MS,
    recheckMs: checked.recheck_days * DAY_MS,
    windowMsMax: checked.window_days * DAY_MS,
    directWindowMsMax: directWindowDays(checked.window_days) * DAY_MS,
    pageSize: checked.page_size,
    concurrency: checked.concurrency,
    discoverNewFields: checked.discover_new_fields,
    baseUrl,
  }
}

/**
 * Somebody who chose a longest window meant it for every dataset. Forms fill in the default
 * themselves.
 */
function directWindowDays(windowDays: number): number {
  const { default: usual, maximum = windowDays } = specSchema().properties['window_days'] ?? {}
  return windowDays === usual ? maximum : windowDays
}

/** The values of secret settings that are text, for hiding them; whatever else is wrong with `raw`. */
export function secretsIn(raw: unknown): string[] {
  if (!isObject(raw)) return []
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
      | 'discover_new_fields'
    >
  >

function checkAgainstSpec(raw: unknown, now: Instant): CheckedConfig {
  const ajv = createAjv({ useDefaults: true, allowUnionTypes: true, strict: false })
  // Dates without a time are accepted, and impossible dates refused, which the pattern cannot
  // express.
  ajv.addFormat('date-time', (text) => parseInstant(text) !== undefined)
  ajv.addFormat('uri', (text) => URL.canParse(text))
  const schema = specSchema()
  const validate = ajv.compile<CheckedConfig>(schema)
  const copy: unknown = structuredClone(withoutEmpty(raw, schema.required))
  const isFormed = validate(copy)
  const faults = faultsOfForm(validate.errors ?? [], schema.properties)
  refuse(new Map([...faultsOfMeaning(copy, faults, now), ...faults]))
  if (isFormed) return copy
  throw new SettingsError('The settings are wrong.')
}

/** Faults of well-formed settings, whatever the form of the others. */
function faultsOfMeaning(filled: unknown, formFaults: Faults, now: Instant): Faults {
  const text = (name: string): string | undefined => {
    const value = formFaults.has(name) ? undefined : memberOf(filled, name)
    return typeof value === 'string' ? value : undefined
  }
  return new Map([
    ...faultsOfDates({ start: text('start_date'), end: text('end_date') }, now),
    ...faultsOfBaseUrl(text('base_url')),
  ])
}

/** A field that was left empty comes as null or, if it may be left empty, as an empty text. */
function withoutEmpty(raw: unknown, required: readonly string[]): unknown {
  if (!isObject(raw)) return raw
  const isFilled = ([name, value]: [string, unknown]): boolean =>
    value !== null && (value !== '' || required.includes(name))
  return Object.fromEntries(Object.entries(raw).filter(isFilled))
}

function toInstant(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === undefined) throw new SettingsError('The settings hold an impossible date.')
  return instant
}

/** People copy the address of the API as well as that of the host: both mean the same. */
function baseUrlOf(text: string): URL {
  const url = new URL(text)
  url.pathname = url.pathname.replace(/\/+$/, '').replace(/\/admin\/v3$/, '')
  return url
}

function refuse(faults: Faults): void {
  if (faults.size === 0) return
  throw new SettingsError(`The settings are wrong: ${[...faults.values()].join('; ')}.`)
}
