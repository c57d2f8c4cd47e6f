/** A UTC time in milliseconds. Instants are compared as numbers, never as text. */
export type Instant = number

export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

const RFC_3339 =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}:\d{2})(?:\.(\d+))?([Zz]|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?$/

/** The form in which ClearGrid writes every instant, with a day that every month has. */
const USUAL_FORM =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

/**
 * Reads an RFC 3339 date or date-time. A date alone is its first instant, a time without a zone is
 * UTC, digits below the millisecond are dropped, so that the result is never after the text's time.
 * Returns undefined for anything else, impossible dates (30 February) included.
 */
export function parseInstant(text: unknown): Instant | undefined {
  if (typeof text !== 'string') return undefined
  // Every row has an instant, so the usual form takes a short cut.
  if (USUAL_FORM.test(text)) return Date.parse(text)
  const parts = RFC_3339.exec(text)
  if (parts === null) return undefined
  const [, date = '', time = '00:00:00', fraction = '', zone = 'Z'] = parts
  const local = Date.parse(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`)
  if (Number.isNaN(local) || new Date(local).toISOString().slice(0, 10) !== date) return undefined
  return local - offsetMs(zone)
}

function offsetMs(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0
  const size = Number(zone.slice(1, 3)) * HOUR_MS + Number(zone.slice(-2)) * MINUTE_MS
  return zone.startsWith('-') ? -size : size
}

/** An instant as `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export function formatInstant(instant: Instant): string {
  return new Date(instant).toISOString()
}

/** The same without a fraction of zero: the form that ClearGrid's documentation shows in queries. */
export function formatForQuery(instant: Instant): string {
  return formatInstant(instant).replace('.000Z', 'Z')
}

/** The last whole second that is not after the instant. */
export function secondBefore(instant: Instant): Instant {
  return Math.floor(instant / SECOND_MS) * SECOND_MS
}

/** The first whole second that is not before the instant. */
export function secondAfter(instant: Instant): Instant {
  return Math.ceil(instant / SECOND_MS) * SECOND_MS
}
