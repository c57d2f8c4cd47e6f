import fc from 'fast-check'
import type { Window } from '../../src/time/window'
import { DAY_MS, MINUTE_MS } from '../../src/time/instant'
import { isBeyond, plan, type Plan } from '../../src/sync/state/plan'
import {
  finished,
  fold,
  type Checkpoint,
  type StreamState,
} from '../../src/sync/state/stream-state'
import { formatState, parseState } from '../../src/sync/state/codec'
import { createTasks } from '../../src/sync/progress/tasks'
import { TIME_MAX } from './windows'

/** One sync of a stream without network, clock or output: what is left is the arithmetic. */
export interface ModelSync {
  readonly horizon: number
  /** Since the sync before: it goes on as the same one within ten minutes. */
  readonly pauseMs: number
  /** Lengths of the windows that are cut off, over and over. */
  readonly lengths: readonly number[]
  /** What becomes of each window, in the order in which they end. */
  readonly fates: readonly Fate[]
  /** Which of the windows in flight ends next. */
  readonly turns: readonly number[]
}

/** Read whole; read for so many rows and then no further; not read at all. */
type Fate = 'whole' | number

const WALKS_IN_FLIGHT = 4

/** After each checkpoint: what the state says, and what is true. */
export interface Witness {
  readonly state: StreamState
  /** Instants all of whose rows were written, in this sync or in one before. */
  readonly truth: ReadonlySet<number>
  /** Instants of the rows that were written. */
  readonly written: ReadonlySet<number>
  /** ClearGrid's clock when the sync began. */
  readonly now: number
}

export interface ModelStream {
  readonly startDate: number
  readonly overlapMs: number
  /** Instants of the rows, in order. */
  readonly rows: readonly number[]
}

const some = fc.integer({ min: 1, max: 5 })

export const modelSync = (fate: fc.Arbitrary<Fate>): fc.Arbitrary<ModelSync> =>
  fc.record({
    horizon: fc.integer({ min: 1, max: TIME_MAX }),
    pauseMs: fc.constantFrom(0, 1, 10 * MINUTE_MS, DAY_MS),
    lengths: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 }),
    fates: fc.array(fate, { minLength: 1, maxLength: 8 }),
    turns: fc.array(fc.nat({ max: WALKS_IN_FLIGHT - 1 }), { minLength: 1, maxLength: 8 }),
  })

export const anyFate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 3, arbitrary: fc.constant('whole' as const) },
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: some },
)

export const modelStream: fc.Arbitrary<ModelStream> = fc.record({
  startDate: fc.integer({ min: 0, max: 10 }),
  overlapMs: fc.integer({ min: 0, max: 10 }),
  rows: fc
    .uniqueArray(fc.integer({ min: 0, max: TIME_MAX - 1 }))
    .map((list) => list.sort((a, b) => a - b)),
})

/** What a stream of the model asks of `plan`: its lookback is the overlap, it never rechecks. */
export function planOf(
  { startDate, overlapMs }: ModelStream,
  before: StreamState | undefined,
  horizon: number,
  now: number,
): Plan {
  const settings = { startDate, lookbackMs: overlapMs, recheckMs: 0 }
  const times = { horizon, now, latest: now, earliest: now }
  return plan({ changes: 'in place' }, before, 'incremental', settings, times)
}

/** Runs one sync from a witness; tells each step. The state goes to the platform and back. */
export function runModel(
  stream: ModelStream,
  sync: ModelSync,
  from: Witness | undefined,
  onStep: (witness: Witness) => void,
): { readonly witness: Witness | undefined; readonly isWhole: boolean } {
  const before = from === undefined ? undefined : throughThePlatform(from.state, stream.startDate)
  const { horizon, fates } = sync
  if (before !== undefined && isBeyond(before, stream, sync))
    return { witness: from, isWhole: true }
  const now = (from?.now ?? TIME_MAX) + sync.pauseMs
  const { state: begun, unread } = planOf(stream, before, horizon, now)
  const truth = new Set(from?.truth)
  const written = new Set(from?.written)
  let state = begun
  let isWhole = true
  for (const [index, window] of inOrderOfEnd(unread, sync).entries()) {
    const walked = walk(window, fates[index % fates.length] ?? 'whole', stream.rows)
    isWhole &&= walked.isWhole
    for (const row of walked.rows) written.add(row)
    for (let at = window.since; at < walked.checkpoint.window.until; at += 1) truth.add(at)
    state = fold(state, walked.checkpoint)
    onStep({ state, truth, written, now })
  }
  if (isWhole) state = finished(state)
  onStep({ state, truth, written, now })
  return { witness: { state, truth, written, now }, isWhole }
}

export function throughThePlatform(state: StreamState, startDate: number): StreamState {
  const stream = { name: 'model', cursorField: 'at' }
  return parseState(JSON.parse(JSON.stringify(formatState(state))), stream, startDate)
}

/** The windows as they end: cut off oldest first, some in flight at once, ending in any order. */
function inOrderOfEnd(unread: readonly Window[], { lengths, turns }: ModelSync): Window[] {
  const tasks = createTasks({ unread, recheck: [] })
  const inFlight: Window[] = []
  const ended: Window[] = []
  for (let cuts = 0; inFlight.length > 0 || !tasks.isEmpty;) {
    while (inFlight.length < WALKS_IN_FLIGHT && !tasks.isEmpty) {
      const task = tasks.next(lengths[cuts % lengths.length] ?? 1)
      if (task !== undefined) inFlight.push(task.window)
      cuts += 1
    }
    const turn = (turns[ended.length % turns.length] ?? 0) % inFlight.length
    ended.push(...inFlight.splice(turn, 1))
  }
  return ended
}

function walk(
  window: Window,
  fate: Fate,
  rows: readonly number[],
): { checkpoint: Checkpoint; rows: readonly number[]; isWhole: boolean } {
  const inside = rows.filter((at) => window.since <= at && at < window.until)
  if (fate === 'whole' || fate > inside.length) {
    const checkpoint = { pass: 'read', window, newest: inside.at(-1) } as const
    return { checkpoint, rows: inside, isWhole: true }
  }
  // Other rows may be at the last one's instant: only what is before it has been read.
  const seen = inside.slice(0, fate)
  const behind = { since: window.since, until: seen.at(-1) ?? window.since }
  const checkpoint = { pass: 'read', window: behind, newest: seen.at(-1) } as const
  return { checkpoint, rows: seen, isWhole: false }
}
