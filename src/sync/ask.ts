import { ClientFailure } from '../cleargrid/client-failure'
import type { Page } from '../cleargrid/page/envelope'
import { pageCame, pageLost } from './progress/answered'
import { beginPage, mayAskHere, probeHere } from './progress/next-request'
import { isSmallest, type Asked } from './progress/request-size'
import type { StreamContext } from './stream-context'
import { tooMuch } from './progress/too-much'
import type { Walk } from './progress/walk'
import { askedWindow } from './progress/whole-seconds'

/** What asking for a page needs of its stream. */
export type AskContext = Pick<
  StreamContext,
  'stream' | 'progress' | 'client' | 'readPage' | 'stats'
>

/** How many page sizes are tried in turn where page cursors are lost. */
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
  action: string,
  context: AskContext,
  signal: AbortSignal,
): Ask {
  const asking = new Asking(walk, action, context, signal)
  return async (pageCursor) => await asking.page(pageCursor)
}

class Asking {
  readonly #walk: Walk
  readonly #action: string
  readonly #context: AskContext
  readonly #signal: AbortSignal

  constructor(walk: Walk, action: string, context: AskContext, signal: AbortSignal) {
    this.#walk = walk
    this.#action = action
    this.#context = context
    this.#signal = signal
  }

  async page(pageCursor: string | undefined): Promise<Page> {
    const { counting } = this.#context.progress
    const walk = this.#walk
    const mayCount = pageCursor === undefined && walk.task.pass === 'read' && walk.role === 'usual'
    return await this.#ask(pageCursor, mayCount && counting.shouldAsk())
  }

  async #ask(pageCursor: string | undefined, includeTotal: boolean): Promise<Page> {
    const { progress, stats } = this.#context
    const asked = askedFor(this.#walk, pageCursor, includeTotal, this.#context)
    const request = { pageCursor, includeTotal, action: this.#action }
    try {
      const { page, wasRepeated } = await fetch(
        this.#walk,
        asked,
        request,
        this.#context,
        this.#signal,
      )
      this.#came(asked, wasRepeated)
      return page
    } catch (thrown) {
      progress.size = pageLost(progress.size, asked)
      if (!(thrown instanceof ClientFailure) || thrown.facts.kind !== 'too-much-asked') throw thrown
      const { kind, tookMs = Infinity } = thrown.facts.exchange
      stats.timeout()
      if (includeTotal && !asked.isPageTrial) progress.counting.suspend()
      const blamed = kind === 'too-large' ? 'page' : undefined
      progress.size = tooMuch(progress.size, asked, tookMs, blamed)
      if (!mayAskHere(progress.size, asked)) throw thrown
      return await this.#onceMoreHere(pageCursor)
    }
  }

  #came(asked: Asked, wasRepeated: boolean): void {
    const { progress } = this.#context
    const { search } = progress.size
    progress.size = pageCame(progress.size, asked, wasRepeated)
    if (this.#walk.role !== 'probe' || progress.size.search !== undefined) return
    this.#walk.role = 'usual'
    if (search?.last === 'count') progress.counting.tookTooLong()
  }

  /** Goes on with the page cursor: a fresh walk would read all rows on one instant again. */
  async #onceMoreHere(pageCursor: string | undefined): Promise<Page> {
    const { progress, stats } = this.#context
    const begun = probeHere(progress.size, this.#walk.role)
    progress.size = begun.size
    this.#walk.role = begun.role
    if (progress.size.search?.last !== 'count') stats.madeSmaller()
    return await this.#ask(pageCursor, false)
  }
}

function askedFor(
  walk: Walk,
  pageCursor: string | undefined,
  includeTotal: boolean,
  { progress }: AskContext,
): Asked {
  const { restarts } = walk.task
  const window = askedWindow(walk.task)
  const begun = beginPage(progress.size, walk.role)
  progress.size = begun.size
  return {
    role: walk.role,
    windowMs: window.until - window.since,
    // A page cursor that is lost every time is avoided by pages of another size.
    pageSize: Math.max(1, begun.pageSize - (restarts % PAGE_SIZES)),
    isPageTrial: begun.isPageTrial,
    isFirstPage: pageCursor === undefined,
    isCountDoubted: includeTotal && !progress.counting.hasProved && !begun.isPageTrial,
  }
}

/** One page, and whether it came only after the same request had failed. */
async function fetch(
  { task }: Walk,
  { windowMs, pageSize }: Asked,
  request: { readonly pageCursor: string | undefined; includeTotal: boolean; action: string },
  { client, stream, readPage, stats, progress }: AskContext,
  signal: AbortSignal,
): Promise<{ readonly page: Page; readonly wasRepeated: boolean }> {
  const isLeast = isSmallest(progress.size, windowMs, pageSize)
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
