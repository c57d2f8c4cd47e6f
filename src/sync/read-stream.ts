import type { Client } from '../cleargrid/client'
import { TooMuchAskedError } from '../cleargrid/explain'
import type { PageReader } from '../cleargrid/page-reader'
import { messageOf } from '../errors'
import { formatForQuery } from '../instant'
import type { Runtime } from '../runtime'
import type { StreamDefinition } from '../streams'
import type { Drift } from './drift'
import { estimateRows, isNews } from './estimate'
import type { StreamOutput } from './output'
import type { Plan } from './plan'
import { askedBy, leftAfter } from './recover'
import { marksOf } from './rows'
import { finished, fold, type Checkpoint } from './state'
import type { StreamStats, Verdict } from './stats'
import { createTasks, type Task } from './tasks'
import { createTotals } from './totals'
import {
  afterPage,
  afterTimeout,
  learnedFrom,
  nextWindow,
  startTuning,
  type Bounds,
} from './tuning'
import { handOver, pagesLeft, startWalk, type Walk } from './walk-state'
import { checkpointOf, doingOf, walkWindow } from './walk-window'

/** One stream of a sync, whose windows are walked side by side, in any order. */
export interface StreamReader {
  /** Whether there is a window that nobody walks yet. */
  hasWork(): boolean
  /** Makes a window of half of what a long walk has still before it. False: nothing to share. */
  share(): boolean
  /**
   * Walks the next window and says on stdout what came of it. A gateway timeout puts what is left
   * of the window back, to be asked for in smaller pieces.
   * @throws what this window cannot be helped with. What was read before is in the state.
   */
  walkNext(signal: AbortSignal): Promise<void>
  /** Leaves the windows that nobody walks yet unread. */
  giveUp(): void
  /** Says the last STATE: `isWhole` when everything planned has been read. */
  close(isWhole: boolean): Promise<void>
}

export interface StreamReaderOptions {
  readonly stream: StreamDefinition
  readonly plan: Plan
  readonly bounds: Bounds
  readonly client: Client
  readonly readPage: PageReader
  readonly output: StreamOutput
  readonly drift: Drift
  readonly stats: StreamStats
  readonly log: Runtime['log']
  /** Told of each page: a walk has come further. */
  readonly onProgress: () => void
}

export function createStreamReader(options: StreamReaderOptions): StreamReader {
  const { stream, plan, bounds, output, stats, log } = options
  const tasks = createTasks(plan)
  const totals = createTotals()
  const walks = new Set<Walk>()
  const closed = { rows: 0, ms: 0 }
  let state = plan.state
  let tuning = startTuning(state.learned, bounds)
  let told: number | undefined
  let hasGivenUp = false

  function take(checkpoint: Checkpoint): void {
    state = { ...fold(state, checkpoint), learned: learnedFrom(tuning, bounds) }
  }

  const context = {
    ...options,
    totals,
    take,
    state: () => state,
    nextLimit: () => tuning.pageSize,
    onPage: () => {
      tuning = afterPage(tuning, bounds)
      options.onProgress()
    },
  }

  /** A stream that has given up leaves everything to the next sync. */
  function putBack(task: Task): void {
    if (!hasGivenUp) tasks.putBack(task)
  }

  async function closeWindow(walk: Walk): Promise<void> {
    const { task, until } = walk
    const verdict = verdictOn(walk)
    totals.windowClosed()
    if (verdict === 'short' && task.firstLook === undefined) {
      log('INFO', `${shortfall(stream, walk)} Reading it again.`)
      putBack({ ...task, keysWritten: new Set(), firstLook: marksOf(walk.kept) })
      return
    }
    if (verdict === 'short') {
      log('WARN', `${shortfall(stream, walk)} It was read twice.`)
      totals.didNotHelp()
    }
    stats.windowClosed(verdict)
    learnLength(walk)
    if (task.pass === 'read') {
      closed.rows += walk.rowsReceived
      closed.ms += until - task.window.since
    }
    take(checkpointOf(task, { since: task.window.since, until }, walk))
    await output.checkpoint(state)
  }

  /** A window that was cut short, by the end of its stretch or by sharing, teaches nothing. */
  function learnLength({ task: { window, stride }, until, pages }: Walk): void {
    const lengthMs = until - window.since
    if (stride === undefined && lengthMs >= tuning.windowMs) {
      tuning = { ...tuning, windowMs: nextWindow(tuning.windowMs, pages, bounds) }
    }
    if (stride !== undefined && lengthMs >= stride.windowMs) {
      stride.windowMs = nextWindow(stride.windowMs, pages, bounds)
    }
  }

  /** Puts back what is left of a walk that failed, where asking differently can help. */
  function recover(walk: Walk, thrown: unknown): void {
    const isTimeout = thrown instanceof TooMuchAskedError
    if (isTimeout) stats.timeout()
    const left = leftAfter(thrown, walk)
    if (left === undefined) throw thrown
    if (isTimeout) {
      stats.madeSmaller()
      tuning = afterTimeout(tuning, askedBy(walk), walk.pages === 0)
    }
    log('INFO', `${messageOf(thrown)} Going on from ${formatForQuery(left.window.since)}.`)
    putBack(left)
  }

  async function tellEstimate(): Promise<void> {
    const estimate = estimateRows({
      rowsClosed: closed.rows,
      closedMs: closed.ms,
      unreadMs: tasks.unreadMs,
      walks: [...walks].filter(({ task }) => task.pass === 'read'),
    })
    if (estimate === undefined || estimate === 0 || !isNews(estimate, told)) return
    told = estimate
    await output.estimated(estimate)
  }

  return {
    hasWork: () => !tasks.isEmpty,
    share: () => {
      if (hasGivenUp) return false
      const longest = [...walks].sort((a, b) => pagesLeft(b) - pagesLeft(a))[0]
      const part = longest === undefined ? undefined : handOver(longest)
      if (part !== undefined) tasks.putBack(part)
      return part !== undefined
    },
    walkNext: async (signal) => {
      const task = tasks.next(tuning.windowMs)
      if (task === undefined) return
      const walk = startWalk(task, tuning.pageSize)
      walks.add(walk)
      try {
        await walkWindow(walk, context, signal)
      } catch (thrown) {
        recover(walk, thrown)
        return
      } finally {
        walks.delete(walk)
      }
      await closeWindow(walk)
      await tellEstimate()
    },
    giveUp: () => {
      hasGivenUp = true
      tasks.clear()
    },
    close: async (isWhole) => {
      if (isWhole) state = finished(state)
      await output.checkpoint(state)
    },
  }
}

function verdictOn({ rowsExpected, rowsReceived }: Walk): Verdict {
  if (rowsExpected === undefined) return 'not compared'
  return rowsReceived < rowsExpected ? 'short' : 'agrees'
}

function shortfall(stream: StreamDefinition, { task, rowsExpected, rowsReceived }: Walk): string {
  return (
    `${doingOf(stream, task.window)}: ClearGrid counted ${rowsExpected ?? 0} rows ` +
    `and gave ${rowsReceived}.`
  )
}
