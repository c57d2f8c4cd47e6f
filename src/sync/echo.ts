import type { Page } from '../cleargrid/page/envelope'
import { SystemError } from '../errors'
import { formatForQuery, MINUTE_MS } from '../time/instant'
import { startPosition } from './progress/position'
import { WINDOW_MS_MIN } from './progress/request-size'
import { freshPart } from './progress/tasks'
import { clampedTo } from './progress/too-much'
import type { WalkContext } from './walk-context'
import type { Walk } from './progress/walk'

/** `meta` may be written in whole seconds: less is no difference. */
const PRECISION_MS = 1_000

const LATER = 'ClearGrid says it began up to a second later than it was asked to'

/** The Date header is a gateway's clock: ClearGrid's own may differ by so much. */
const CLOCKS_DIFFER_MS = 2 * MINUTE_MS

/**
 * Follows what `meta` says was read: it is the authority on how ClearGrid applied the filter (its
 * Pagination page). The walk reads that part; the rest of the window is put back.
 * @throws SystemError when less than the smallest window was read, or less than on the page before.
 */
export function followEcho(
  walk: Walk,
  { echo, rows }: Page,
  action: string,
  context: Pick<WalkContext, 'putBack' | 'size' | 'drift' | 'times'>,
): void {
  const { window } = walk.task
  const since = narrower(echo.since ?? window.since, window.since)
  const until = -narrower(-(echo.until ?? window.until), -window.until)
  const isWhole = since === window.since && until === window.until
  // It may be rounded in `meta` only, or in the filter too: then rows within one second are
  // missing.
  if (isWhole && (echo.since ?? window.since) > window.since) context.drift.note(LATER)
  if (isWhole || (walk.pages > 1 && since <= walk.since && until >= walk.until)) return
  // It is not always certain that ClearGrid's clock has reached the window at all.
  const { now, latest } = context.times
  const mayBeAhead =
    window.since >= now - CLOCKS_DIFFER_MS && window.since < latest && rows.length === 0
  const isTooLittle = until - since < Math.min(WINDOW_MS_MIN, window.until - window.since)
  if (walk.pages > 1 || (isTooLittle && !mayBeAhead)) throw refused(action, since, until)
  if (isTooLittle) {
    walk.until = walk.since
    return
  }
  // ClearGrid ends what it reads at its own clock: what lies beyond has not happened yet.
  const isByClock = until >= latest - CLOCKS_DIFFER_MS
  if (since > window.since || !isByClock) {
    context.drift.note('ClearGrid read less than the window that was asked for')
    const { size } = context
    size.current = clampedTo(size.current, window.until - window.since, until - since)
  }
  walk.since = since
  walk.until = Math.min(walk.until, until)
  walk.position = startPosition(
    { since, until },
    since === window.since ? walk.task.keysWritten : undefined,
  )
  if (since > window.since) {
    context.putBack(freshPart(walk.task, { since: window.since, until: since }))
  }
  if (until < window.until && !isByClock) {
    context.putBack(freshPart(walk.task, { since: until, until: window.until }))
  }
}

/** The greater of the two, where they differ by more than rounding. */
function narrower(echoed: number, asked: number): number {
  return echoed - asked >= PRECISION_MS ? echoed : asked
}

function refused(action: string, since: number, until: number): SystemError {
  const read = `[${formatForQuery(since)}, ${formatForQuery(until)})`
  return new SystemError(
    `${action}: ClearGrid says in its meta that it read only ${read} of the window. ` +
      `Nothing more of it was read; report this to ClearGrid's support.`,
  )
}
