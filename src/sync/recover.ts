import { PageCursorLostError, TooMuchAskedError } from '../cleargrid/explain'
import type { Learned } from './state'
import type { Task } from './tasks'
import { canShrink, halfWindow } from './tuning'
import type { Walk } from './walk-state'

/** Fresh walks from the same place, after page cursors that ClearGrid no longer takes. */
const RESTARTS_MAX = 3

/** What a walk asked for when it failed: what is left of its window, and its last page size. */
export function askedBy({ until, position, limit }: Walk): Learned {
  return { windowMs: until - position.since, pageSize: limit }
}

/**
 * What is left to do of a walk that failed, where asking differently can help: in smaller pieces
 * after a timeout, from the last row on after a lost page cursor. Undefined where nothing helps:
 * then the error is the stream's. Each way is bounded, unless the walk comes further each time.
 */
export function leftAfter(thrown: unknown, walk: Walk): Task | undefined {
  const { task, position } = walk
  const window = { since: position.since, until: walk.until }
  const left = { ...task, window, keysWritten: position.keysAtSince, firstLook: undefined }
  const asked = askedBy(walk)
  if (thrown instanceof TooMuchAskedError && canShrink(asked)) {
    return smaller(left, halfWindow(asked.windowMs))
  }
  if (thrown instanceof PageCursorLostError && task.restarts < RESTARTS_MAX) {
    return { ...left, restarts: window.since > task.window.since ? 0 : task.restarts + 1 }
  }
  return undefined
}

/**
 * The same task in pieces of `lengthMs` at the most. Its stretch learns from it; the rest of the
 * stream does not, so that a quiet stretch walked at the same time cannot talk it out of that.
 */
function smaller(task: Task, lengthMs: number): Task {
  const stride = task.stride ?? { windowMs: lengthMs }
  stride.windowMs = Math.min(stride.windowMs, lengthMs)
  return { ...task, stride, lengthMsMax: lengthMs }
}
