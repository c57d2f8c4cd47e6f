import type { Client } from '../cleargrid/client'
import { TooMuchAskedError } from '../cleargrid/retry/explain'
import type { Page } from '../cleargrid/page/envelope'
import type { PageReader } from '../cleargrid/page/read-page'
import type { StreamDefinition } from '../streams'
import { pageCame, pageLost } from './progress/answered'
import type { Counting } from './progress/counting'
import { beginPage, mayAskHere, probeHere } from './progress/next-request'
import { isSmallest, type Asked, type RequestSize } from './progress/request-size'
import type { StreamStats } from './output/stats'
import { tooMuch } from './progress/too-much'
import type { Walk } from './progress/walk'
import { askedWindow } from './progress/whole-seconds'

/** What asking for a page needs of its stream. */
export interface AskContext {
  readonly stream: StreamDefinition
  readonly client: Client
  readonly readPage: PageReader
  readonly stats: StreamStats
  readonly counting: Counting
  /** The one size that all walks of the stream learn from. */
  readonly size: { current: RequestSize }
}

/** So many sizes of pages are tried in turns where page cursors are lost. */
const PAGE_SIZES = 4

/** Asks for a page of a walk: undefined for its first. */
export type Ask = (pageCursor: string | undefined) => Promise<Page>

/**
 * Asks for the pages of a walk, as many rows at once as have proved to be answered in time, and
 * learns from what comes of it.
 * @throws whatever `Client.fetchPage` throws.
 */
export function createAsk(
  walk: Walk,
  doing: string,
  context: AskContext,
  signal: AbortSignal,
): Ask {
  const { counting, size, stats } = context

  async function ask(pageCursor: string | undefined, includeTotal: boolean): Promise<Page> {
    const asked = askedFor(walk, pageCursor, includeTotal, context)
    const request = { pageCursor, includeTotal, doing }
    try {
      const { page, wasRepeated } = await fetch(walk, asked, request, context, signal)
      came(asked, wasRepeated)
      return page
    } catch (thrown) {
      size.current = pageLost(size.current, asked)
      if (!(thrown instanceof TooMuchAskedError)) throw thrown
      stats.timeout()
      if (includeTotal && !asked.isPageTrial) counting.suspend()
      const blamed = thrown.reason === 'large' ? 'page' : undefined
      size.current = tooMuch(size.current, asked, thrown.answeredAfterMs, blamed)
      if (!mayAskHere(size.current, asked)) throw thrown
      return await onceMoreHere(pageCursor)
    }
  }

  function came(asked: Asked, wasRepeated: boolean): void {
    const { search } = size.current
    size.current = pageCame(size.current, asked, wasRepeated)
    if (walk.role !== 'probe' || size.current.search !== undefined) return
    walk.role = 'usual'
    if (search?.last === 'count') counting.tookTooLong()
  }

  /** A fresh walk would read all rows on one instant again, from its first one. */
  async function onceMoreHere(pageCursor: string | undefined): Promise<Page> {
    const begun = probeHere(size.current, walk.role)
    size.current = begun.size
    walk.role = begun.role
    if (size.current.search?.last !== 'count') stats.madeSmaller()
    return await ask(pageCursor, false)
  }

  return async (pageCursor) => {
    const mayCount = pageCursor === undefined && walk.task.pass === 'read' && walk.role === 'usual'
    return await ask(pageCursor, mayCount && counting.shouldAsk())
  }
}

function askedFor(
  walk: Walk,
  pageCursor: string | undefined,
  includeTotal: boolean,
  { size, counting }: AskContext,
): Asked {
  const { restarts } = walk.task
  const window = askedWindow(walk.task)
  const begun = beginPage(size.current, walk.role)
  size.current = begun.size
  return {
    role: walk.role,
    windowMs: window.until - window.since,
    // A page cursor that is lost each time is not met again by pages of another size.
    pageSize: Math.max(1, begun.pageSize - (restarts % PAGE_SIZES)),
    isPageTrial: begun.isPageTrial,
    isFirstPage: pageCursor === undefined,
    isCountDoubted: includeTotal && !counting.hasProved && !begun.isPageTrial,
  }
}

/** One page, and whether it came only after the same request had failed. */
async function fetch(
  { task }: Walk,
  { windowMs, pageSize }: Asked,
  request: { readonly pageCursor: string | undefined; includeTotal: boolean; doing: string },
  { client, stream, readPage, stats, size }: AskContext,
  signal: AbortSignal,
): Promise<{ readonly page: Page; readonly wasRepeated: boolean }> {
  const isLeast = isSmallest(size.current, windowMs, pageSize)
  let wasRepeated = false
  const page = await client.fetchPage(
    {
      ...request,
      dataset: stream.dataset,
      window: askedWindow(task),
      limit: pageSize,
      readPage,
      timeoutsAre: isLeast ? 'trouble' : 'size',
      traffic: {
        request: stats.request,
        retry: () => {
          wasRepeated = true
          stats.retry()
        },
      },
    },
    signal,
  )
  return { page, wasRepeated: isLeast && wasRepeated }
}
