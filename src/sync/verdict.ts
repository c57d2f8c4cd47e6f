import type { Window } from '../time/window'
import type { Runtime } from '../runtime'
import type { StreamDefinition } from '../streams'
import type { Counting } from './progress/counting'
import { marksOf, type KeptRows } from './progress/row-selection'
import type { Checkpoint } from './state/stream-state'
import type { StreamStats, Verdict } from './output/stats'
import { newTask, type Task } from './progress/tasks'
import { partOf, type Walk } from './progress/walk'
import { doingOf } from './walk-window'

/** What comparing a window with ClearGrid's count needs of its stream. */
export interface CountContext {
  readonly stream: StreamDefinition
  readonly stats: StreamStats
  readonly counting: Counting
  readonly log: Runtime['log']
  readonly take: (checkpoint: Checkpoint) => void
  readonly putBack: (task: Task) => void
}

/** Rows that came in a window, and rows that ClearGrid had counted in it. */
interface Counted {
  readonly window: Window
  readonly rowsReceived: number
  readonly rowsExpected: number
  readonly kept: readonly KeptRows[]
}

/**
 * Holds a walk that is done against ClearGrid's exact count, or all parts of one that was shared.
 * What is short is read a second time, whole and by one walk; then it is told. It is no failure:
 * rows may have been deleted or moved while they were read.
 */
export function settleCount(walk: Walk, context: CountContext): void {
  const { stats } = context
  const counted = countedBy(walk)
  if (counted === 'open') return
  if (counted === 'spoilt') {
    if (walk.shared !== undefined) context.take({ pass: 'taken back', window: walk.shared.window })
    return
  }
  const verdict = counted === undefined ? 'not compared' : verdictOn(walk, counted, context)
  if (verdict !== undefined) stats.windowClosed(verdict)
}

function countedBy(walk: Walk): Counted | 'open' | 'spoilt' | undefined {
  const { shared, rowsExpected, kept } = walk
  const rowsReceived = rowsDistinct(walk)
  if (shared !== undefined) {
    shared.add(rowsReceived, kept)
    if (!shared.leave()) return 'open'
    return shared.isSpoilt ? 'spoilt' : shared
  }
  return rowsExpected === undefined
    ? undefined
    : { window: partOf(walk), rowsReceived, rowsExpected, kept }
}

/** Out of order a row may have come more than once: it counts once, as far as rows were kept. */
function rowsDistinct({ position, rowsReceived, kept }: Walk): number {
  return position.isOrdered || kept.length === 0 ? rowsReceived : marksOf(kept).size
}

/** undefined: it is read a second time before anything is said. */
function verdictOn(walk: Walk, counted: Counted, context: CountContext): Verdict | undefined {
  const { stream, counting, log, take, putBack } = context
  const { window, rowsReceived, rowsExpected } = counted
  if (rowsReceived >= rowsExpected) return 'agrees'
  const shortfall =
    `${doingOf(stream, window)}: ClearGrid counted ${rowsExpected} rows ` +
    `and gave ${rowsReceived}.`
  if (walk.task.firstLook === undefined) {
    log('INFO', `${shortfall} Reading it a second time.`)
    take({ pass: 'taken back', window })
    putBack({ ...newTask('read', window, walk.task.bounds), firstLook: marksOf(counted.kept) })
    return undefined
  }
  log('WARN', `${shortfall} It has been read twice.`)
  counting.didNotHelp()
  return 'short'
}
