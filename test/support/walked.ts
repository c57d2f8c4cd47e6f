import type { Page } from '../../src/cleargrid/page/envelope'
import { SystemError } from '../../src/errors'
import { MINUTE_MS } from '../../src/time/instant'
import type { Counting } from '../../src/sync/progress/counting'
import { StreamProgress } from '../../src/sync/progress/stream-progress'
import type { Checkpoint } from '../../src/sync/state/stream-state'
import { createStats } from '../../src/sync/output/stats'
import { newTask, type Task } from '../../src/sync/progress/tasks'
import type { StreamContext } from '../../src/sync/stream-context'
import { startWalk, type Walk } from '../../src/sync/progress/walk'
import { walkWindow } from '../../src/sync/walk-window'
import { nothingToRead } from './states'
import {
  clientThat,
  instantAt,
  minuteOf,
  minutes,
  pageOf,
  STREAM,
  type Asked,
  type ScriptedClient,
} from './walks'

export const HOUR = minutes(0, 60)

export interface Walked {
  readonly walk: Walk
  readonly scripted: ScriptedClient
  /** What happened, in its order. */
  readonly events: string[]
  readonly taken: Checkpoint[]
  readonly putBack: Task[]
  readonly notes: string[]
  readonly counting: Counting
  readonly done: Promise<void>
  readonly stop: AbortController
}

interface Given {
  readonly walk?: Partial<Walk>
  readonly isUnordered?: boolean
  readonly written?: (page: number) => Promise<void>
}

/** A walk of an hour, of which each page is what the function says. */
export function walked(answer: (asked: Asked) => Page | Promise<Page>, given: Given = {}): Walked {
  const events: string[] = []
  const taken: Checkpoint[] = []
  const putBack: Task[] = []
  const notes: string[] = []
  const scripted = clientThat(answer)
  const stop = new AbortController()
  const walk: Walk = { ...startWalk(newTask('read', HOUR), 'usual'), ...given.walk }
  const { isUnordered = false } = given
  const progress = new StreamProgress(nothingToRead({ since: HOUR.since, isUnordered }), {
    windowMs: 60 * MINUTE_MS,
    pageSize: 100,
  })
  const disorder = progress.disorder.bind(progress)
  progress.take = (checkpoint) => {
    taken.push(checkpoint)
    events.push(`${checkpoint.pass} to ${minuteOf(checkpoint.window.until)}`)
  }
  progress.putBack = (task) => void putBack.push(task)
  progress.disorder = () => {
    events.push('disorder')
    disorder()
  }
  let pages = 0
  const silent = (): Promise<void> => Promise.resolve()
  const context: StreamContext = {
    stream: STREAM,
    client: scripted.client,
    readPage: () => pageOf(''),
    stats: createStats(),
    progress,
    output: {
      ...{ started: silent, checkpoint: silent, unchanged: silent, waiting: silent },
      ...{ estimated: silent, completed: silent, failed: silent, incomplete: silent },
      records: async (lines, count, whenWritten) => {
        for (const line of lines.toString().trimEnd().split('\n')) {
          if (count > 0) events.push(`written ${/"public_id":"(\w+)"/.exec(line)?.[1] ?? '?'}`)
        }
        pages += 1
        await given.written?.(pages)
        whenWritten?.()
      },
      maybeCheckpoint: () => {
        events.push('may say a STATE')
        return silent()
      },
    },
    drift: {
      observe: () => void notes.push('looked at'),
      note: (what) => void notes.push(what),
      report: () => [],
    },
    times: { now: instantAt(1e6), latest: instantAt(1e6) },
    runtime: { elapsedMs: () => 0, log: () => {} },
    onPage: () => void events.push('progress'),
  }
  const done = walkWindow(walk, context, stop.signal)
  done.catch(() => {})
  const { counting } = progress
  return { walk, scripted, events, taken, putBack, notes, counting, done, stop }
}

/** These pages, one after the other; the page cursors are their numbers. */
export function pages(...list: readonly Page[]): (asked: Asked) => Page {
  return ({ index }) => {
    const page = list[index]
    if (page === undefined) throw new SystemError('It asks for more than there is')
    const isLast = index === list.length - 1
    return { ...page, nextPageCursor: isLast ? null : `c${index + 1}` }
  }
}
