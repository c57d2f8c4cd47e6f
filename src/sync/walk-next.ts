import { EndOfWorkError, messageOf } from '../errors'
import { explain } from '../explain'
import { formatForQuery } from '../time/instant'
import { fetchingWindow } from './fetching-window'
import { isNews } from './progress/row-estimate'
import type { Shortfall } from './progress/verdict'
import type { Walk } from './progress/walk'
import type { StreamContext } from './stream-context'
import { walkWindow } from './walk-window'

/**
 * Walks the next window of a stream and says on stdout what came of it. A gateway timeout puts what
 * is left of the window back, to be asked for in smaller pieces. A window that fails for good is set
 * aside: the state has a hole, which the next sync reads.
 * @throws only what ends the whole sync: EndOfWorkError, which is the signal's reason too.
 */
export async function walkNext(context: StreamContext, signal: AbortSignal): Promise<void> {
  const { progress } = context
  const walk = progress.begin()
  if (walk === undefined) return
  try {
    await walkWindow(walk, context, signal)
  } catch (thrown) {
    if (thrown instanceof EndOfWorkError) {
      // What was under way is still to be done: the last STATE must not say otherwise.
      progress.interrupt(walk)
      throw thrown
    }
    await recover(walk, thrown, context)
    return
  } finally {
    progress.end(walk)
  }
  await close(walk, context)
  await emitEstimate(context)
}

/** What is left of a walk that failed is walked again, or told. */
async function recover(walk: Walk, thrown: unknown, context: StreamContext): Promise<void> {
  const { progress, output, stats, runtime } = context
  const isFirst = !progress.hasFailed
  const left = progress.recover(walk, thrown, runtime.elapsedMs())
  if (left !== undefined) {
    if (left.timeouts > 0) stats.madeSmaller()
    const place = formatForQuery(left.window.since)
    runtime.log('INFO', `${messageOf(explain(thrown))} Continuing from ${place}.`)
    return
  }
  // One TRACE ERROR a stream; what else fails is in the log.
  if (isFirst) await output.failed(thrown)
  else runtime.log('WARN', `Set aside as well. ${messageOf(explain(thrown))}`)
}

async function close(walk: Walk, context: StreamContext): Promise<void> {
  const { progress, output, stats } = context
  const { verdict, shortfall } = progress.close(walk)
  if (verdict !== undefined) stats.windowClosed(verdict)
  if (shortfall !== undefined) tellShortfall(shortfall, context)
  await output.checkpoint(progress.state)
}

function tellShortfall(
  { window, rowsExpected, rowsReceived, isSecondLook }: Shortfall,
  { stream, runtime }: StreamContext,
): void {
  const compared =
    `${fetchingWindow(stream, window)}: ClearGrid counted ${rowsExpected} rows ` +
    `and gave ${rowsReceived}.`
  if (isSecondLook) runtime.log('WARN', `${compared} It has been read twice.`)
  else runtime.log('INFO', `${compared} Reading it a second time.`)
}

async function emitEstimate({ progress, output }: StreamContext): Promise<void> {
  const estimate = progress.estimate()
  if (estimate === undefined || estimate === 0 || !isNews(estimate, progress.lastEstimate)) return
  progress.lastEstimate = estimate
  await output.estimated(estimate)
}
