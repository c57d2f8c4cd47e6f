import type { Page } from '../cleargrid/page/envelope'
import { SystemError } from '../errors'
import { formatForQuery, SECOND_MS } from '../time/instant'
import { startPosition } from './progress/position'
import { WINDOW_MS_MIN } from './progress/request-size'
import { freshPart, type Task } from './progress/tasks'
import { clampedTo } from './progress/too-much'
import { CLOCKS_DIFFER_MS } from './state/plan'
import type { StreamContext } from './stream-context'
import type { Walk } from './progress/walk'
import type { Window } from '../time/window'
import { askedWindow } from './progress/whole-seconds'

/** An end may be written as the last instant that belongs to the window. */
const INCLUSIVE_MS = 1

const LESS = 'ClearGrid read less than the window that was asked for'
const LESS_BY_A_SECOND =
  'ClearGrid read up to a second less than it was asked to, which was asked for again'

/**
 * Follows what `meta` says was read: it is the authority on how ClearGrid applied the filter (its
 * Pagination page). The walk reads that part; the rest of the window is put back.
 * @throws SystemError when less than the smallest window was read, or less than on the page before.
 */
export function followEcho(
  walk: Walk,
  { echo, rows }: Page,
  action: string,
  context: Pick<StreamContext, 'progress' | 'drift' | 'times'>,
): void {
  const { window } = walk.task
  const { since, until } = readOf(walk.task, echo)
  const isWhole = since === window.since && until === window.until
  if (isWhole || (walk.pages > 1 && since <= walk.since && until >= walk.until)) return
  // It is not always certain that ClearGrid's clock has reached the window at all.
  const { now, latest } = context.times
  const mayBeAhead =
    window.since >= now - CLOCKS_DIFFER_MS && window.since < latest && rows.length === 0
  const isTooLittle = until - since < Math.min(WINDOW_MS_MIN, window.until - window.since)
  // A part of a second may be rounded away: it is asked for once more, with a second on both sides.
  const mayBeRounded = walk.task.marginMs === 0 && window.until - window.since < SECOND_MS
  const isRefused = isTooLittle && !mayBeAhead && !mayBeRounded
  if (walk.pages > 1 || isRefused) throw refused(action, since, until)
  if (isTooLittle) {
    if (!mayBeAhead) {
      context.drift.note(LESS_BY_A_SECOND)
      context.progress.putBack(unread(walk.task, window))
    }
    walk.until = walk.since
    return
  }
  // ClearGrid ends what it reads at its own clock: what lies beyond has not happened yet.
  const isByClock = until >= latest - CLOCKS_DIFFER_MS
  if (since > window.since || !isByClock) noteLess(window, { since, until }, context)
  walk.since = since
  walk.until = Math.min(walk.until, until)
  walk.position = startPosition(
    { since, until },
    since === window.since ? walk.task.keysWritten : undefined,
  )
  if (since > window.since) {
    context.progress.putBack(unread(walk.task, { since: window.since, until: since }))
  }
  if (until < window.until && !isByClock) {
    context.progress.putBack(unread(walk.task, { since: until, until: window.until }))
  }
}

/** What was read of a task's window, as far as `meta` says it of what was asked for. */
function readOf(task: Task, echo: Page['echo']): Window {
  const { window } = task
  const asked = askedWindow(task)
  const { since = asked.since, until = asked.until } = echo
  return {
    since: since > asked.since ? Math.max(since, window.since) : window.since,
    until: until < asked.until - INCLUSIVE_MS ? Math.min(until, window.until) : window.until,
  }
}

/**
 * What is left unread. Where it begins with the task, so do the keys that it has written. Of less than a
 * second more is asked for, as it may be cut off once more.
 */
function unread(task: Task, window: Window): Task {
  const isShort = window.until - window.since < SECOND_MS
  const part = { ...freshPart(task, window), marginMs: isShort ? SECOND_MS : 0 }
  return window.since === task.window.since ? { ...part, keysWritten: task.keysWritten } : part
}

/** Windows of the length that was read are asked for from now on; less than a second is no length. */
function noteLess(
  window: Window,
  read: Window,
  { drift, progress }: Pick<StreamContext, 'drift' | 'progress'>,
): void {
  const isLength = Math.max(read.since - window.since, window.until - read.until) >= SECOND_MS
  drift.note(isLength ? LESS : LESS_BY_A_SECOND)
  if (!isLength) return
  const [askedMs, readMs] = [window.until - window.since, read.until - read.since]
  progress.size = clampedTo(progress.size, askedMs, readMs)
}

function refused(action: string, since: number, until: number): SystemError {
  const read = `[${formatForQuery(since)}, ${formatForQuery(until)})`
  return new SystemError(
    `${action}: ClearGrid says in its meta that it read only ${read} of the window. ` +
      `Nothing more of it was read; report this to ClearGrid's support.`,
  )
}
