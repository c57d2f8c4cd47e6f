import { SECOND_MS, secondBefore } from '../time/instant'
import type { Page } from '../cleargrid/page/envelope'
import { ClientFailure } from '../cleargrid/client-failure'
import type { Window } from '../time/window'
import type { AskContext } from './ask'
import { fetchingWindow } from './fetching-window'
import { hasReachedItsEnd, type Walk } from './progress/walk'

/**
 * Whether a page lies beyond the window because ClearGrid ignores its filter where it is sent a page
 * cursor: then the window has been read, and what follows is read by others.
 *
 * A page of rows beyond may be the window's own all the same: its rows may have changed meanwhile, or
 * ClearGrid may filter by another field than the one that it documents. So ClearGrid is asked for the
 * second of the page's first row. A row that comes is not of this window, which ends before that
 * second; and as rows come in order, neither is any that follows.
 * @throws whatever `Client.fetchPage` throws, but for what is about size: then nothing is proved.
 */
export async function liesBeyond(
  walk: Walk,
  { rows }: Page,
  context: AskContext,
  signal: AbortSignal,
): Promise<boolean> {
  // The first page is asked for without a page cursor: its rows are the window's own.
  if (walk.pages === 0 || walk.hasHandedOver || walk.keepsFilter || rows.length === 0) return false
  const first = rows.cursorValue(0)
  if (first === undefined || !hasReachedItsEnd(walk, first)) return false
  if (!hasReachedItsEnd(walk, rows.cursorValue(rows.length - 1))) return false
  const since = secondBefore(first)
  if (since < walk.until) return false
  const second = { since, until: since + SECOND_MS }
  const isElsewhere = (await keysIn(second, context, signal)).has(rows.key(0))
  walk.keepsFilter = !isElsewhere
  return isElsewhere
}

/** The keys of the first page of a window. */
async function keysIn(
  window: Window,
  { stream, client, readPage, stats, progress }: AskContext,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const request = {
    ...{ dataset: stream.dataset, window, readPage, limit: progress.size.page.proved },
    ...({ action: fetchingWindow(stream, window), timeoutsAre: 'size', traffic: stats } as const),
  }
  try {
    const { rows } = await client.fetchPage(request, signal)
    const keys = new Set(rows.keys())
    rows.release()
    return keys
  } catch (thrown) {
    if (thrown instanceof ClientFailure && thrown.kind === 'too-much-asked') return new Set()
    throw thrown
  }
}
