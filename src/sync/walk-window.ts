import type { Client, Window } from '../cleargrid/client'
import type { Page } from '../cleargrid/page'
import type { PageReader } from '../cleargrid/page-reader'
import type { Rows } from '../cleargrid/rows'
import { walk as walkPages } from '../cleargrid/walk'
import { formatForQuery } from '../instant'
import type { StreamDefinition } from '../streams'
import type { Drift } from './drift'
import type { StreamOutput } from './output'
import { advance } from './position'
import {
  allOf,
  changedSince,
  lastInstantOf,
  outside,
  refuseRowsWithoutKey,
  withoutWritten,
  type Picked,
} from './rows'
import type { Checkpoint, StreamState } from './state'
import type { StreamStats } from './stats'
import type { Task } from './tasks'
import type { Totals } from './totals'
import { count, exactTotal, hasReachedItsEnd, type Walk } from './walk-state'

/** What a walk needs of its stream. */
export interface WalkContext {
  readonly stream: StreamDefinition
  readonly client: Client
  readonly readPage: PageReader
  readonly output: StreamOutput
  readonly drift: Drift
  readonly stats: StreamStats
  readonly totals: Totals
  /** Rows to ask for in the next page: asked before each. */
  readonly nextLimit: () => number
  readonly state: () => StreamState
  readonly take: (checkpoint: Checkpoint) => void
  /** Told of each page, when it is on its way to stdout. */
  readonly onPage: (walk: Walk) => void
}

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
  const { stream, client, output, stats, totals, state } = context
  const { window, pass } = walk.task
  const request = {
    dataset: stream.dataset,
    window,
    readPage: context.readPage,
    doing: doingOf(stream, window),
    traffic: stats,
    nextLimit: () => (walk.limit = context.nextLimit()),
    includeTotal: pass === 'read' && totals.shouldAsk(),
    onTotalDropped: () => {
      stats.timeout()
      totals.suspend()
    },
    onTotalToBlame: totals.tookTooLong,
    isEnough: (page: Page) => hasReachedItsEnd(walk, lastInstantOf(page)),
  }
  for await (const page of walkPages(client, request, signal)) {
    const written = takePage(walk, page, context)
    context.onPage(walk)
    await written
    await output.maybeCheckpoint(state())
    if (hasReachedItsEnd(walk, lastInstantOf(page))) return
  }
}

/** `Fetching <stream> [since, until)`: the beginning of every sentence about a window. */
export function doingOf(
  { name }: Pick<StreamDefinition, 'name'>,
  { since, until }: Window,
): string {
  return `Fetching ${name} [${formatForQuery(since)}, ${formatForQuery(until)})`
}

/**
 * Sends a page on its way and folds what is now behind us: all rows before the last one's instant.
 * All in one go, so that no other walk sees rows that are written and not yet accounted for.
 * Resolves when the reader has room for more.
 */
async function takePage(walk: Walk, page: Page, context: WalkContext): Promise<void> {
  const { stream, output, drift, stats, totals, state, take } = context
  const { task } = walk
  walk.pages += 1
  walk.isEnding = page.nextPageCursor === null
  if (walk.pages === 1) {
    totals.observe(page.total)
    walk.rowsExpected = walk.until === task.window.until ? exactTotal(page) : undefined
  }
  const { rows } = page
  const doing = `${doingOf(stream, task.window)}, page ${walk.pages}`
  refuseRowsWithoutKey(rows, stream.primaryKey, doing)
  const own = ownRows(rows, walk)
  const fresh = withoutWritten(rows, own, walk.position, task.firstLook)
  const isRecheck = task.pass === 'recheck'
  const picked = isRecheck ? changedSince(rows, fresh, state().recheck.changedSince) : fresh
  observe(rows, picked, drift)
  if (isNarrower(page.echo, task.window)) drift.note('ClearGrid read less than the window asked')
  stats.page(rows.length, picked.length)
  count(walk, rows, own)

  const part = { since: task.window.since, until: walk.until }
  walk.position = advance(walk.position, rows, own, part)
  // The last that needs the page: its memory is used again as soon as it is written.
  const written = output.records(rows.linesOf(picked), picked.length, rows.release)
  take(checkpointOf(task, { since: task.window.since, until: walk.position.since }, walk))
  await written
}

/** What a walk that has come to `window.until` has done. */
export function checkpointOf({ pass }: Task, window: Window, { position }: Walk): Checkpoint {
  return pass === 'read' ? { pass, window, newest: position.newest } : { pass, window }
}

/** Only what is written counts, and of that only what may differ. */
function observe({ length, differing, value }: Rows, picked: Picked, drift: Drift): void {
  if (differing.length === 0) return
  const isPicked = picked.length === length ? undefined : new Set(picked)
  for (const index of differing) {
    if (isPicked?.has(index) !== false) drift.observe(() => value(index))
  }
}

/** All rows but those in a part that was handed over. */
function ownRows(rows: Rows, { task, until }: Walk): Picked {
  if (until === task.window.until) return allOf(rows)
  return outside(rows, { since: until, until: task.window.until })
}

/** `meta` is the authority on how ClearGrid read the filter (its Pagination page). */
function isNarrower({ since, until }: Page['echo'], asked: Window): boolean {
  return (since ?? asked.since) > asked.since || (until ?? asked.until) < asked.until
}
