import { secondBefore } from '../../time/instant'
import { ClientFailure } from '../../cleargrid/client-failure'
import { startPosition } from './position'
import { WINDOW_MS_MIN } from './request-size'
import { NoEndError } from './rounds'
import type { Task } from './tasks'
import { partOf, type Walk } from './walk'

/** How often a walk begins again from the same place, after ClearGrid lost its page cursor. */
const RESTARTS_MAX = 12

/** The first of these may be chance; after more, the walk is too long for its page cursors. */
const RESTARTS_BY_CHANCE = 1

/**
 * How many timeouts one place may cost: more than the steps from the largest size to the smallest.
 */
const TIMEOUTS_MAX = 60

/**
 * What is left to do of a failed walk, where a different request can help: in smaller pieces after
 * a timeout, from the last row on after a lost page cursor. Undefined where nothing helps. Each way
 * is bounded, unless the walk advances each time. A walk whose rows came out of order begins again
 * from its start.
 * @param isUnordered whether rows of the stream ever came out of order: then a place in mid-window
 *   says nothing of what is before it, and each walk begins again from its start.
 */
export function leftAfter(thrown: unknown, walk: Walk, isUnordered = false): Task | undefined {
  const { task } = walk
  const start = startPosition({ ...task.window, since: walk.since }, task.keysWritten)
  const position = isUnordered ? start : walk.position
  const hasAdvanced = position.since > task.window.since
  const left: Task = {
    ...task,
    window: { since: position.since, until: walk.until },
    keysWritten: position.keysAtSince,
    shared: walk.shared,
    restarts: hasAdvanced ? 0 : task.restarts,
    timeouts: hasAdvanced ? 0 : task.timeouts,
    isInsideSecond: hasAdvanced ? isOfOneSecond(walk) : task.isInsideSecond,
  }
  if (canBeCut(thrown, walk)) {
    return left.timeouts < TIMEOUTS_MAX ? { ...left, timeouts: left.timeouts + 1 } : undefined
  }
  if (kindOf(thrown) === 'page-cursor-lost' && left.restarts < RESTARTS_MAX) {
    const hasStalled = !hasAdvanced && left.restarts > RESTARTS_BY_CHANCE
    const isInsideSecond = left.isInsideSecond || hasStalled
    return { ...left, restarts: left.restarts + 1, isInsideSecond }
  }
  return undefined
}

/** Whether a walk brought nothing but rows of the second in which it ended. */
function isOfOneSecond({ firstInstant = -Infinity, position }: Walk): boolean {
  return firstInstant >= secondBefore(position.since)
}

function canBeCut(thrown: unknown, walk: Walk): boolean {
  if (kindOf(thrown) === 'too-much-asked') return true
  const { since, until } = partOf(walk)
  return isWithoutEnd(thrown) && until - since > WINDOW_MS_MIN
}

function isWithoutEnd(thrown: unknown): boolean {
  return kindOf(thrown) === 'empty-pages' || thrown instanceof NoEndError
}

/** Whether a shorter window would help: page cursors that are lost, or pages without end. */
export function isTooLong(thrown: unknown, left: Task): boolean {
  if (isWithoutEnd(thrown)) return true
  return kindOf(thrown) === 'page-cursor-lost' && left.restarts > RESTARTS_BY_CHANCE
}

/** What the client says happened; undefined where it was something else. */
function kindOf(thrown: unknown): ClientFailure['kind'] | undefined {
  return thrown instanceof ClientFailure ? thrown.kind : undefined
}

/** Rows of a walk that failed which are not asked for again. */
export function rowsSettled({ position, rowsReceived }: Walk): number {
  return position.isOrdered ? rowsReceived - position.rowsAtSince : 0
}
