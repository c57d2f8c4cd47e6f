import type { ValidateFunction } from 'ajv'
import type { Window } from '../cleargrid/client'
import { ConfigError } from '../errors'
import { formatInstant, parseInstant, type Instant } from '../instant'
import { createAjv, expectationOf } from '../validator'
import { aheadOf, watermarkOf, type StreamState } from './state'
import { WIRE_STATE, type WireState, type WireWindow } from './wire-state'

/** A state as it is written into a STATE message. */
export function formatState(state: StreamState): Readonly<Record<string, unknown>> {
  const { recheck, learned, newest, unfinished } = state
  const wire: WireState = {
    version: 1,
    since: formatInstant(state.since),
    watermark: formatInstant(watermarkOf(state)),
    ...(newest === undefined ? {} : { newest: formatInstant(newest) }),
    ahead: aheadOf(state).map(formatWindow),
    recheck: {
      began: formatInstant(recheck.began),
      changed_since: formatInstant(recheck.changedSince),
      left: recheck.left.map(formatWindow),
    },
    ...(learned === undefined
      ? {}
      : { learned: { window_ms: learned.windowMs, page_size: learned.pageSize } }),
    ...(unfinished === undefined
      ? {}
      : {
          unfinished: {
            mode: unfinished.mode,
            began: formatInstant(unfinished.began),
            again: state.again.map(formatWindow),
          },
        }),
  }
  return { ...wire }
}

function formatWindow({ since, until }: Window): WireWindow {
  return { since: formatInstant(since), until: formatInstant(until) }
}

/**
 * Reads a state that this source wrote, or `{"<cursor field>": "<instant>"}`, which a low-code
 * Airbyte connector leaves behind.
 * @param startDate where the reading began, for a state that does not say so.
 * @throws ConfigError that names the stream and the reason. Never starts again silently.
 */
export function parseState(
  raw: unknown,
  stream: { readonly name: string; readonly cursorField: string },
  startDate: Instant,
): StreamState {
  const foreign = lowCodeWatermark(raw, stream.cursorField)
  if (foreign !== undefined) {
    return stateOf({ version: 1, watermark: foreign }, stream.name, startDate)
  }
  validate ??= createAjv({ strict: false }).compile<WireState>(WIRE_STATE)
  if (validate(raw)) return stateOf(raw, stream.name, startDate)
  const faults = (validate.errors ?? []).map(
    (error) =>
      `${error.instancePath.slice(1).replaceAll('/', '.') || 'it'} ${expectationOf(error)}`,
  )
  throw unusable(stream.name, faults.join('; '))
}

/** Compiled once, when a state is first read. */
let validate: ValidateFunction<WireState> | undefined

function lowCodeWatermark(raw: unknown, cursorField: string): string | undefined {
  if (typeof raw !== 'object' || raw === null || 'version' in raw) return undefined
  const value = (raw as Readonly<Record<string, unknown>>)[cursorField]
  return typeof value === 'string' ? value : undefined
}

function stateOf(wire: WireState, stream: string, startDate: Instant): StreamState {
  const instant = (text: string): Instant => {
    const parsed = parseInstant(text)
    if (parsed === undefined) throw unusable(stream, `"${text}" is not an instant`)
    return parsed
  }
  const windows = (list: readonly WireWindow[] = []): Window[] =>
    list.map(({ since, until }) => ({ since: instant(since), until: instant(until) }))
  const watermark = instant(wire.watermark)
  const since = wire.since === undefined ? Math.min(startDate, watermark) : instant(wire.since)
  const { recheck, learned, unfinished } = wire
  return {
    since,
    read: [{ since, until: watermark }, ...windows(wire.ahead)].filter((w) => w.since < w.until),
    // A state that says where it begins says also whether a row was ever seen.
    newest:
      wire.newest !== undefined
        ? instant(wire.newest)
        : wire.since === undefined
          ? watermark
          : undefined,
    again: windows(unfinished?.again),
    // A state without it was written when everything up to its watermark had just been read.
    recheck:
      recheck === undefined
        ? { began: watermark, changedSince: watermark, left: [] }
        : {
            began: instant(recheck.began),
            changedSince: instant(recheck.changed_since),
            left: windows(recheck.left),
          },
    learned:
      learned === undefined
        ? undefined
        : { windowMs: learned.window_ms, pageSize: learned.page_size },
    unfinished:
      unfinished === undefined
        ? undefined
        : { mode: unfinished.mode, began: instant(unfinished.began) },
  }
}

function unusable(stream: string, reason: string): ConfigError {
  return new ConfigError(
    `The state of stream ${stream} cannot be understood: ${reason}. Nothing was read. ` +
      `Use a state that this source wrote, or reset the stream to read it from the start.`,
  )
}
