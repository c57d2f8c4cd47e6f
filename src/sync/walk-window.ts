import type { Window } from '../time/window'
import type { Page } from '../cleargrid/page/envelope'
import { walk as walkPages } from '../cleargrid/page/walk-pages'
import { formatForQuery } from '../time/instant'
import type { StreamDefinition } from '../streams'
import { createAsk } from './ask'
import { followEcho } from './echo'
import { advance, startOf, type Position } from './progress/position'
import { createRepeats, type Repeats } from './progress/repeats'
import { WINDOW_MS_MIN } from './progress/request-size'
import { lastInstantOf, refuseRowsWithoutKey } from './progress/row-selection'
import { observe, selectRows } from './output/rows-to-write'
import type { Checkpoint } from './state/stream-state'
import type { Task } from './progress/tasks'
import type { WalkContext } from './walk-context'
import { count, exactTotal, hasReachedItsEnd, leaveOut, partOf, type Walk } from './progress/walk'
import { createRounds, type Rounds } from './progress/rounds'

/** Empty pages in a row that make a window too long, and where nothing shorter can be asked for. */
const EMPTY_PAGES_MAX = 50
const EMPTY_PAGES_MAX_IN_SMALLEST = 1_000

/**
 * Walks one window: each page is written, then folded into the state. It ends with ClearGrid's last
 * page, or where a part begins that was handed over.
 * @throws whatever `Client.fetchPage` throws; `walk.position` says how far it came.
 */
export async function walkWindow(
  walk: Walk,
  context: WalkContext,
  signal: AbortSignal,
): Promise<void> {
  const { window } = walk.task
  const doing = doingOf(context.stream, window)
  const guards = { repeats: createRepeats(), rounds: createRounds(window) }
  // What was asked for ahead ends with its walk.
  const own = new AbortController()
  const stop = (): void => own.abort(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    const pages = walkPages({
      fetch: createAsk(walk, doing, context, own.signal),
      doing,
      isEnough: (page) => hasReachedItsEnd(walk, lastInstantOf(page)),
      emptyPagesMax:
        window.until - window.since > WINDOW_MS_MIN ? EMPTY_PAGES_MAX : EMPTY_PAGES_MAX_IN_SMALLEST,
    })
    for await (const page of pages) {
      const written = takePage(walk, page, guards, context)
      context.onPage()
      await written
      await context.output.maybeCheckpoint(context.state())
      if (isOver(walk, page)) return
    }
  } finally {
    signal.removeEventListener('abort', stop)
    own.abort(new Error('The walk is over'))
  }
}

/** `Fetching <stream> [since, until)`: the beginning of every sentence about a window. */
export function doingOf(
  { name }: Pick<StreamDefinition, 'name'>,
  { since, until }: Window,
): string {
  return `Fetching ${name} [${formatForQuery(since)}, ${formatForQuery(until)})`
}

/** What a walk that would never end is known by. */
interface Guards {
  readonly repeats: Repeats
  readonly rounds: Rounds
}

/**
 * Sends a page on its way and folds what is now behind us: all rows before the last one's instant.
 * All in one go, so that no other walk sees rows that are written and not yet accounted for.
 * Resolves when the reader has room for more.
 */
async function takePage(
  walk: Walk,
  page: Page,
  guards: Guards,
  context: WalkContext,
): Promise<void> {
  const { stream, output, stats, state } = context
  const { task } = walk
  const { rows } = page
  walk.pages += 1
  walk.isEnding = page.nextPageCursor === null
  const doing = `${doingOf(stream, task.window)}, page ${walk.pages}`
  refuseRowsWithoutKey(rows, stream.primaryKey, doing)
  followEcho(walk, page, doing, context)
  if (walk.pages === 1) noteTotal(walk, page, context)
  walk.pagesBeyond = isBeyond(walk, page) ? walk.pagesBeyond + 1 : 0
  const { own, picked, around } = selectRows(walk, rows, state())
  leaveOut(walk, around)
  observe(rows, picked, context.drift)
  if (rows.repaired > 0) context.drift.note(REPAIRED, rows.repaired)
  stats.page(rows.length, picked.length)
  count(walk, rows, own)

  const before = walk.position
  const start = startOf({ ...task.window, since: walk.since }, task.keysWritten)
  walk.position = advance(before, rows, own, partOf(walk), start)
  guards.repeats.look(rows, isLater(walk.position, before), doing)
  guards.rounds.look(rows, walk.position.isOrdered, doing)
  // The last that needs the page: its memory is used again as soon as it is written.
  const written = output.records(rows.linesOf(picked), picked.length, rows.release)
  claim(walk, context)
  await written
}

/** Whether a page brought later rows of the window than all before it. */
function isLater(position: Position, before: Position): boolean {
  return (position.newest ?? -Infinity) > (before.newest ?? -Infinity)
}

/** What no strict reader would take, told without a value. */
const REPAIRED = 'a row held text or numbers that no strict reader of JSON takes, and was mended'

/** What the walk has come to may be folded, unless rows once came out of order. */
function claim(walk: Walk, { take, state, onDisorder }: WalkContext): void {
  const { task, position } = walk
  if (state().isUnordered) return
  if (position.isOrdered) {
    take(checkpointOf(task, { since: walk.since, until: position.since }, walk))
    return
  }
  // What was said of this window was said in the belief that its rows come in order.
  if (task.pass === 'read') take({ pass: 'taken back', window: partOf(walk) })
  onDisorder()
}

/** What a walk that has come to `window.until` has done. */
export function checkpointOf({ pass }: Task, window: Window, { position }: Walk): Checkpoint {
  return pass === 'read' ? { pass, window, newest: position.newest } : { pass, window }
}

function noteTotal(walk: Walk, page: Page, { counting }: WalkContext): void {
  counting.observe(page.total)
  const isWhole = walk.until === walk.task.window.until && walk.since === walk.task.window.since
  walk.rowsExpected = isWhole ? exactTotal(page) : undefined
}

/** Pages in a row that hold nothing but what is beyond the window, before it is taken as read. */
const PAGES_BEYOND_MAX = 2

/** Whether ClearGrid ignores its filter: one row beyond may have moved, a whole page may not. */
function isBeyond(walk: Walk, { rows }: Page): boolean {
  const [first, last] = rows.length === 0 ? [] : [0, rows.length - 1].map(rows.cursorValue)
  return !walk.hasHandedOver && hasReachedItsEnd(walk, first) && hasReachedItsEnd(walk, last)
}

/** Whether the walk ends before ClearGrid's last page: what follows is read by another. */
function isOver(walk: Walk, page: Page): boolean {
  if (walk.hasHandedOver) return hasReachedItsEnd(walk, lastInstantOf(page))
  return walk.pagesBeyond >= PAGES_BEYOND_MAX
}
