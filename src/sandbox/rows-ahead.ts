import { Refusal } from './answer'
import { instantIn, rowIdOf, type SandboxData, type SandboxRow } from './data'
import type { SandboxDataset } from './datasets'
import type { Position } from './page-cursor'
import type { DatasetQuery } from './query'

/** What a page is made from. */
export interface Source {
  readonly data: SandboxData
  readonly scanRowsMax: number
  readonly now: number
  /** Whose rows. */
  readonly lenderPublicId: string
}

/**
 * The rows after `position`, in the order asked for; all that the filter holds without one.
 * @throws Refusal with 504 when too many rows would be scanned for them.
 */
export function rowsAhead(
  dataset: SandboxDataset,
  { since, until, sort }: DatasetQuery,
  position: Position | undefined,
  { data, scanRowsMax, now, lenderPublicId }: Source,
): readonly SandboxRow[] {
  const isUnbounded = since === undefined || until === undefined
  if (dataset.code === NEEDS_WINDOW && isUnbounded) throw tooMuchScanned()
  const cursorValue = position?.cursorValue
  const isAscending = sort === 'asc'
  const first = isAscending ? Math.max(since ?? -Infinity, cursorValue ?? -Infinity) : since
  const end = isAscending ? until : Math.min(until ?? Infinity, (cursorValue ?? Infinity) + 1)
  const scanned = data.rowsBetween(
    dataset.code,
    first ?? -Infinity,
    end ?? Infinity,
    now,
    lenderPublicId,
  )
  if (dataset.kind === 'via' && scanned.length > scanRowsMax) throw tooMuchScanned()
  const inOrder = isAscending ? scanned : scanned.toReversed()
  return position === undefined ? inOrder : behind(dataset, inOrder, position, isAscending)
}

/** Only this dataset is documented to need a window: it holds tens of millions of rows. */
const NEEDS_WINDOW = 'D23'

/** Drops the rows of the position's own instant that were given before. */
function behind(
  dataset: SandboxDataset,
  rows: readonly SandboxRow[],
  { cursorValue, rowId }: Position,
  isAscending: boolean,
): readonly SandboxRow[] {
  const first = rows.findIndex((row) => {
    if (instantIn(row, dataset.cursorField) !== cursorValue) return true
    const id = rowIdOf(row)
    return isAscending ? id > rowId : id < rowId
  })
  return first === -1 ? [] : rows.slice(first)
}

function tooMuchScanned(): Refusal {
  return new Refusal(504, 'Gateway Time-out')
}
