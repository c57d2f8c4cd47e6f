import { parseInstant, type Instant } from '../../time/instant'
import { union } from '../../time/window'
import { isObject } from '../../json/unknown'

/** What the state of a low-code Airbyte connector says: everything up to here has been read. */
export interface LowCodeState {
  /** undefined: it has read nothing that touches the start. */
  readonly watermark: string | undefined
}

/**
 * Reads the two forms in which Airbyte's low-code connectors leave a state: the cursor value of the
 * last record, `{"<cursor field>": "<instant>"}`, and the concurrent form, a list of `slices` that
 * were read (`state_type: "date-range"`, airbyte-python-cdk). Of slices those count that touch the
 * start, without a gap. Undefined for anything else.
 */
export function readLowCodeState(
  raw: unknown,
  cursorField: string,
  startDate: Instant,
): LowCodeState | undefined {
  if (!isObject(raw) || 'version' in raw) return undefined
  const value = raw[cursorField]
  if (typeof value === 'string') return { watermark: value }
  const { slices } = raw
  if (raw['state_type'] !== 'date-range' || !Array.isArray(slices)) return undefined
  return fromSlices(slices, startDate)
}

interface Slice {
  readonly since: Instant
  readonly until: Instant
}

function fromSlices(raw: readonly unknown[], startDate: Instant): LowCodeState | undefined {
  const slices = raw.map(sliceOf)
  const known = slices.filter((slice) => slice !== undefined)
  if (known.length < slices.length) return undefined
  const first = union(known).find(({ since, until }) => since <= startDate && startDate < until)
  return { watermark: first === undefined ? undefined : new Date(first.until).toISOString() }
}

/** A slice ends at its last record, where that is known: silence after it is not progress. */
function sliceOf(raw: unknown): Slice | undefined {
  if (!isObject(raw)) return undefined
  const { start, end, most_recent_cursor_value: last } = raw
  const since = instantOf(start)
  const until = instantOf(end)
  if (since === undefined || until === undefined) return undefined
  return { since, until: Math.max(since, Math.min(until, instantOf(last) ?? until)) }
}

/** The last instant that can be written with a year of four digits. */
const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/** Text, or seconds or milliseconds since 1970, as the connector's manifest decides. */
function instantOf(value: unknown): Instant | undefined {
  if (typeof value !== 'number') return parseInstant(value)
  const instant = Math.floor(value < 1e11 ? value * 1000 : value)
  return instant >= 0 && instant <= LAST_INSTANT ? instant : undefined
}
