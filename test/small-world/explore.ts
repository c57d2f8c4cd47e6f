import type { Window } from '../../src/time/window'
import { watermarkOf, type StreamState } from '../../src/sync/state/stream-state'
import type { Task } from '../../src/sync/progress/tasks'
import type { Walk } from '../../src/sync/progress/walk'
import { instantAt, pageOf } from '../support/walks'
import type { Action, Moment, Troubles, World } from './moment'
import { createWorld } from './world'

/** What was found in a small world. */
export interface Explored {
  /** Different orders of what may happen, from the beginning to the end. */
  readonly histories: number
  /** Different moments on their ways. */
  readonly states: number
}

/**
 * Goes through everything that may happen to a stream with these rows, in every order; moments that
 * are alike are looked at once.
 * @throws Error that tells the history in which a promise was broken.
 */
export function explore(rows: readonly number[], troubles: Troubles): Explored {
  const known = new Map<string, number>()

  function histories(world: World, history: readonly Action[]): number {
    const key = keyOf(world)
    const found = known.get(key)
    if (found !== undefined) return found
    holdPromises(rows, world, history)
    const actions = world.actions()
    let sum = actions.length === 0 ? 1 : 0
    for (const action of actions) {
      const next = world.fork()
      next.act(action)
      sum += histories(next, [...history, action])
    }
    known.set(key, sum)
    return sum
  }
  const pages = rows.map((minute, index) => pageOf(`r${index}@${minute}`).rows)
  return { histories: histories(createWorld(rows, pages, troubles), []), states: known.size }
}

/** All that what follows depends on, and all that the promises speak of. */
function keyOf({ now, left, written }: World): string {
  const { state, said, walks, tasks, writtenNow, resumedFrom } = now
  const seen = [...new Set(written)].sort().join()
  const parts = [walks.map(walkKey), tasks.map(taskKey), [...writtenNow].sort(), seen]
  return JSON.stringify([state, said, ...parts, left, resumedFrom?.read])
}

function walkKey(walk: Walk): unknown[] {
  const { task, position, pages, until, rowsReceived, rowsExpected, hasHandedOver } = walk
  const place = [position.since, [...position.keysAtSince].sort(), position.newest, rowsReceived]
  return [taskKey(task), ...place, pages, until, rowsExpected, hasHandedOver, walk.shared?.window]
}

function taskKey({ window, keysWritten, timeouts, firstLook, shared }: Task): unknown[] {
  const counted = [shared?.window, shared?.rowsReceived, shared?.isSpoilt, shared?.rowsExpected]
  return [window, [...keysWritten].sort(), timeouts, [...(firstLook ?? ['first'])], ...counted]
}

function holdPromises(rows: readonly number[], world: World, history: readonly Action[]): void {
  const broken = (promise: string): Error =>
    new Error(`${promise}: rows at ${rows.join()}, after ${history.map(wordOf).join(', ')}`)
  const { now, written } = world
  const missing = rows.flatMap((minute, index) => (written.includes(`r${index}`) ? [] : [minute]))
  if (missing.some((minute) => claims(now.state, minute))) throw broken('A state claims too much')
  if (now.isDone && missing.length > 0) throw broken('A row is lost')
  if (now.isDone && watermarkOf(now.state) !== newestOf(rows)) throw broken('The watermark lags')
  if (new Set(now.writtenNow).size < now.writtenNow.length) throw broken('A row comes twice')
  if (isRepeated(rows, now)) throw broken('A row that was claimed comes again')
}

/** Whether a state says that the row of this minute has been written. */
function claims(state: StreamState, minute: number): boolean {
  return instantAt(minute) < watermarkOf(state) || isIn(state.read, minute)
}

function isIn(windows: readonly Window[], minute: number): boolean {
  const at = instantAt(minute)
  return windows.some(({ since, until }) => since <= at && at < until)
}

/** Whether a row came again that the STATE before had claimed, beyond what the overlap allows. */
function isRepeated(rows: readonly number[], { resumedFrom, writtenNow, state }: Moment): boolean {
  if (resumedFrom === undefined) return false
  // A day later the lookback is read again.
  if (state.settled !== resumedFrom.settled) return false
  return rows.some((minute, index) => {
    // Where the newest row is there may be more: its instant is asked for again.
    const isBefore = instantAt(minute) < (resumedFrom.newest ?? Infinity)
    const isSettled = isBefore && !isIn(resumedFrom.again, minute)
    return isSettled && claims(resumedFrom, minute) && writtenNow.includes(`r${index}`)
  })
}

function newestOf(rows: readonly number[]): number {
  return instantAt(Math.max(0, ...rows))
}

function wordOf(action: Action): string {
  if (action.do === 'kill') return `killed and resumed ${action.resume}`
  return 'walk' in action ? `${action.do} of walk ${action.walk + 1}` : action.do
}
