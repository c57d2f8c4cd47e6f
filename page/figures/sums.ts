/** The numbers of all rows added up. */
export function sumOf<Row>(rows: readonly Row[], numberOf: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + numberOf(row), 0)
}

/** A part of a whole; null where the whole is 0. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** The rows by what they have in common, in the order in which that is first met. */
export function groupedBy<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups
}

/** The row with the greatest number, the first of several; undefined where there is no row. */
export function greatest<Row>(
  rows: readonly Row[],
  numberOf: (row: Row) => number,
): Row | undefined {
  return rows.reduce<Row | undefined>(
    (most, row) => (most === undefined || numberOf(row) > numberOf(most) ? row : most),
    undefined,
  )
}
