import type { Rows } from '../../src/cleargrid/page/rows'
import { DAY_MS, MINUTE_MS, type Instant } from '../../src/time/instant'
import { createCounting } from '../../src/sync/progress/counting'
import { leftAfter, rowsSettled } from '../../src/sync/progress/left-over'
import { plan } from '../../src/sync/state/plan'
import { advance, startPosition } from '../../src/sync/progress/position'
import { lastInstantOf } from '../../src/sync/progress/row-selection'
import { selectRows } from '../../src/sync/output/rows-to-write'
import { finished, fold } from '../../src/sync/state/stream-state'
import type { Checkpoint, StreamState } from '../../src/sync/state/stream-state'
import { formatState, parseState } from '../../src/sync/state/codec'
import { createTasks, type Task, type Tasks } from '../../src/sync/progress/tasks'
import { settleCount } from '../../src/sync/progress/verdict'
import {
  checkpointFor,
  count,
  handOver,
  hasReachedItsEnd,
  partOf,
  startWalk,
} from '../../src/sync/progress/walk'
import type { Walk } from '../../src/sync/progress/walk'
import type { Snapshot, Troubles, SmallWorld } from './moment'
import { actionsOf } from './actions'
import { pagesIn } from './pages'
import { copier } from './shared'
import { instantAt, pageOf, STREAM } from '../support/walks'
import { tooMuchAsked } from '../support/failures'

/** Twelve minutes of rows, three windows, two walks in flight, a row a page. */
export const HORIZON = instantAt(12)
const WINDOW_MS = 4 * MINUTE_MS
const LOOKBACK_MS = 3 * MINUTE_MS
const STATE_STREAM = { name: STREAM.name, cursorField: STREAM.cursorField }

/** A page without a row. */
const nothing = pageOf('').rows

/** @param rows minutes, ascending; `pages`: each of them as a page of its own. */
export function createSmallWorld(
  rows: readonly number[],
  pages: readonly Rows[],
  troubles: Troubles,
  from?: Snapshot,
): SmallWorld {
  const counting = createCounting()
  const left: Record<keyof Troubles, number> = { ...troubles }
  const written: string[] = []
  let writtenNow: string[] = []
  let now: Instant = HORIZON
  let resumedFrom: StreamState | undefined
  let state: StreamState
  let said = ''
  let tasks: Tasks
  let walks: Walk[] = []
  let hasFailed = false
  let isDone = false

  const take = (checkpoint: Checkpoint): void => void (state = fold(state, checkpoint))
  const say = (): void => void (said = JSON.stringify(formatState(state)))
  const putBack = (task: Task): void => tasks.putBack(task)

  /** All that nobody walks yet: taken out, and put back as it was. */
  function queued(): Task[] {
    const all: Task[] = []
    for (let task = tasks.next(DAY_MS); task !== undefined; task = tasks.next(DAY_MS))
      all.push(task)
    for (const task of all.toReversed()) tasks.putBack(task)
    return all
  }

  function beginSync(before: StreamState | undefined): void {
    const settings = { startDate: instantAt(0), lookbackMs: LOOKBACK_MS, recheckMs: 0 }
    const times = { horizon: HORIZON, now, latest: now, earliest: now }
    const planned = plan(STREAM, before, 'incremental', settings, times)
    resumedFrom = before
    state = planned.state
    tasks = createTasks(planned)
    walks = []
    writtenNow = []
    hasFailed = false
  }

  function begin(): void {
    const task = tasks.next(WINDOW_MS)
    if (task === undefined) throw new Error('There is nothing to begin')
    walks.push(startWalk(task, 'usual'))
  }

  function page(walk: Walk): void {
    const list = pagesIn(walk.task.window, rows, pages)
    const answer = list[walk.pages] ?? nothing
    walk.pages += 1
    walk.isEnding = walk.pages >= list.length
    if (walk.pages === 1) walk.rowsExpected = walk.hasHandedOver ? undefined : list.length
    const { own, toWrite } = selectRows(walk, answer, state)
    count(walk, answer, own)
    const start = startPosition({ ...walk.task.window, since: walk.since }, walk.task.keysWritten)
    walk.position = advance(walk.position, answer, own, partOf(walk), start)
    for (const index of toWrite) {
      written.push(answer.key(index))
      writtenNow.push(answer.key(index))
    }
    take(checkpointFor(walk.task, { since: walk.since, until: walk.position.since }, walk))
    const last = lastInstantOf({ rows: answer, nextPageCursor: null, echo: {} })
    if (walk.isEnding || (walk.hasHandedOver && hasReachedItsEnd(walk, last))) close(walk)
  }

  function close(walk: Walk): void {
    walks = walks.filter((other) => other !== walk)
    take(checkpointFor(walk.task, partOf(walk), walk))
    settleCount(walk, { counting, take, putBack })
    say()
  }

  function giveBack(walk: Walk): void {
    walks = walks.filter((other) => other !== walk)
    const task = leftAfter(tooMuchAsked(), walk)
    if (task === undefined) throw new Error('It was too much once only')
    walk.shared?.add(rowsSettled(walk), walk.kept)
    putBack(task)
  }

  function setAside(walk: Walk): void {
    walks = walks.filter((other) => other !== walk)
    walk.shared?.spoil()
    if (walk.shared?.leave() === true) take({ pass: 'taken back', window: walk.shared.window })
    hasFailed = true
  }

  function end(): void {
    if (!hasFailed) state = finished(state)
    say()
    isDone = !hasFailed
    if (hasFailed) beginSync(platform())
  }

  /** What the platform gives back. */
  function platform(): StreamState | undefined {
    return said === '' ? undefined : parseState(JSON.parse(said), STATE_STREAM, instantAt(0))
  }

  function fork(): SmallWorld {
    const all = queued()
    const copyOf = copier(walks, all)
    const copies = walks.map((walk) => ({ ...walk, shared: copyOf(walk.shared) }))
    const queue = all.map((task) => ({ ...task, shared: copyOf(task.shared) }))
    return createSmallWorld(rows, pages, left, {
      ...{ state, said, writtenNow: [...writtenNow], resumedFrom, isDone, now, hasFailed },
      ...{ walks: copies, tasks: queue, written: [...written] },
    })
  }

  function restore(from: Snapshot): void {
    ;({ state, said, resumedFrom, isDone, now, hasFailed, writtenNow } = from)
    written.push(...from.written)
    walks = [...from.walks]
    tasks = createTasks({ unread: [], recheck: [] })
    for (const task of from.tasks.toReversed()) tasks.putBack(task)
  }

  function walkAt(index: number): Walk {
    const walk = walks[index]
    if (walk === undefined) throw new Error('There is no such walk')
    return walk
  }

  if (from === undefined) beginSync(undefined)
  else restore(from)
  return {
    fork,
    get now() {
      return { state, said, walks, writtenNow, resumedFrom, isDone, tasks: queued() }
    },
    written,
    left,
    actions: () => (isDone ? [] : actionsOf(walks.length, !tasks.isEmpty, left)),
    act: (action) => {
      if (action.do === 'begin') return begin()
      if (action.do === 'end') return end()
      if (action.do === 'kill') {
        left.kill -= 1
        if (action.resume === 'a day later') now += DAY_MS
        return beginSync(platform())
      }
      const walk = walkAt(action.walk)
      if (action.do === 'page') return page(walk)
      if (action.do === 'say') {
        page(walk)
        return say()
      }
      left[action.do] -= 1
      if (action.do === 'too much') return giveBack(walk)
      if (action.do === 'fail') return setAside(walk)
      const part = handOver(walk)
      if (part !== undefined) putBack(part)
    },
  }
}
