import type { Page } from '../cleargrid/page/envelope'
import { walk as walkPages } from './walk-pages'
import { createAsk } from './ask'
import { liesBeyond } from './beyond'
import { followEcho } from './echo'
import { fetchingWindow } from './fetching-window'
import { observe, selectRows } from './output/rows-to-write'
import { advance, startPosition, type Position } from './progress/position'
import { createRepeats, type Repeats } from './progress/repeats'
import { WINDOW_MS_MIN } from './progress/request-size'
import { lastInstantOf, refuseRowsWithoutKey } from './progress/row-selection'
import type { StreamProgress } from './progress/stream-progress'
import {
  checkpointFor,
  count,
  exactTotal,
  hasReachedItsEnd,
  leaveOut,
  partOf,
  type Walk,
} from './progress/walk'
import type { StreamContext } from './stream-context'
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
  context: StreamContext,
  signal: AbortSignal,
): Promise<void> {
  const { window } = walk.task
  const action = fetchingWindow(context.stream, window)
  const guards = { repeats: createRepeats(), rounds: createRounds(window) }
  // A page that was prefetched is dropped when its walk ends.
  const own = new AbortController()
  const stop = (): void => own.abort(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    const pages = walkPages({
      fetch: createAsk(walk, action, context, own.signal),
      action,
      isEnough: (page) => hasReachedItsEnd(walk, lastInstantOf(page)),
      emptyPagesMax:
        window.until - window.since > WINDOW_MS_MIN ? EMPTY_PAGES_MAX : EMPTY_PAGES_MAX_IN_SMALLEST,
    })
    for await (const page of pages) {
      if (await liesBeyond(walk, page, context, own.signal)) {
        page.rows.release()
        return
      }
      const written = takePage(walk, page, guards, context)
      context.progress.pageCame()
      context.onPage()
      await written
      await context.output.maybeCheckpoint(context.progress.state)
      if (walk.hasHandedOver && hasReachedItsEnd(walk, lastInstantOf(page))) return
    }
  } finally {
    signal.removeEventListener('abort', stop)
    own.abort(new Error('The walk is over'))
  }
}

/** What a walk that would never end is known by. */
interface Guards {
  readonly repeats: Repeats
  readonly rounds: Rounds
}

/**
 * Starts writing a page and folds what is now read: all rows before the last one's instant. Both
 * happen without a pause between them, so that no other walk sees rows that are written and not yet
 * accounted for. Resolves when the reader has room for more.
 */
async function takePage(
  walk: Walk,
  page: Page,
  guards: Guards,
  context: StreamContext,
): Promise<void> {
  const { stream, progress, output, drift, stats } = context
  const { task } = walk
  const { rows } = page
  walk.pages += 1
  walk.isEnding = page.nextPageCursor === null
  const action = `${fetchingWindow(stream, task.window)}, page ${walk.pages}`
  refuseRowsWithoutKey(rows, stream.primaryKey, action)
  followEcho(walk, page, action, context)
  if (walk.pages === 1) noteTotal(walk, page, progress)
  const { own, toWrite, around } = selectRows(walk, rows, progress.state)
  leaveOut(walk, around)
  observe(rows, toWrite, drift)
  if (rows.repaired > 0) drift.note(REPAIRED, rows.repaired)
  stats.page(rows.length, toWrite.length)
  count(walk, rows, own)

  const before = walk.position
  const start = startPosition({ ...task.window, since: walk.since }, task.keysWritten)
  const advanced = advance(before, rows, own, partOf(walk), start)
  // Where ClearGrid filters by another field, a place in mid-window says nothing of what is before it.
  walk.position = walk.keepsFilter
    ? { ...start, newest: advanced.newest, isOrdered: false }
    : advanced
  guards.repeats.look(rows, isLater(walk.position, before), action)
  guards.rounds.look(rows, walk.position.isOrdered, action)
  // Nothing after this may use the page: its memory is reused as soon as it is written.
  const written = output.records(rows.linesOf(toWrite), toWrite.length, rows.release)
  claim(walk, context)
  await written
}

/** Whether a page brought later rows of the window than all before it. */
function isLater(position: Position, before: Position): boolean {
  return (position.newest ?? -Infinity) > (before.newest ?? -Infinity)
}

/** A fault that strict readers refuse, described without its value. */
const REPAIRED =
  'a row held text or numbers that no strict reader of JSON accepts, and was repaired'

/** What the walk has come to may be folded, unless rows once came out of order. */
function claim(walk: Walk, { stream, progress, output, runtime }: StreamContext): void {
  const { task, position } = walk
  if (progress.state.isUnordered) return
  if (position.isOrdered) {
    progress.take(checkpointFor(task, { since: walk.since, until: position.since }, walk))
    return
  }
  // What was said of this window was said in the belief that its rows come in order.
  if (task.pass === 'read') progress.take({ pass: 'taken back', window: partOf(walk) })
  progress.disorder()
  const message = 'rows came out of order. Only whole windows count as read.'
  runtime.log('WARN', `${stream.name}: ${message}`)
  // What the last STATE said of the window is not sure any more.
  void output.checkpoint(progress.state).catch(() => {})
}

function noteTotal(walk: Walk, page: Page, { counting }: StreamProgress): void {
  counting.observe(page.total)
  const isWhole = walk.until === walk.task.window.until && walk.since === walk.task.window.since
  walk.rowsExpected = isWhole ? exactTotal(page) : undefined
}
