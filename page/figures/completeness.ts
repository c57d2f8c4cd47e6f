import type { Marts } from '../marts/marts'
import type { Colour, Figure, Tip } from './figure'
import { groupedBy, sumOf } from './sums'
import { counted, countText, dayText } from './words'

/** Days that the strip shows, the newest last. */
export const DAYS_SHOWN = 28

type Row = Marts['completeness'][number]

/** What ClearGrid counted of a stream on a UTC day. */
export interface DayCount {
  readonly stream: string
  readonly day: string
  readonly rows: number
}

type Verdict = 'equal' | 'fewer' | 'more' | 'not compared'

const LOOK: Readonly<Record<Verdict, { readonly label: string; readonly colour: Colour }>> = {
  equal: { label: 'As many rows as ClearGrid counts', colour: 'good' },
  fewer: { label: 'Fewer rows: some are missing', colour: 'bad' },
  more: { label: 'More rows: deleted or moved there since', colour: 'c5' },
  'not compared': { label: 'Not compared', colour: 'none' },
}

interface StreamDay {
  readonly stream: string
  readonly day: string
  readonly rows: number
  readonly counted: number | null
  readonly verdict: Verdict
}

/** Is it all there? Rows of each UTC day, against ClearGrid's own count of that day. */
export function completeness(
  { completeness: rows }: Pick<Marts, 'completeness'>,
  counts: readonly DayCount[],
): Figure {
  const days = daysIn(rows, counts)
  const streams = [...new Set(rows.map(({ stream }) => stream))].sort()
  const cells = cellsOf(rows, counts, streams, days)
  const repeated = sumOf(rows, (row) => row.repeated_keys)
  const met = new Set(cells.map(({ verdict }) => verdict))
  return {
    id: 'completeness',
    title: titleOf(cells),
    subtitle: `Rows of each stream by UTC day of its cursor field, the last ${counted(days.length, 'day')}`,
    notes: [
      repeated === 0
        ? 'No key is there twice, on any day.'
        : `${counted(repeated, 'row')} repeat a key that is there already.`,
      'Where a change moves a row to its new day, the comparison is exact only right after a sync.',
    ],
    legend: (Object.keys(LOOK) as Verdict[])
      .filter((verdict) => met.has(verdict))
      .map((verdict) => LOOK[verdict]),
    isWide: true,
    table: {
      columns: [
        { title: 'Stream', kind: 'text' },
        { title: 'UTC day', kind: 'text' },
        { title: 'Rows', kind: 'count' },
        { title: 'ClearGrid’s count', kind: 'count' },
        { title: 'Verdict', kind: 'text' },
      ],
      rows: cells.map(({ stream, day, rows: held, counted: asked, verdict }) => [
        ...[stream, dayText(day), held, asked, verdict],
      ]),
    },
    chart:
      cells.length === 0
        ? undefined
        : {
            kind: 'strip',
            ...{ streams, days },
            cells: cells.map((cell) => ({
              ...{ stream: cell.stream, day: cell.day },
              colour: LOOK[cell.verdict].colour,
              tip: tipOf(cell),
            })),
          },
  }
}

function tipOf({ stream, day, rows, counted: asked, verdict }: StreamDay): Tip {
  const compared =
    asked === null ? 'ClearGrid was not asked' : `ClearGrid counts ${countText(asked)}`
  return [`${stream}, ${dayText(day)}`, counted(rows, 'row'), `${compared}: ${verdict}`]
}

/** The last days of which anything is known, without gaps. */
function daysIn(rows: readonly Row[], counts: readonly DayCount[]): string[] {
  const known = counts.length > 0 ? counts : rows
  const last = known.reduce((latest, { day }) => (day > latest ? day : latest), '')
  if (last === '') return []
  return Array.from({ length: DAYS_SHOWN }, (_, at) => {
    const date = new Date(last)
    date.setUTCDate(date.getUTCDate() - (DAYS_SHOWN - 1 - at))
    return date.toISOString().slice(0, 10)
  })
}

function cellsOf(
  rows: readonly Row[],
  counts: readonly DayCount[],
  streams: readonly string[],
  days: readonly string[],
): StreamDay[] {
  const keyOf = (at: { readonly stream: string; readonly day: string }): string =>
    `${at.stream} ${at.day}`
  const held = groupedBy(rows, keyOf)
  const asked = new Map(counts.map((count) => [keyOf(count), count.rows]))
  return streams.flatMap((stream) =>
    days.map((day) => {
      const group = held.get(keyOf({ stream, day })) ?? []
      const count = asked.get(keyOf({ stream, day })) ?? group[0]?.cleargrid_row_count ?? null
      const here = sumOf(group, (row) => row.row_count)
      return { stream, day, rows: here, counted: count, verdict: verdictOn(here, count) }
    }),
  )
}

function verdictOn(rows: number, count: number | null): Verdict {
  if (count === null) return 'not compared'
  if (rows === count) return 'equal'
  return rows < count ? 'fewer' : 'more'
}

function titleOf(cells: readonly StreamDay[]): string {
  const compared = cells.filter(({ verdict }) => verdict !== 'not compared')
  if (cells.length === 0) return 'No rows in these tables'
  if (compared.length === 0) return 'Rows by day, not compared with ClearGrid’s counts'
  const held = sumOf(compared, ({ rows }) => rows)
  const fewer = compared.filter(({ verdict }) => verdict === 'fewer')
  if (fewer.length > 0) {
    const missing = sumOf(fewer, ({ rows, counted: asked }) => (asked ?? 0) - rows)
    return `${counted(missing, 'row')} missing: ${countText(fewer.length)} of ${countText(compared.length)} days and streams hold fewer than ClearGrid counts`
  }
  const more = compared.filter(({ verdict }) => verdict === 'more')
  const all = `Nothing is missing: ${counted(held, 'row')} of ${placesOf(compared)}`
  return more.length === 0
    ? `${all}, as ClearGrid counts them`
    : `${all}, never fewer than ClearGrid counts`
}

/** `28 days in 19 streams` */
function placesOf(cells: readonly StreamDay[]): string {
  const days = new Set(cells.map(({ day }) => day)).size
  const streams = new Set(cells.map(({ stream }) => stream)).size
  return `${counted(days, 'day')} in ${counted(streams, 'stream')}`
}
