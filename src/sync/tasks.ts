import type { Window } from '../cleargrid/client'
import type { Plan } from './plan'
import type { Checkpoint } from './state'
import { cut } from './window'

/** A stretch to read, or to look through again. Windows are cut off its front. */
export interface Task {
  readonly pass: Checkpoint['pass']
  readonly window: Window
  /** The longest window to cut off, where this stretch once proved too much; else the stream's. */
  readonly stride: Stride | undefined
  /** Half of what was too much at this very place: the next window is no longer, come what may. */
  readonly lengthMsMax: number
  /** Keys of rows at exactly `window.since` that this sync has already written. */
  readonly keysWritten: ReadonlySet<string>
  /** Times that a walk of it was begun again without getting any further. */
  readonly restarts: number
  /**
   * The marks of the rows that a first walk has written, which gave fewer than ClearGrid had
   * counted: this is the second look. Undefined: it is the first.
   */
  readonly firstLook: ReadonlySet<string> | undefined
}

/** Shared by the pieces of one stretch, so that what one of them learns helps the next. */
export interface Stride {
  windowMs: number
}

/** What is left to walk of one stream: oldest first, rechecks last. */
export interface Tasks {
  readonly isEmpty: boolean
  /** The length of all that is still to be read for the first time, in milliseconds. */
  readonly unreadMs: number
  /** The next window: as long as its stretch has learned, or else `windowMs`. */
  next(windowMs: number): Task | undefined
  /** To be walked before all others: what a walk left unread. */
  putBack(task: Task): void
  clear(): void
}

export function createTasks({ unread, recheck }: Pick<Plan, 'unread' | 'recheck'>): Tasks {
  let queue: Task[] = [
    ...unread.map((window) => newTask('read', window)),
    ...recheck.map((window) => newTask('recheck', window)),
  ]
  return {
    get isEmpty() {
      return queue.length === 0
    },
    get unreadMs() {
      return queue
        .filter(({ pass }) => pass === 'read')
        .reduce((sum, { window }) => sum + window.until - window.since, 0)
    },
    next: (windowMs) => {
      const task = queue.shift()
      if (task === undefined) return undefined
      const length = Math.min(task.stride?.windowMs ?? windowMs, task.lengthMsMax)
      const [window, rest] = cut(task.window, length)
      if (rest !== undefined) {
        queue.unshift(freshPart(task, rest))
      }
      return { ...task, window }
    },
    putBack: (task) => {
      queue.unshift(task)
    },
    clear: () => {
      queue = []
    },
  }
}

/** What a walk has not met yet: nothing is known of it but what its stretch has learned. */
const FRESH = {
  lengthMsMax: Infinity,
  keysWritten: new Set<string>(),
  restarts: 0,
  firstLook: undefined,
} as const

function newTask(pass: Task['pass'], window: Window): Task {
  return { ...FRESH, pass, window, stride: undefined }
}

/** A part of a task that nobody has begun. */
export function freshPart({ pass, stride }: Task, window: Window): Task {
  return { ...FRESH, pass, window, stride }
}
