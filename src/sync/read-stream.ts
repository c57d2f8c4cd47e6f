import type { Client, Window } from '../cleargrid/client'
import { PageCursorLostError, TooMuchAskedError } from '../cleargrid/explain'
import type { Page } from '../cleargrid/page'
import { walk } from '../cleargrid/walk'
import { formatForQuery } from '../instant'
import type { Runtime } from '../runtime'
import type { StreamDefinition } from '../streams'
import type { Drift } from './drift'
import type { StreamOutput } from './output'
import type { Plan } from './plan'
import { advance, startOf, type Position } from './position'
import { changedSince, placeRows, withoutWritten } from './rows'
import { finished, fold, type Checkpoint } from './state'
import type { StreamStats } from './stats'
import { createTasks, type Task } from './tasks'
import {
  afterPage,
  afterTimeout,
  canShrink,
  halfWindow,
  learnedFrom,
  nextWindow,
  startTuning,
  type Bounds,
} from './tuning'

/** One stream of a sync, whose windows are walked side by side, in any order. */
export interface StreamReader {
  readonly name: string
  /** Whether there is a window that nobody walks yet. */
  hasWork(): boolean
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
  readonly output: StreamOutput
  readonly drift: Drift
  readonly stats: StreamStats
  readonly log: Runtime['log']
}

/** Fresh walks from the same place, after page cursors that ClearGrid no longer takes. */
const RESTARTS_MAX = 3

export function createStreamReader(options: StreamReaderOptions): StreamReader {
  const { stream, plan, bounds, client, output, drift, stats, log } = options
  const tasks = createTasks(plan)
  let state = plan.state
  let tuning = startTuning(state.learned, bounds)

  function take(checkpoint: Checkpoint): void {
    state = { ...fold(state, checkpoint), learned: learnedFrom(tuning, bounds) }
  }

  async function walkTask(task: Task, signal: AbortSignal): Promise<void> {
    const doing = `Fetching ${stream.name} ${describe(task.window)}`
    let position = startOf(task.window, task.keysWritten)
    let pages = 0
    let limit = tuning.pageSize
    const nextLimit = (): number => (limit = tuning.pageSize)
    const request = { dataset: stream.dataset, window: task.window, nextLimit, doing }
    try {
      for await (const page of walk(client, request, signal)) {
        pages += 1
        tuning = afterPage(tuning, bounds)
        position = await takePage(task, page, position, `${doing}, page ${pages}`)
        await output.maybeCheckpoint(state)
      }
    } catch (thrown) {
      const left = { since: position.since, until: task.window.until }
      const asked = { windowMs: left.until - left.since, pageSize: limit }
      if (thrown instanceof TooMuchAskedError && canShrink(asked)) {
        stats.madeSmaller()
        tuning = afterTimeout(tuning, asked, pages === 0)
        const stride = { windowMs: halfWindow(asked.windowMs) }
        log('INFO', `${thrown.message} Asking for less at once.`)
        tasks.putBack({ ...task, window: left, keysWritten: position.keysAtSince, stride })
      } else if (thrown instanceof PageCursorLostError && task.restarts < RESTARTS_MAX) {
        const restarts = left.since > task.window.since ? 0 : task.restarts + 1
        log('WARN', `${thrown.message} Walking again from ${formatForQuery(left.since)}.`)
        tasks.putBack({ ...task, window: left, keysWritten: position.keysAtSince, restarts })
      } else throw thrown
      return
    }
    await closeWindow(task, position, pages)
  }

  /** Writes a page and folds what is now behind us: all rows before the last one's instant. */
  async function takePage(
    task: Task,
    page: Page,
    before: Position,
    doing: string,
  ): Promise<Position> {
    const placed = placeRows(page.rows, stream, doing)
    const fresh = withoutWritten(placed, before)
    const isRecheck = task.pass === 'recheck'
    const rows = isRecheck ? changedSince(fresh, state.recheck.changedSince) : fresh
    for (const { row } of rows) drift.observe(row.value)
    if (isNarrower(page.echo, task.window)) drift.note('ClearGrid read less than the window asked')
    stats.page(page.rows.length, rows.length)
    await output.rows(rows.map(({ row }) => row))
    const after = advance(before, placed, task.window)
    take(checkpointOf(task, { since: task.window.since, until: after.since }, after))
    return after
  }

  async function closeWindow(task: Task, position: Position, pages: number): Promise<void> {
    const { stride } = task
    const lengthMs = task.window.until - task.window.since
    // A window that was cut short by the end of its stretch teaches nothing about length.
    if (stride === undefined) {
      if (lengthMs >= tuning.windowMs) {
        tuning = { ...tuning, windowMs: nextWindow(tuning.windowMs, pages, bounds) }
      }
    } else if (lengthMs >= stride.windowMs) {
      stride.windowMs = nextWindow(stride.windowMs, pages, bounds)
    }
    stats.windowClosed()
    take(checkpointOf(task, task.window, position))
    await output.checkpoint(state)
  }

  return {
    name: stream.name,
    hasWork: () => !tasks.isEmpty,
    walkNext: async (signal) => {
      const task = tasks.next(tuning.windowMs)
      if (task !== undefined) await walkTask(task, signal)
    },
    giveUp: () => tasks.clear(),
    close: async (isWhole) => {
      if (isWhole) state = finished(state)
      await output.checkpoint(state)
    },
  }
}

/** `meta` is the authority on how ClearGrid read the filter (its Pagination page). */
function isNarrower({ since, until }: Page['echo'], asked: Window): boolean {
  return (since ?? asked.since) > asked.since || (until ?? asked.until) < asked.until
}

function checkpointOf({ pass }: Task, window: Window, { newest }: Position): Checkpoint {
  return pass === 'read' ? { pass, window, newest } : { pass, window }
}

function describe({ since, until }: Window): string {
  return `[${formatForQuery(since)}, ${formatForQuery(until)})`
}
