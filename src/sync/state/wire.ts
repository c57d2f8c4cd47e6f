import type { FromSchema } from '../../json/schema-type'

const TEXT = { type: 'string' } as const
const LEAST_ONE = { type: 'integer', minimum: 1 } as const

const WINDOW = {
  type: 'object',
  required: ['since', 'until'],
  properties: { since: TEXT, until: TEXT },
} as const

const WINDOWS = { type: 'array', items: WINDOW } as const

/**
 * A stream's state on the wire, version 1, as a JSON Schema. Instants are `YYYY-MM-DDTHH:mm:ss.sssZ`,
 * windows are half-open. There is never a member called `id`: the platform uses that name itself.
 */
export const WIRE_STATE = {
  type: 'object',
  required: ['version', 'watermark'],
  properties: {
    version: { const: 1 },
    /** Whose state it is: see `ownerId`. */
    of: TEXT,
    /** Where the stretch that ends at the watermark begins. */
    since: TEXT,
    watermark: TEXT,
    newest: TEXT,
    ahead: WINDOWS,
    recheck: {
      type: 'object',
      required: ['began', 'changed_since', 'left'],
      properties: { began: TEXT, changed_since: TEXT, left: WINDOWS },
    },
    /** Up to where the overlap has been settled; beside `unfinished`: a sync before it was finished. */
    settled: TEXT,
    /** What is to be read again, where no sync is under way. */
    again: WINDOWS,
    unordered: { type: 'boolean' },
    /** How often claims were taken back: it makes each state differ from all states before. */
    taken_back: { type: 'integer', minimum: 0 },
    learned: {
      type: 'object',
      required: ['window_ms', 'page_size'],
      properties: {
        window_ms: LEAST_ONE,
        window_ms_failed: LEAST_ONE,
        page_size: { type: 'integer', minimum: 1, maximum: 1000 },
        page_size_failed: LEAST_ONE,
      },
    },
    /** There while a sync is under way. */
    unfinished: {
      type: 'object',
      required: ['mode', 'began', 'again'],
      properties: { mode: { enum: ['full_refresh', 'incremental'] }, began: TEXT, again: WINDOWS },
    },
  },
} as const

export type WireState = FromSchema<typeof WIRE_STATE>
export type WireWindow = FromSchema<typeof WINDOW>
