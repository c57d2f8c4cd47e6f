import { dayOf } from './local-time'
import { instantOf, type Row, type Stream } from './records'
import { grouped, type Figures } from './tallies'

/** Rows by stream and day. ClearGrid's own counts are not given to the build. */
export function completeness(streams: ReadonlyMap<string, Stream>): Figures[] {
  return [...streams].flatMap(([stream, { rows, cursorField }]) => {
    const keyOf = (row: Row): Figures => ({ stream, day: dayOf(instantOf(row[cursorField])) })
    return grouped(rows, keyOf).map(([key, members]) => ({
      ...{ ...key, row_count: members.length, cleargrid_row_count: null },
      ...{ missing_rows: null, rows_per_cleargrid_row: null },
    }))
  })
}

/** @param isAppended whether the raw table holds every record, and not each row once. */
export function freshness(
  streams: ReadonlyMap<string, Stream>,
  asOf: number,
  isAppended: boolean,
): Figures[] {
  return [...streams].map(([stream, { rows, recordCount, cursorField }]) => {
    const newest = Math.max(...rows.map((row) => instantOf(row[cursorField])))
    const hours = (Math.floor(asOf / 1000) - Math.floor(newest / 1000)) / 3600
    return {
      ...{ stream, row_count: rows.length, hours_since_newest_row: hours },
      repeated_keys: isAppended ? recordCount - rows.length : 0,
    }
  })
}
