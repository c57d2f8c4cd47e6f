import type { Marts } from '../marts/marts'
import type { Colour, Figure } from './figure'
import { shareOf, sumOf } from './sums'
import { counted, countText, monthText, shareText } from './words'

type Cohort = Marts['contactCohorts'][number]

interface Horizon {
  readonly days: 1 | 3 | 7 | 30
  readonly colour: Colour
}

/** Dark is late: the lines lie above each other in this order. */
const HORIZONS: readonly Horizon[] = [
  { days: 30, colour: 'c1' },
  { days: 7, colour: 'c3' },
  { days: 3, colour: 'c5' },
  { days: 1, colour: 'c2' },
]

/** Of the people first tried in a month, how many were reached, and how soon? */
export function cohorts({ contactCohorts: rows }: Pick<Marts, 'contactCohorts'>): Figure {
  const months = [...rows].sort((a, b) => a.cohort_month.localeCompare(b.cohort_month))
  const points = HORIZONS.flatMap(({ days, colour }) =>
    months.flatMap((cohort) => {
      const share = shareIn(cohort, days)
      if (share === null) return []
      const series = horizonText(days)
      return [{ month: cohort.cohort_month, series, share, colour, tip: tipOf(cohort, days) }]
    }),
  )
  return {
    id: 'contact-cohorts',
    title: titleOf(months),
    subtitle:
      'People reached since their first outbound attempt, as a share of the people first tried in that month',
    notes: [
      'A person is a telephone number or an email address. Only people who were first tried at least so many days ago count, so the newest months are few and still move.',
    ],
    legend: HORIZONS.map(({ days, colour }) => ({ label: horizonText(days), colour })),
    table: {
      columns: [
        { title: 'First tried in', kind: 'text' },
        { title: 'People', kind: 'count' },
        ...[...HORIZONS]
          .reverse()
          .map(({ days }) => ({ title: horizonText(days), kind: 'share' as const })),
      ],
      rows: months.map((cohort) => [
        ...[monthText(cohort.cohort_month), cohort.people],
        ...[...HORIZONS].reverse().map(({ days }) => shareIn(cohort, days)),
      ]),
    },
    chart: points.length === 0 ? undefined : { kind: 'lines', points },
  }
}

function titleOf(months: readonly Cohort[]): string {
  const overall = (days: Horizon['days']): number | null =>
    shareOf(
      sumOf(months, (cohort) => cohort[`reached_within_${days}_days`]),
      sumOf(months, (cohort) => cohort[`people_observed_${days}_days`]),
    )
  const week = overall(7)
  if (week === null) return 'Nobody was first tried at least a week ago'
  const month = overall(30)
  const later = month === null ? '' : `, ${shareText(month)} within 30`
  return `${shareText(week)} of people are reached within 7 days of the first attempt${later}`
}

function shareIn(cohort: Cohort, days: Horizon['days']): number | null {
  return shareOf(cohort[`reached_within_${days}_days`], cohort[`people_observed_${days}_days`])
}

function tipOf(cohort: Cohort, days: Horizon['days']): [string, ...string[]] {
  const reached = cohort[`reached_within_${days}_days`]
  const observed = cohort[`people_observed_${days}_days`]
  return [
    `First tried in ${monthText(cohort.cohort_month)}`,
    `${shareText(shareIn(cohort, days))} reached ${horizonText(days).toLowerCase()}`,
    `${countText(reached)} of ${counted(observed, 'person', 'people')}`,
  ]
}

function horizonText(days: Horizon['days']): string {
  return days === 1 ? 'Within 1 day' : `Within ${days} days`
}
