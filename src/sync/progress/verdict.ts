import type { Window } from '../../time/window'
import type { Checkpoint } from '../state/stream-state'
import type { Counting } from './counting'
import { marksOf, type KeptRows } from './row-selection'
import { newTask, type Task } from './tasks'
import { partOf, type Walk } from './walk'

/** How a window compares with ClearGrid's count of its rows. */
export type Verdict = 'agrees' | 'short' | 'not compared'

/** What comes of comparing. */
export interface Settled {
  /** Undefined: nothing is to be said yet. */
  readonly verdict?: Verdict
  readonly shortfall?: Shortfall
}

/** A window gave fewer rows than ClearGrid had counted in it. */
export interface Shortfall {
  readonly window: Window
  readonly rowsExpected: number
  readonly rowsReceived: number
  /** Whether it was read a second time already. Otherwise it will be. */
  readonly isSecondLook: boolean
}

/** What comparing needs of the stream's progress. */
export interface CountContext {
  readonly counting: Counting
  take(checkpoint: Checkpoint): void
  putBack(task: Task): void
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
export function settleCount(walk: Walk, context: CountContext): Settled {
  const counted = countedBy(walk)
  if (counted === 'open') return {}
  if (counted === 'spoilt') {
    if (walk.shared !== undefined) context.take({ pass: 'taken back', window: walk.shared.window })
    return {}
  }
  return counted === undefined ? { verdict: 'not compared' } : verdictOn(walk, counted, context)
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

function verdictOn({ task }: Walk, counted: Counted, context: CountContext): Settled {
  const { window, rowsReceived, rowsExpected } = counted
  if (rowsReceived >= rowsExpected) return { verdict: 'agrees' }
  const isSecondLook = task.firstLook !== undefined
  const shortfall = { window, rowsExpected, rowsReceived, isSecondLook }
  if (isSecondLook) {
    context.counting.didNotHelp()
    return { verdict: 'short', shortfall }
  }
  context.take({ pass: 'taken back', window })
  context.putBack({ ...newTask('read', window, task.bounds), firstLook: marksOf(counted.kept) })
  return { shortfall }
}
