import { messageOf } from '../errors'
import { formatForQuery } from '../time/instant'
import { windowRead } from './progress/answered'
import { createCounting } from './progress/counting'
import { estimateRows, isNews } from './progress/row-estimate'
import { createFailures } from './progress/failures'
import { isTooLong, leftAfter, rowsSettled } from './progress/left-over'
import { learnedFrom, startSize, type Asked } from './progress/request-size'
import { beginWalk, endWalk, mayBegin } from './progress/next-request'
import { finished, fold, type Checkpoint } from './state/stream-state'
import type { StreamReader, StreamReaderOptions } from './stream-reader'
import { createTasks } from './progress/tasks'
import { giveUpSearch, tooMuch } from './progress/too-much'
import { settleCount } from './verdict'
import type { WalkContext } from './walk-context'
import { handOver, pagesLeft, partOf, startWalk, type Walk } from './progress/walk'
import { checkpointOf, walkWindow } from './walk-window'
import { aroundOf } from './progress/whole-seconds'

export function createStreamReader(options: StreamReaderOptions): StreamReader {
  const { stream, plan, bounds, output, stats, runtime } = options
  const { log } = runtime
  const tasks = createTasks(plan)
  const counting = createCounting()
  const failures = createFailures(runtime.elapsedMs)
  const walks = new Set<Walk>()
  const closed = { rows: 0, ms: 0 }
  const size = { current: startSize(plan.state.learned, bounds) }
  let state = plan.state
  let estimateTold: number | undefined

  function take(checkpoint: Checkpoint): void {
    state = { ...fold(state, checkpoint), learned: learnedFrom(size.current) }
  }

  /** A stream that has given up leaves everything to the next sync. */
  const putBack: WalkContext['putBack'] = (task) => {
    if (!failures.haveGivenUp) tasks.putBack(task)
  }

  const context: WalkContext = {
    ...options,
    size,
    counting,
    take,
    putBack,
    state: () => state,
    onPage: () => {
      failures.onPage()
      options.onProgress()
    },
    onDisorder: () => {
      state = { ...state, isUnordered: true }
      log('WARN', `${stream.name}: rows came out of order. Only whole windows count as read.`)
      // What the last STATE said of the window is not sure any more.
      void output.checkpoint(state).catch(() => {})
    },
  }

  async function closeWindow(walk: Walk): Promise<void> {
    const { task } = walk
    failures.oneSucceeded()
    counting.windowClosed()
    size.current = windowRead(size.current, {
      role: walk.role,
      windowMs: lengthRead(walk),
      pages: walk.pages,
      rows: walk.rowsReceived,
    })
    take(checkpointOf(task, partOf(walk), walk))
    settleCount(walk, { stream, stats, counting, log, take, putBack })
    if (task.pass === 'read') {
      closed.rows += walk.rowsReceived
      closed.ms += walk.until - walk.since
    }
    await output.checkpoint(state)
  }

  /** Puts back what is left of a walk that failed, or sets it aside where nothing can help. */
  async function recover(walk: Walk, thrown: unknown): Promise<void> {
    const left = failures.hasFailedTooLong() ? undefined : leftAfter(thrown, walk)
    if (left === undefined) {
      await setAside(walk, thrown)
      return
    }
    if (isTooLong(thrown, left)) {
      size.current = tooMuch(size.current, askedBy(walk), Infinity, 'window')
    }
    if (left.timeouts > 0) stats.madeSmaller()
    walk.shared?.add(rowsSettled(walk), walk.kept)
    log('INFO', `${messageOf(thrown)} Continuing from ${formatForQuery(left.window.since)}.`)
    putBack(left)
  }

  async function setAside(walk: Walk, thrown: unknown): Promise<void> {
    size.current = giveUpSearch(size.current)
    walk.shared?.spoil()
    if (walk.shared?.leave() === true) take({ pass: 'taken back', window: walk.shared.window })
    failures.add(thrown)
    if (failures.haveGivenUp) tasks.clear()
    else if (failures.isTimeToTurn) tasks.turnRound()
    await options.onFailure(thrown)
  }

  async function tellEstimate(): Promise<void> {
    const estimate = estimateRows({
      rowsClosed: closed.rows,
      closedMs: closed.ms,
      unreadMs: tasks.unreadMs,
      walks: [...walks].filter(({ task }) => task.pass === 'read'),
    })
    if (estimate === undefined || estimate === 0 || !isNews(estimate, estimateTold)) return
    estimateTold = estimate
    await output.estimated(estimate)
  }

  function beginNext(): Walk | undefined {
    const { first } = tasks
    if (first === undefined) return undefined
    const begun = beginWalk(size.current, first.since, first.until - first.since)
    const task = tasks.next(begun.windowMs)
    size.current = begun.size
    return task === undefined ? undefined : startWalk(task, begun.role)
  }

  return {
    hasWork: () => !tasks.isEmpty && mayBegin(size.current),
    get isDone() {
      return tasks.isEmpty
    },
    share: () => {
      if (failures.haveGivenUp || state.isUnordered || !mayBegin(size.current)) return false
      const longest = [...walks].sort((a, b) => pagesLeft(b) - pagesLeft(a))[0]
      const part = longest === undefined ? undefined : handOver(longest)
      if (part !== undefined) tasks.putBack(part)
      return part !== undefined
    },
    walkNext: async (signal) => {
      const walk = beginNext()
      if (walk === undefined) return
      walks.add(walk)
      try {
        await walkWindow(walk, context, signal)
      } catch (thrown) {
        if (options.endsTheSync(thrown, signal)) {
          // What was under way is still to be done: the last STATE must not say otherwise.
          tasks.putBack(walk.task)
          throw thrown
        }
        await recover(walk, thrown)
        return
      } finally {
        walks.delete(walk)
        size.current = endWalk(size.current, walk.role)
      }
      await closeWindow(walk)
      await tellEstimate()
    },
    close: async () => {
      if (tasks.isEmpty && walks.size === 0 && !failures.haveAny) state = finished(state)
      await output.checkpoint(state)
    },
  }
}

/** What was shared, and the end of a stretch, teach nothing about windows. */
function lengthRead(walk: Walk): number {
  const { since, until } = aroundOf(partOf(walk))
  return walk.hasHandedOver ? 0 : until - since
}

/** The request of a walk that was too long. */
function askedBy({ role, task: { window } }: Walk): Asked {
  const windowMs = window.until - window.since
  const page = { pageSize: 0, isPageTrial: false, isFirstPage: false, isCountDoubted: false }
  return { role, windowMs, ...page }
}
