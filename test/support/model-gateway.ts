import type { Window } from '../../src/time/window'
import { TransientError } from '../../src/errors'
import { pageCame, pageLost, windowRead } from '../../src/sync/progress/answered'
import { createFailures } from '../../src/sync/progress/failures'
import { beginPage, beginWalk, endWalk, mayBegin } from '../../src/sync/progress/next-request'
import {
  isSmallest,
  startRequestSize,
  type Asked,
  type SizeMax,
  type RequestSize,
  type Role,
} from '../../src/sync/progress/request-size'
import type { LearnedSize } from '../../src/sync/state/stream-state'
import { createTasks, type Task } from '../../src/sync/progress/tasks'
import { giveUpSearch, tooMuch } from '../../src/sync/progress/too-much'

/** What a gateway knows of a request. */
export interface GatewayRequest extends Asked {
  readonly since: number
  /** Rows of the window that the request has still before it. */
  readonly rowsAhead: number
  /** How many requests came before it. */
  readonly index: number
}

/** A stream read through a gateway that gives up: no network, no clock, only sizes. */
export interface GatewayModel {
  readonly sizeMax: SizeMax
  readonly unread: Window
  /** Instants of the rows, in order. */
  readonly rows: readonly number[]
  readonly concurrency: number
  readonly refuses: (request: GatewayRequest) => boolean
  /** How long the gateway waits before it gives up. */
  readonly answersAfterMs?: number
  readonly learned?: LearnedSize | undefined
}

export interface GatewayRun {
  readonly requests: readonly (GatewayRequest & { readonly isRefused: boolean })[]
  /** Each row counts once: a walk begun again meets its last row again. */
  readonly rowsRead: number
  readonly size: RequestSize
  /** Windows that were set aside, because even the least was refused for good. */
  readonly failures: number
}

interface ModelWalk {
  readonly task: Task
  readonly role: Role
  /** The next row's index, and the first one beyond the window. */
  next: number
  readonly end: number
  pages: number
  asked: Asked
}

/** Attempts at the smallest request, before it fails for good: they stand for two minutes. */
const ATTEMPTS = 40
const TIMEOUTS_MAX = 60
const REQUESTS_MAX = 60_000

/**
 * Reads everything, as `read-stream` does, walk by walk in turns.
 * @throws Error when it does not come to its end.
 */
export function runGateway(model: GatewayModel): GatewayRun {
  const { sizeMax, rows, refuses, concurrency } = model
  const tasks = createTasks({ unread: [model.unread], recheck: [] })
  const requests: (GatewayRequest & { isRefused: boolean })[] = []
  const walks: ModelWalk[] = []
  let size = startRequestSize(model.learned, sizeMax)
  const seen = new Set<number>()
  const failures = createFailures()
  let windowsFailed = 0

  function ask({ task, role, pages }: Pick<ModelWalk, 'task' | 'role' | 'pages'>): Asked {
    const begun = beginPage(size, role)
    size = begun.size
    const { pageSize, isPageTrial } = begun
    const windowMs = task.window.until - task.window.since
    const isFirstPage = pages === 0
    return { role, windowMs, pageSize, isPageTrial, isFirstPage, isCountDoubted: false }
  }

  function begin(): void {
    const { first } = tasks
    if (first === undefined) return
    const begun = beginWalk(size, first.since, first.until - first.since)
    size = begun.size
    const task = tasks.next(begun.windowMs)
    if (task === undefined) return
    const [next, end] = [task.window.since, task.window.until].map((at) => firstAt(rows, at))
    const walk = { task, role: begun.role, next: next ?? 0, end: end ?? 0, pages: 0 }
    walks.push({ ...walk, asked: ask(walk) })
  }

  /** One try; tells whether it was refused. */
  function request({ task, next, end, asked }: ModelWalk): boolean {
    const made = { ...asked, since: task.window.since, rowsAhead: end - next }
    const isRefused = refuses({ ...made, index: requests.length })
    requests.push({ ...made, index: requests.length, isRefused })
    if (requests.length > REQUESTS_MAX) throw new Error('It does not come to its end.')
    return isRefused
  }

  function refused(walk: ModelWalk): void {
    const { task, asked, next } = walk
    size = tooMuch(pageLost(size, asked), asked, model.answersAfterMs ?? 60_000)
    const since = Math.max(task.window.since, rows[next - 1] ?? 0)
    const hasAdvanced = walk.pages > 0 && since > task.window.since
    const timeouts = hasAdvanced ? 1 : task.timeouts + 1
    if (timeouts > TIMEOUTS_MAX) setAside()
    else tasks.putBack({ ...task, window: { since, until: task.window.until }, timeouts })
  }

  function setAside(): void {
    windowsFailed += 1
    size = giveUpSearch(size)
    failures.add(new TransientError('It was refused for good'), 0)
    if (failures.haveGivenUp) tasks.clear()
    else if (failures.isTimeToTurn) tasks.turnRound()
  }

  /** The answer to what a walk has asked; says whether the walk is over. */
  function answer(walk: ModelWalk): boolean {
    const { asked } = walk
    const isLeast = isSmallest(size, asked.windowMs, asked.pageSize)
    let attempts = 1
    let isRefused = request(walk)
    while (isLeast && isRefused && attempts < ATTEMPTS) {
      attempts += 1
      isRefused = request(walk)
    }
    if (isRefused) {
      if (isLeast) {
        size = pageLost(size, asked)
        setAside()
      } else refused(walk)
      return true
    }
    size = pageCame(size, asked, isLeast && attempts > 1)
    const came = Math.min(asked.pageSize, walk.end - walk.next)
    for (let index = walk.next; index < walk.next + came; index += 1) seen.add(index)
    walk.next += came
    walk.pages += 1
    if (walk.next < walk.end) {
      walk.asked = ask(walk)
      return false
    }
    close(walk)
    return true
  }

  function close({ role, asked, pages, task, end }: ModelWalk): void {
    failures.oneSucceeded()
    const read = end - firstAt(rows, task.window.since)
    size = windowRead(size, { role, windowMs: asked.windowMs, pages, rows: read })
  }

  for (let turn = 0; ; turn += 1) {
    while (walks.length < concurrency && !tasks.isEmpty && mayBegin(size)) begin()
    const walk = walks[turn % Math.max(1, walks.length)]
    if (walk === undefined) return { requests, rowsRead: seen.size, size, failures: windowsFailed }
    if (!answer(walk)) continue
    walks.splice(walks.indexOf(walk), 1)
    size = endWalk(size, walk.role)
  }
}

/** The index of the first row at or after an instant. */
function firstAt(rows: readonly number[], instant: number): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle] ?? Infinity) < instant) low = middle + 1
    else high = middle
  }
  return low
}

/** The share of the requests that were refused, of those from an index on. */
export function refusedShare({ requests }: GatewayRun, from: number): number {
  const counted = requests.slice(from)
  return counted.filter(({ isRefused }) => isRefused).length / Math.max(1, counted.length)
}
