import type { Marts } from '../marts/marts'
import { sumOf } from './sums'
import { counted, dayText } from './words'

/** One sentence: how much the figures stand on, of which days, and from where. */
export function sourceOf(
  { contactFrequency, channelMix, outcomesByDay }: Marts,
  database: string,
): string {
  const days = [...contactFrequency, ...outcomesByDay].map(({ day }) => day).sort()
  const [first, last] = [days[0], days.at(-1)]
  const attempts = counted(
    sumOf(channelMix, (row) => row.attempts),
    'outbound attempt',
  )
  const outcomes = counted(
    sumOf(outcomesByDay, (row) => row.outcomes),
    'logged outcome',
  )
  const period =
    first === undefined || last === undefined ? '' : `, ${dayText(first)} to ${dayText(last)}`
  return `${attempts} and ${outcomes}${period}, from ${database}.`
}
