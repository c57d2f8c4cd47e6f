import type { SyncMode } from '../../protocol/messages'

/**
 * A stream's state on the wire, version 1. Instants are `YYYY-MM-DDTHH:mm:ss.sssZ`, windows are
 * half-open. There is never a member called `id`: the platform uses that name itself.
 */
export interface WireState {
  readonly version: 1
  /** Whose state it is: see `ownerId`. */
  readonly of?: string
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
  /** Up to where the overlap has been settled; beside `unfinished`: a sync before it was finished. */
  readonly settled?: string
  /** What is to be read again, where no sync is under way. */
  readonly again?: readonly WireWindow[]
  readonly unordered?: boolean
  /** How often claims were taken back: it makes each state differ from all states before. */
  readonly taken_back?: number
  readonly learned?: {
    readonly window_ms: number
    readonly window_ms_failed?: number
    readonly page_size: number
    readonly page_size_failed?: number
  }
  /** There while a sync is under way. */
  readonly unfinished?: {
    readonly mode: SyncMode
    readonly began: string
    readonly again: readonly WireWindow[]
  }
}

export interface WireWindow {
  readonly since: string
  readonly until: string
}

const WINDOWS = {
  type: 'array',
  items: {
    type: 'object',
    required: ['since', 'until'],
    properties: { since: { type: 'string' }, until: { type: 'string' } },
  },
} as const

/** The same as a JSON Schema, for what comes in. */
export const WIRE_STATE = {
  type: 'object',
  required: ['version', 'watermark'],
  properties: {
    version: { const: 1 },
    of: { type: 'string' },
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
    settled: { type: 'string' },
    again: WINDOWS,
    unordered: { type: 'boolean' },
    taken_back: { type: 'integer', minimum: 0 },
    learned: {
      type: 'object',
      required: ['window_ms', 'page_size'],
      properties: {
        window_ms: { type: 'integer', minimum: 1 },
        window_ms_failed: { type: 'integer', minimum: 1 },
        page_size: { type: 'integer', minimum: 1, maximum: 1000 },
        page_size_failed: { type: 'integer', minimum: 1 },
      },
    },
    unfinished: {
      type: 'object',
      required: ['mode', 'began', 'again'],
      properties: {
        mode: { enum: ['full_refresh', 'incremental'] },
        began: { type: 'string' },
        again: WINDOWS,
      },
    },
  },
} as const
