import type { Plan } from '../state/plan'
import type { SharedCount } from './shared-count'
import { cut, type Window } from '../../time/window'
import { frontMs, restMs } from './whole-seconds'

/** A stretch to read, or to recheck. Windows are cut off it. */
export interface Task {
  readonly pass: 'read' | 'recheck'
  readonly window: Window
  /** What the whole sync is for: nothing outside of it is asked for. */
  readonly bounds: Window
  /** Keys of rows at exactly `window.since` that this sync has already written. */
  readonly keysWritten: ReadonlySet<string>
  /** How often a walk of it began again without getting any further. */
  readonly restarts: number
  /** How often it was too much without getting any further. */
  readonly timeouts: number
  /** Whether to begin inside of a second: a walk of it brought nothing but rows of this second. */
  readonly isInsideSecond: boolean
  /** Asked for on both sides beside the window, where ClearGrid left less than a second unread. */
  readonly marginMs: number
  /**
   * In a second look, the marks of the rows that the first walk wrote, which were fewer than
   * ClearGrid had counted. Undefined: this is the first look.
   */
  readonly firstLook: ReadonlySet<string> | undefined
  /** The count that it must match together with others, as part of a walk that was shared. */
  readonly shared: SharedCount | undefined
}

/** What is left to walk of one stream: oldest first, rechecks last. */
export interface Tasks {
  readonly isEmpty: boolean
  /** The length of all that is still to be read for the first time, in milliseconds. */
  readonly unreadMs: number
  /** The stretch that the next window is cut off. */
  readonly first: Window | undefined
  /** The next window, no longer than this; it ends at a whole second where it is cut. */
  next(windowMs: number): Task | undefined
  /** Puts back what a walk left unread, to be walked before all others. */
  putBack(task: Task): void
  /** Goes on from the other end: windows are cut off the end of the last stretch, or no longer. */
  turnRound(): void
  clear(): void
}

/** No bounds. */
const ALWAYS: Window = { since: -Infinity, until: Infinity }

/** @param plan what to read; without a target nothing bounds what is asked for. */
export function createTasks({
  unread,
  recheck,
  target = ALWAYS,
}: Pick<Plan, 'unread' | 'recheck'> & Partial<Pick<Plan, 'target'>>): Tasks {
  return new TaskQueue([
    ...unread.map((window) => newTask('read', window, target)),
    ...recheck.map((window) => newTask('recheck', window, target)),
  ])
}

class TaskQueue implements Tasks {
  #queue: Task[]
  #isFromTheEnd = false

  constructor(queue: Task[]) {
    this.#queue = queue
  }

  get isEmpty(): boolean {
    return this.#queue.length === 0
  }

  get unreadMs(): number {
    return this.#queue
      .filter(isUnread)
      .reduce((sum, { window }) => sum + window.until - window.since, 0)
  }

  get first(): Window | undefined {
    return this.#queue[this.#indexOfNext()]?.window
  }

  next(windowMs: number): Task | undefined {
    const index = this.#indexOfNext()
    const task = this.#queue[index]
    if (task === undefined) return undefined
    const lengthMs = task.window.until - task.window.since
    const isCutFromItsEnd = this.#isFromTheEnd && isUnread(task) && lengthMs > windowMs
    const cutMs = isCutFromItsEnd ? restMs(task.window, windowMs) : frontMs(task.window, windowMs)
    const [front, rest] = cut(task.window, cutMs)
    const first = { ...task, window: front }
    if (rest === undefined) {
      this.#queue.splice(index, 1)
      return first
    }
    const second = freshPart(task, rest)
    this.#queue.splice(index, 1, isCutFromItsEnd ? first : second)
    return isCutFromItsEnd ? second : first
  }

  putBack(task: Task): void {
    if (this.#isFromTheEnd && isUnread(task)) {
      this.#queue.splice(this.#queue.findLastIndex(isUnread) + 1, 0, task)
    } else this.#queue.unshift(task)
  }

  turnRound(): void {
    this.#isFromTheEnd = !this.#isFromTheEnd
  }

  clear(): void {
    this.#queue = []
  }

  /** Rechecks come last, whichever end the others are taken from. */
  #indexOfNext(): number {
    if (!this.#isFromTheEnd) return 0
    const last = this.#queue.findLastIndex(isUnread)
    return last === -1 ? 0 : last
  }
}

function isUnread({ pass }: Task): boolean {
  return pass === 'read'
}

/** What a walk has not met yet. */
const FRESH = {
  keysWritten: new Set<string>(),
  restarts: 0,
  timeouts: 0,
  isInsideSecond: false,
  marginMs: 0,
} as const

export function newTask(pass: Task['pass'], window: Window, bounds = ALWAYS): Task {
  return { ...FRESH, pass, window, bounds, firstLook: undefined, shared: undefined }
}

/** A part of a task that nobody has begun. */
export function freshPart({ pass, bounds, firstLook, shared }: Task, window: Window): Task {
  return { ...FRESH, pass, window, bounds, firstLook, shared: shared?.join() }
}
