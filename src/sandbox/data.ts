import { cursorFieldOf } from './datasets'

/** A row as the exports show it. */
export interface SandboxRow {
  readonly public_id: string
  readonly [field: string]: unknown
}

/** What a sandbox serves. */
export interface SandboxData {
  /**
   * The rows of a dataset whose cursor value lies in `[since, until)`, as they are at `now`, in the
   * order of (cursor value, public_id). The bounds may be infinite. Without a lender, that of the
   * examples is meant.
   */
  rowsBetween(
    dataset: string,
    since: number,
    until: number,
    now: number,
    lenderPublicId?: string,
  ): readonly SandboxRow[]
}

/**
 * Fixed data, by dataset code. A row exists from its `created_at` on, where it has one; a row
 * without a readable cursor value is in no window.
 */
export function fixedData(rows: Readonly<Record<string, readonly SandboxRow[]>>): SandboxData {
  const placed = new Map(
    Object.entries(rows).map(([dataset, ofDataset]) => [dataset, inOrder(dataset, ofDataset)]),
  )
  return {
    rowsBetween: (dataset, since, until, now) =>
      (placed.get(dataset) ?? [])
        .filter((one) => one.cursorValue >= since && one.cursorValue < until && one.from <= now)
        .map(({ row }) => row),
  }
}

/** A row with the instant that decides its place. */
export interface PlacedRow {
  readonly row: SandboxRow
  readonly cursorValue: number
}

/** The keyset order of the exports: the cursor value, then the row's own id. */
export function compareRows(one: PlacedRow, other: PlacedRow): number {
  if (one.cursorValue !== other.cursorValue) return one.cursorValue - other.cursorValue
  const [id, otherId] = [rowIdOf(one.row), rowIdOf(other.row)]
  if (id === otherId) return 0
  return id < otherId ? -1 : 1
}

/** What sets a row apart from all others of its dataset: two cases of one borrower share `public_id`. */
export function rowIdOf({ public_id: publicId, created_at: createdAt }: SandboxRow): string {
  return typeof createdAt === 'string' ? `${publicId} ${createdAt}` : publicId
}

/** The instant that a field of a row holds; NaN for anything else. */
export function instantIn(row: SandboxRow, field: string): number {
  const value = row[field]
  return typeof value === 'string' ? Date.parse(value) : NaN
}

function inOrder(
  dataset: string,
  rows: readonly SandboxRow[],
): (PlacedRow & { readonly from: number })[] {
  return rows
    .map((row) => ({
      row,
      cursorValue: instantIn(row, cursorFieldOf(dataset)),
      from: instantIn(row, 'created_at') || -Infinity,
    }))
    .filter(({ cursorValue }) => !Number.isNaN(cursorValue))
    .sort(compareRows)
}
