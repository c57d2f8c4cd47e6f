import type { ValidateFunction } from 'ajv'
import type { Window } from '../../time/window'
import { ConfigError } from '../../errors'
import { formatInstant, parseInstant, type Instant } from '../../time/instant'
import { createAjv, expectationOf } from '../../json/validator'
import { readLowCodeState } from './low-code-state'
import { aheadOf, watermarkOf, type LearnedSize, type StreamState } from './stream-state'
import { WIRE_STATE, type WireState, type WireWindow } from './wire'

/** A state as it is written into a STATE message. */
export function formatState(state: StreamState): Readonly<Record<string, unknown>> {
  const { of, recheck, learned, newest, settled, unfinished } = state
  const again = state.again.map(formatWindow)
  const settledAt = settled === undefined ? {} : { settled: formatInstant(settled) }
  const wire: WireState = {
    version: 1,
    ...(of === undefined ? {} : { of }),
    since: formatInstant(state.since),
    watermark: formatInstant(watermarkOf(state)),
    ...(newest === undefined ? {} : { newest: formatInstant(newest) }),
    ahead: aheadOf(state).map(formatWindow),
    recheck: {
      began: formatInstant(recheck.began),
      changed_since: formatInstant(recheck.changedSince),
      left: recheck.left.map(formatWindow),
    },
    ...(state.isUnordered ? { unordered: true } : {}),
    ...(state.takenBack === 0 ? {} : { taken_back: state.takenBack }),
    ...(learned === undefined ? {} : { learned: formatLearned(learned) }),
    ...(unfinished === undefined
      ? { ...settledAt, ...(again.length === 0 ? {} : { again }) }
      : {
          ...(state.hasEnded ? settledAt : {}),
          unfinished: { mode: unfinished, began: formatInstant(settled ?? state.since), again },
        }),
  }
  return { ...wire }
}

function formatLearned({
  windowMs,
  windowMsFailed,
  pageSize,
  pageSizeFailed,
}: LearnedSize): NonNullable<WireState['learned']> {
  return {
    window_ms: windowMs,
    ...(windowMsFailed === undefined ? {} : { window_ms_failed: windowMsFailed }),
    page_size: pageSize,
    ...(pageSizeFailed === undefined ? {} : { page_size_failed: pageSizeFailed }),
  }
}

function formatWindow({ since, until }: Window): WireWindow {
  return { since: formatInstant(since), until: formatInstant(until) }
}

/**
 * Reads a state that this source wrote, or one that a low-code Airbyte connector left behind.
 * @param startDate where the reading began, for a state that does not say so.
 * @throws ConfigError that names the stream and the reason. Never starts again silently.
 */
export function parseState(
  raw: unknown,
  stream: { readonly name: string; readonly cursorField: string },
  startDate: Instant,
): StreamState {
  const lowCode = readLowCodeState(raw, stream.cursorField, startDate)
  if (lowCode !== undefined) {
    const start = formatInstant(startDate)
    const { watermark } = lowCode
    // A state that says where it begins, and names no newest row, has read nothing.
    const wire = watermark === undefined ? { since: start, watermark: start } : { watermark }
    return toState({ version: 1, ...wire }, stream.name, startDate)
  }
  validate ??= createAjv({ strict: false }).compile<WireState>(WIRE_STATE)
  if (validate(raw)) return toState(raw, stream.name, startDate)
  const faults = (validate.errors ?? []).map(
    (error) =>
      `${error.instancePath.slice(1).replaceAll('/', '.') || 'it'} ${expectationOf(error)}`,
  )
  throw unusable(stream.name, faults.join('; '))
}

/** Compiled once, when a state is first read. */
let validate: ValidateFunction<WireState> | undefined

function toState(wire: WireState, stream: string, startDate: Instant): StreamState {
  const instant = (text: string): Instant => {
    const parsed = parseInstant(text)
    if (parsed === undefined) throw unusable(stream, `"${text}" is not an instant`)
    return parsed
  }
  const windows = (list: readonly WireWindow[] = []): Window[] =>
    list.map(({ since, until }) => ({ since: instant(since), until: instant(until) }))
  const watermark = instant(wire.watermark)
  const since = wire.since === undefined ? Math.min(startDate, watermark) : instant(wire.since)
  const { recheck, unfinished } = wire
  // A state that says where it begins says also whether a row was ever seen.
  const newest = wire.newest ?? (wire.since === undefined ? wire.watermark : undefined)
  const settled = unfinished?.began ?? wire.settled
  return {
    of: wire.of,
    since,
    read: [{ since, until: watermark }, ...windows(wire.ahead)].filter((w) => w.since < w.until),
    newest: newest === undefined ? undefined : instant(newest),
    again: windows(unfinished?.again ?? wire.again),
    settled: settled === undefined ? undefined : instant(settled),
    hasEnded: unfinished === undefined || wire.settled !== undefined,
    // A state without it was written when everything up to its watermark had just been read.
    recheck:
      recheck === undefined
        ? { began: watermark, changedSince: watermark, left: [] }
        : {
            began: instant(recheck.began),
            changedSince: instant(recheck.changed_since),
            left: windows(recheck.left),
          },
    learned: toLearned(wire),
    isUnordered: wire.unordered === true,
    takenBack: wire.taken_back ?? 0,
    unfinished: unfinished?.mode,
  }
}

function toLearned({ learned }: WireState): LearnedSize | undefined {
  if (learned === undefined) return undefined
  const { window_ms_failed, page_size_failed } = learned
  return {
    windowMs: learned.window_ms,
    ...(window_ms_failed === undefined ? {} : { windowMsFailed: window_ms_failed }),
    pageSize: learned.page_size,
    ...(page_size_failed === undefined ? {} : { pageSizeFailed: page_size_failed }),
  }
}

function unusable(stream: string, reason: string): ConfigError {
  return new ConfigError(
    `The state of stream ${stream} cannot be understood: ${reason}. Nothing was read. ` +
      `Use a state that this source wrote, or reset the stream to read it from the start.`,
  )
}
