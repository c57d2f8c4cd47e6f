import type { Page, Row } from '../cleargrid/page'
import { SystemError } from '../errors'
import { MINUTE_MS, parseInstant, type Instant } from '../instant'
import type { StreamDefinition } from '../streams'
import type { Placed, Position } from './position'

/** A row with its place in the stream. */
export interface PlacedRow extends Placed {
  readonly row: Row
}

/** Clocks of ClearGrid's parts may differ a little. */
const MARGIN_MS = 10 * MINUTE_MS

/**
 * Finds the key and the cursor value of each row.
 * @param doing names the page, for the error.
 * @throws SystemError when a row has no key: it could be stored nowhere.
 */
export function placeRows(
  rows: readonly Row[],
  { primaryKey, cursorField }: Pick<StreamDefinition, 'primaryKey' | 'cursorField'>,
  doing: string,
): PlacedRow[] {
  return rows.map((row) => {
    const key = row.value[primaryKey]
    if ((typeof key !== 'string' || key === '') && typeof key !== 'number') {
      throw new SystemError(
        `${doing}: it holds a row without its key ${primaryKey}. ` +
          `Nothing of this page was written; report this to ClearGrid's support.`,
      )
    }
    return { row, key: String(key), cursorValue: parseInstant(row.value[cursorField]) }
  })
}

/** The cursor value of a page's last row, where there is one that can be read. */
export function lastInstantOf(
  { rows }: Page,
  { cursorField }: Pick<StreamDefinition, 'cursorField'>,
): Instant | undefined {
  return parseInstant(rows.at(-1)?.value[cursorField])
}

/** The rows that neither the walk we go on from nor a first look has written already. */
export function withoutWritten(
  rows: readonly PlacedRow[],
  from: Position,
  firstLook?: ReadonlySet<string>,
): PlacedRow[] {
  return rows.filter(
    (row) =>
      (row.cursorValue !== from.since || !from.keysAtSince.has(row.key)) &&
      // A first look is rare: no marks are made for rows that cannot be in one.
      !firstLook?.has(markOf(row)),
  )
}

/** A row at its place: one that has moved since is another. */
export function markOf({ key, cursorValue }: Placed): string {
  return `${key} ${cursorValue ?? ''}`
}

/** The rows that have changed since an instant; a row that does not say counts as changed. */
export function changedSince(rows: readonly PlacedRow[], instant: Instant): PlacedRow[] {
  return rows.filter(({ row }) => {
    const updatedAt = parseInstant(row.value['updated_at'])
    return updatedAt === undefined || updatedAt >= instant - MARGIN_MS
  })
}
