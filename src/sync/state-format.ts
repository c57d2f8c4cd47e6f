import Ajv from 'ajv'
import type { Window } from '../cleargrid/client'
import { ConfigError } from '../errors'
import { formatInstant, parseInstant, type Instant } from '../instant'
import type { SyncMode } from '../protocol/messages'
import { aheadOf, watermarkOf, type StreamState } from './state'

/**
 * A stream's state on the wire, version 1. Instants are `YYYY-MM-DDTHH:mm:ss.sssZ`, windows are
 * half-open. There is never a member called `id`: the platform uses that name itself.
 */
interface WireState {
  readonly version: 1
  /** Where the stretch that ends at the watermark begins. */
  readonly since?: string
  readonly watermark: string
  readonly newest?: string
  readonly ahead?: readonly WireWindow[]
  readonly recheck?: {
    readonly began: string
    readonly changed_since: string
    readonly left: readonly WireWindow[]
  }
  readonly learned?: { readonly window_ms: number; readonly page_size: number }
  /** There while a sync is under way. */
  readonly unfinished?: { readonly mode: SyncMode; readonly again: readonly WireWindow[] }
}

interface WireWindow {
  readonly since: string
  readonly until: string
}

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
      : { unfinished: { mode: unfinished, again: state.again.map(formatWindow) } }),
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
  const validate = new Ajv({ allErrors: true, strict: false }).compile<WireState>(SHAPE)
  if (validate(raw)) return stateOf(raw, stream.name, startDate)
  const faults = (validate.errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath.slice(1).replaceAll('/', '.') || 'it'} ${message ?? ''} ${hint(params)}`.trim(),
  )
  throw unusable(stream.name, faults.join('; '))
}

function hint(params: Readonly<Record<string, unknown>>): string {
  const allowed = params['allowedValue']
  return allowed === undefined ? '' : JSON.stringify(allowed)
}

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
  const { recheck, learned } = wire
  return {
    since,
    read: [{ since, until: watermark }, ...windows(wire.ahead)].filter((w) => w.since < w.until),
    newest: wire.newest === undefined ? watermark : instant(wire.newest),
    again: windows(wire.unfinished?.again),
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
    unfinished: wire.unfinished?.mode,
  }
}

function unusable(stream: string, reason: string): ConfigError {
  return new ConfigError(
    `The state of stream ${stream} cannot be understood: ${reason}. Nothing was read. ` +
      `Use a state that this source wrote, or reset the stream to read it from the start.`,
  )
}

const WINDOWS = {
  type: 'array',
  items: {
    type: 'object',
    required: ['since', 'until'],
    properties: { since: { type: 'string' }, until: { type: 'string' } },
  },
} as const

const SHAPE = {
  type: 'object',
  required: ['version', 'watermark'],
  properties: {
    version: { const: 1 },
    since: { type: 'string' },
    watermark: { type: 'string' },
    newest: { type: 'string' },
    ahead: WINDOWS,
    recheck: {
      type: 'object',
      required: ['began', 'changed_since', 'left'],
      properties: {
        began: { type: 'string' },
        changed_since: { type: 'string' },
        left: WINDOWS,
      },
    },
    learned: {
      type: 'object',
      required: ['window_ms', 'page_size'],
      properties: {
        window_ms: { type: 'integer', minimum: 1 },
        page_size: { type: 'integer', minimum: 1, maximum: 1000 },
      },
    },
    unfinished: {
      type: 'object',
      required: ['mode', 'again'],
      properties: { mode: { enum: ['full_refresh', 'incremental'] }, again: WINDOWS },
    },
  },
} as const
