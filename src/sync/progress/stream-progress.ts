import type { Plan } from '../state/plan'
import { finished, fold, type Checkpoint, type StreamState } from '../state/stream-state'
import { windowRead } from './answered'
import { createCounting } from './counting'
import { createFailures } from './failures'
import { isTooLong, leftAfter, rowsSettled } from './left-over'
import { beginWalk, endWalk, mayBegin } from './next-request'
import {
  toLearnedSize,
  startRequestSize,
  type Asked,
  type SizeMax,
  type RequestSize,
} from './request-size'
import { estimateRows } from './row-estimate'
import { createTasks, type Task, type Tasks } from './tasks'
import { giveUpSearch, tooMuch } from './too-much'
import { settleCount, type Settled } from './verdict'
import { checkpointFor, handOver, pagesLeft, partOf, startWalk, type Walk } from './walk'
import { aroundOf } from './whole-seconds'

/**
 * What one stream knows while it is read, and the only owner of it: what has been written, what is
 * still to be walked, how much to ask for at once, what has failed. Everything here is done at once:
 * nothing waits, nothing is sent or written, and whoever asks says what time it is.
 */
export class StreamProgress {
  /** The one request size that all walks of the stream learn from. */
  size: RequestSize
  readonly counting = createCounting()
  /** The last estimate that was told. */
  lastEstimate: number | undefined
  readonly #tasks: Tasks
  readonly #failures = createFailures()
  readonly #walks = new Set<Walk>()
  /** What was read of windows that are closed. */
  readonly #closed = { rows: 0, ms: 0 }
  #state: StreamState

  constructor(plan: Plan, sizeMax: SizeMax) {
    this.size = startRequestSize(plan.state.learned, sizeMax)
    this.#tasks = createTasks(plan)
    this.#state = plan.state
  }

  /** What has been done so far: a STATE may say it. */
  get state(): StreamState {
    return this.#state
  }

  /** Whether a window has failed for good. */
  get hasFailed(): boolean {
    return this.#failures.haveAny
  }

  /** Whether nothing is left that nobody walks. */
  get isDone(): boolean {
    return this.#tasks.isEmpty
  }

  /** Whether there is a window that nobody walks yet, and that may be begun now. */
  get mayBegin(): boolean {
    return !this.isDone && mayBegin(this.size)
  }

  /** Begins the next window; undefined when there is none. */
  begin(): Walk | undefined {
    const { first } = this.#tasks
    if (first === undefined) return undefined
    const begun = beginWalk(this.size, first.since, first.until - first.since)
    const task = this.#tasks.next(begun.windowMs)
    this.size = begun.size
    if (task === undefined) return undefined
    const walk = startWalk(task, begun.role)
    this.#walks.add(walk)
    return walk
  }

  /** Makes a window of half of what a long walk has still to read. False: there is nothing to share. */
  share(): boolean {
    if (this.#failures.haveGivenUp || this.#state.isUnordered || !mayBegin(this.size)) return false
    const longest = [...this.#walks].sort((a, b) => pagesLeft(b) - pagesLeft(a))[0]
    const part = longest === undefined ? undefined : handOver(longest)
    if (part !== undefined) this.#tasks.putBack(part)
    return part !== undefined
  }

  /** Something was done: the state covers it from here on. */
  take(checkpoint: Checkpoint): void {
    this.#state = { ...fold(this.#state, checkpoint), learned: toLearnedSize(this.size) }
  }

  /** What a walk leaves unread is walked next. A stream that has given up leaves it to the next sync. */
  putBack(task: Task): void {
    if (!this.#failures.haveGivenUp) this.#tasks.putBack(task)
  }

  /** Rows came out of order: from now on only whole windows count. */
  disorder(): void {
    this.#state = { ...this.#state, isUnordered: true }
  }

  /** A page came. */
  pageCame(): void {
    this.#failures.onPage()
  }

  /** A window was read to its end. */
  close(walk: Walk): Settled {
    this.#failures.oneSucceeded()
    this.counting.windowClosed()
    const { role, pages, rowsReceived: rows } = walk
    this.size = windowRead(this.size, { role, windowMs: lengthRead(walk), pages, rows })
    this.take(checkpointFor(walk.task, partOf(walk), walk))
    if (walk.task.pass === 'read') {
      this.#closed.rows += rows
      this.#closed.ms += walk.until - walk.since
    }
    return settleCount(walk, this)
  }

  /**
   * A walk failed. What is left of it is put back where asking differently can help.
   * @param nowMs on a clock that only goes forward.
   * @returns what was put back; undefined: the window is set aside, and the state has a hole there.
   */
  recover(walk: Walk, thrown: unknown, nowMs: number): Task | undefined {
    const left = this.#failures.hasFailedTooLong(nowMs)
      ? undefined
      : leftAfter(thrown, walk, this.#state.isUnordered)
    if (left === undefined) {
      this.#setAside(walk, thrown, nowMs)
      return undefined
    }
    if (isTooLong(thrown, left)) this.size = tooMuch(this.size, askedBy(walk), Infinity, 'window')
    walk.shared?.add(rowsSettled(walk), walk.kept)
    this.putBack(left)
    return left
  }

  #setAside({ shared }: Walk, thrown: unknown, nowMs: number): void {
    this.size = giveUpSearch(this.size)
    shared?.spoil()
    if (shared?.leave() === true) this.take({ pass: 'taken back', window: shared.window })
    this.#failures.add(thrown, nowMs)
    if (this.#failures.haveGivenUp) this.#tasks.clear()
    else if (this.#failures.isTimeToTurn) this.#tasks.turnRound()
  }

  /** The whole sync ends in the middle of a walk: all of its window is still to be done. */
  interrupt({ task }: Walk): void {
    this.#tasks.putBack(task)
  }

  /** A walk is over, whatever came of it. */
  end(walk: Walk): void {
    this.#walks.delete(walk)
    this.size = endWalk(this.size, walk.role)
  }

  /** How many rows the stream is likely to have; undefined while there is nothing to judge by. */
  estimate(): number | undefined {
    return estimateRows({
      rowsClosed: this.#closed.rows,
      closedMs: this.#closed.ms,
      unreadMs: this.#tasks.unreadMs,
      walks: [...this.#walks].filter(({ task }) => task.pass === 'read'),
    })
  }

  /** The last state: finished, where nothing is left and nothing failed. */
  finish(): StreamState {
    const isWhole = this.isDone && this.#walks.size === 0 && !this.hasFailed
    if (isWhole) this.#state = finished(this.#state)
    return this.#state
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
