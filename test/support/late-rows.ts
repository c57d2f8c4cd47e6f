import type { StreamDefinition } from '../../src/streams'
import fc from 'fast-check'
import type { Window } from '../../src/time/window'
import { MINUTE_MS } from '../../src/time/instant'
import { isBeyond, plan } from '../../src/sync/state/plan'
import { finished, fold, type StreamState } from '../../src/sync/state/stream-state'
import { createTasks } from '../../src/sync/progress/tasks'
import { throughThePlatform } from './model-sync'

/** A stream whose rows become visible late. All times are whole minutes. */
export interface LateStream {
  /** Whether the lookback of the settings is the overlap, or the ten minutes of the others. */
  readonly changes: StreamDefinition['changes']
  /** No row becomes visible later than this after its own instant. */
  readonly lateMax: number
  readonly rows: readonly LateRow[]
}

export interface LateRow {
  readonly at: number
  readonly visibleFrom: number
}

/** One sync: when it begins, and what becomes of its windows. */
export interface LateSync {
  /** Since the end of the sync before. */
  readonly pause: number
  /** How long each window takes: rows that become visible meanwhile may be seen. */
  readonly windowTakes: number
  readonly windowLength: number
  /** What becomes of each window, over and over. */
  readonly fates: readonly ('read' | 'half' | 'fails')[]
  /** It is killed after so many windows. */
  readonly killedAfter: number
  /** The end date lies so long before now; 0: there is none. */
  readonly endsBefore: number
}

/** What is known and true between two syncs. */
export interface LateHistory {
  readonly state: StreamState | undefined
  readonly now: number
  readonly written: ReadonlySet<LateRow>
}

export interface LateOutcome extends LateHistory {
  readonly began: number
  readonly horizon: number
  readonly isWhole: boolean
  /** Whether it counts as the same sync as the one before, which was cut short. */
  readonly isSame: boolean
}

const START = 0
const OVERLAP = 10
const SAME_SYNC = 10

export const lateStream: fc.Arbitrary<LateStream> = fc

  .record({
    changes: fc.constantFrom('in place', 'moves the row', 'never'),
    lookback: fc.integer({ min: 0, max: 90 }),
  })
  .chain(({ changes, lookback }) => {
    const lateMax = changes === 'in place' ? lookback : OVERLAP
    const row = fc
      .tuple(fc.integer({ min: START, max: 600 }), fc.integer({ min: 0, max: lateMax }))
      .map(([at, late]) => ({ at, visibleFrom: at + late }))
    const rows = fc.array(row, { maxLength: 25 })
    return fc.record({
      changes: fc.constant(changes),
      lateMax: fc.constant(lateMax),
      rows: rows.map((list) => list.sort((a, b) => a.at - b.at)),
    })
  })

export const lateSync: fc.Arbitrary<LateSync> = fc.record({
  pause: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 120 })),
  windowTakes: fc.integer({ min: 0, max: 6 }),
  windowLength: fc.integer({ min: 1, max: 200 }),
  fates: fc.array(fc.constantFrom('read', 'read', 'half', 'fails'), { minLength: 1, maxLength: 6 }),
  killedAfter: fc.oneof(fc.constant(Infinity), fc.integer({ min: 0, max: 5 })),
  endsBefore: fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: 1, max: 200 })),
})

/** The same sync, of which nothing fails and which has no end date. */
export function going(sync: LateSync): LateSync {
  return { ...sync, fates: ['read'], killedAfter: Infinity, endsBefore: 0 }
}

export function runLate(stream: LateStream, sync: LateSync, from: LateHistory): LateOutcome {
  const began = from.now + sync.pause
  const horizon = began - sync.endsBefore
  const before =
    from.state === undefined ? undefined : throughThePlatform(from.state, START * MINUTE_MS)
  const isSame =
    before?.unfinished !== undefined && began - (before.settled ?? 0) / MINUTE_MS < SAME_SYNC
  const begun = { began, horizon, isSame }
  const settings = {
    startDate: START * MINUTE_MS,
    lookbackMs: stream.lateMax * MINUTE_MS,
    recheckMs: 0,
  }
  const now = began * MINUTE_MS
  const times = { horizon: horizon * MINUTE_MS, now, latest: now, earliest: now }
  if (before !== undefined && isBeyond(before, settings, times)) {
    return { ...from, ...begun, now: began, isWhole: true }
  }
  const planned = plan(stream, before, 'incremental', settings, times)
  const walked = walkAll(stream, sync, planned.unread, {
    ...from,
    state: planned.state,
    now: began,
  })
  const { state } = walked
  return { ...walked, ...begun, state: walked.isWhole ? finished(state) : state }
}

function walkAll(
  { rows }: LateStream,
  { windowTakes, windowLength, fates, killedAfter }: LateSync,
  unread: readonly Window[],
  from: LateHistory & { readonly state: StreamState },
): LateHistory & { readonly state: StreamState; readonly isWhole: boolean } {
  const tasks = createTasks({ unread, recheck: [] })
  const written = new Set(from.written)
  let { state, now } = from
  let isWhole = true
  for (let count = 0; !tasks.isEmpty; count += 1) {
    if (count === killedAfter) return { state, now, written, isWhole: false }
    const window = tasks.next(windowLength * MINUTE_MS)?.window
    if (window === undefined) break
    const fate = fates[count % fates.length] ?? 'read'
    const seen = rows.filter((row) => isIn(row, window) && row.visibleFrom <= now)
    now += windowTakes
    const part = partRead(window, fate, seen)
    isWhole &&= fate === 'read'
    if (part === undefined) continue
    for (const row of part.rows) written.add(row)
    state = fold(state, { pass: 'read', window: part.window, newest: part.newest })
  }
  return { state, now, written, isWhole }
}

function isIn({ at }: LateRow, { since, until }: Window): boolean {
  return at * MINUTE_MS >= since && at * MINUTE_MS < until
}

/** What is written of a window and claimed: all of it, up to a row in the middle, or nothing. */
function partRead(
  window: Window,
  fate: LateSync['fates'][number],
  seen: readonly LateRow[],
): { window: Window; rows: readonly LateRow[]; newest: number | undefined } | undefined {
  if (fate === 'fails') return undefined
  const rows = fate === 'read' ? seen : seen.slice(0, Math.ceil(seen.length / 2))
  const last = rows.at(-1)
  const newest = last === undefined ? undefined : last.at * MINUTE_MS
  // Other rows may be at the last one's instant: only what is before it has been read.
  const until = fate === 'read' ? window.until : (newest ?? window.since)
  return { window: { since: window.since, until }, rows, newest }
}
