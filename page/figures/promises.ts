import type { Marts } from '../marts/marts'
import { partsFigure, type Line } from './parts'
import type { Figure } from './figure'
import { groupedBy, shareOf, sumOf } from './sums'
import { shareText } from './words'

type Promises = Marts['promises'][number]

/** From this age on, a promise has had time to be broken. */
const RIPE_DAYS = 30

/** What has become of the promises to pay, by how long ago they were made? */
export function promises({ promises: rows }: Pick<Marts, 'promises'>): Figure {
  const ordered = [...rows].sort((a, b) => a.age_days_from - b.age_days_from)
  const lines: Line[] = [...groupedBy(ordered, ({ age_band }) => age_band)].map(
    ([band, group]) => ({
      label: `${band.replace('-', '–')} days`,
      whole: sumOf(group, (row) => row.promises),
      counts: [
        sumOf(group, (row) => row.closed_unbroken),
        sumOf(group, (row) => row.still_open),
        sumOf(group, (row) => row.broken),
      ],
    }),
  )
  return partsFigure({
    id: 'promises',
    title: titleOf(rows),
    subtitle: 'Promises to pay by their age today, as a share of the promises of that age',
    notes: [
      'Closed, not broken: kept, or replaced by another outcome; ClearGrid does not say which. A promise can still be marked as broken later.',
    ],
    firstColumn: 'Age',
    wholeTitle: 'Promises',
    unit: 'promise',
    series: [
      { label: 'Closed, not broken', colour: 'good' },
      { label: 'Open', colour: 'open' },
      { label: 'Broken', colour: 'bad' },
    ],
    lines,
  })
}

function titleOf(rows: readonly Promises[]): string {
  const made = sumOf(rows, (row) => row.promises)
  if (made === 0) return 'No promises to pay in these tables'
  const ripe = rows.filter(({ age_days_from }) => age_days_from >= RIPE_DAYS)
  const share = shareOf(
    sumOf(ripe, (row) => row.broken),
    sumOf(ripe, (row) => row.promises),
  )
  if (share === null) return `No promise is ${RIPE_DAYS} days old yet`
  return `${shareText(share)} of promises made ${RIPE_DAYS} or more days ago are broken`
}
