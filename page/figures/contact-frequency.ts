import type { Marts } from '../marts/marts'
import type { Figure } from './figure'
import { greatest, groupedBy, shareOf, sumOf } from './sums'
import { counted, countText, dayText, shareText } from './words'

type Day = Marts['contactFrequency'][number]

/** What is longer ago is in the mart: columns must stay wide enough to be read on a telephone. */
const WEEKS_SHOWN = 52

/** The rows of all channels together: a limit is about the person, not about the channel. */
const ALL_CHANNELS = 'all'

interface Week {
  readonly monday: string
  readonly most: number
  readonly attempts: number
  readonly overLimit: number
}

/** How near do attempts at one person come to the limit? */
export function contactFrequency({
  contactFrequency: rows,
}: Pick<Marts, 'contactFrequency'>): Figure {
  const days = lastWeeksOf(rows.filter(({ scope }) => scope === ALL_CHANNELS))
  const limit = days[0]?.attempts_limit ?? 0
  const windowDays = days[0]?.window_days ?? 0
  const weeks = weeksOf(days)
  return {
    id: 'contact-frequency',
    title: titleOf(days, limit, windowDays),
    subtitle: `Most outbound attempts to one person within ${counted(windowDays, 'day')}, by week: at most the last ${WEEKS_SHOWN} weeks`,
    notes: [
      `All channels together. Each day looks back over ${counted(windowDays, 'day')}, so a week may show attempts of the week before. The limit is a setting of the dbt package, not a legal opinion.`,
    ],
    legend: [
      { label: 'Within the limit', colour: 'c1' },
      ...(weeks.some(({ most }) => most > limit)
        ? [{ label: 'Over the limit', colour: 'bad' as const }]
        : []),
      { label: `Limit: ${limit} within ${counted(windowDays, 'day')}` },
    ],
    table: {
      columns: [
        { title: 'Week from', kind: 'text' },
        { title: 'Most attempts to one person', kind: 'count' },
        { title: 'Attempts', kind: 'count' },
        { title: 'Attempts over the limit', kind: 'count' },
        { title: 'Over the limit, per attempt', kind: 'share' },
      ],
      rows: weeks.map(({ monday, most, attempts, overLimit }) => [
        ...[dayText(monday), most, attempts, overLimit, shareOf(overLimit, attempts)],
      ]),
    },
    chart:
      weeks.length === 0
        ? undefined
        : {
            kind: 'limit',
            limit,
            columns: weeks.map(({ monday, most, attempts, overLimit }) => ({
              week: monday,
              value: most,
              colour: most > limit ? 'bad' : 'c1',
              tip: [
                `Week from ${dayText(monday)}`,
                `At most ${counted(most, 'attempt')} to one person`,
                `${countText(overLimit)} of ${counted(attempts, 'attempt')} over the limit`,
              ],
            })),
          },
  }
}

function titleOf(days: readonly Day[], limit: number, windowDays: number): string {
  const attempts = sumOf(days, (day) => day.attempts)
  const most = greatest(days, (day) => day.most_attempts_to_one_person)
  if (most === undefined) return 'No outbound attempts in these tables'
  const over = sumOf(days, (day) => day.attempts_over_limit)
  const within = `within ${counted(windowDays, 'day')}`
  if (over === 0) {
    return `Nobody was tried more than ${limit} times ${within}: the most was ${most.most_attempts_to_one_person}`
  }
  return `${shareText(shareOf(over, attempts))} of attempts went over the limit of ${limit} to one person ${within}`
}

function lastWeeksOf(days: readonly Day[]): Day[] {
  const mondays = [...new Set(days.map(({ day }) => mondayOf(day)))].sort()
  const first = mondays.at(-WEEKS_SHOWN) ?? mondays[0] ?? ''
  return days.filter(({ day }) => mondayOf(day) >= first)
}

function weeksOf(days: readonly Day[]): Week[] {
  return [...groupedBy(days, ({ day }) => mondayOf(day))]
    .map(([monday, group]) => ({
      monday,
      most: Math.max(...group.map((day) => day.most_attempts_to_one_person)),
      attempts: sumOf(group, (day) => day.attempts),
      overLimit: sumOf(group, (day) => day.attempts_over_limit),
    }))
    .sort((a, b) => a.monday.localeCompare(b.monday))
}

/** The Monday on or before a day. */
export function mondayOf(day: string): string {
  const date = new Date(day)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}
