import { countText, durationText, plural } from '../../terminal/words'
import type { Estimate, StreamEstimate, YearEstimate } from './figures'

/** How many unknown stretches are named for each stream. */
const UNKNOWN_MAX = 5

/** The same for people: a few lines a stream, and the whole at the end. */
export function estimateText(estimate: Estimate): string {
  const { since, until, streams } = estimate
  const lines = [
    `A first sync reads what ClearGrid has from ${since} to ${until}:`,
    '',
    ...streams.flatMap(streamLines),
    whole(estimate),
  ]
  return `${lines.join('\n')}\n`
}

function streamLines(stream: StreamEstimate): string[] {
  const { requests, seconds, unknown, refusal } = stream
  const cost = [
    ...(requests === null ? [] : [plural(requests, 'request')]),
    seconds === null ? 'time not known' : timeText(seconds, 'about'),
  ]
  const named = unknown.slice(0, UNKNOWN_MAX)
  const more = unknown.length - named.length
  return [
    `${stream.stream}: ${rowsText(stream)}; ${cost.join(', ')}`,
    ...stream.years.map(yearLine),
    ...named.map(({ since, until, reason }) => `  ${since} to ${until}: ${REASONS[reason]}`),
    ...(more > 0 ? [`  and ${plural(more, 'more period')} that could not be counted exactly`] : []),
    ...(refusal === undefined ? [] : [`  ${refusal}`]),
    '',
  ]
}

function rowsText({ rows, exact }: StreamEstimate): string {
  if (rows === null) return 'not known how many rows'
  return `${exact ? '' : 'at least '}${plural(rows, 'row')}`
}

function yearLine({ year, rows, exact }: YearEstimate): string {
  if (!exact && rows === 0) return `  ${year}: not known`
  return `  ${year}: ${exact ? '' : 'at least '}${countText(rows)}`
}

function timeText(seconds: number, word: 'about' | 'at least'): string {
  return word === 'about' && seconds < 1
    ? 'less than 1 s'
    : `${word} ${durationText(seconds * 1000)}`
}

const REASONS = {
  capped: 'more rows than ClearGrid counts',
  'not counted by ClearGrid': 'not known, ClearGrid did not count',
  'took too long': 'not known, counting took too long',
  'no time left': 'not known, there was no time left to ask',
  refused: 'not known, ClearGrid refused',
} as const

function whole({ requests, seconds, concurrency, exact }: Estimate): string {
  if (seconds === null) return 'How long a first sync will take is not known.'
  const least = exact ? 'about' : 'at least'
  return (
    `In all: ${plural(requests ?? 0, 'request')}, and ${timeText(seconds, least)} ` +
    `at the pace seen, with a concurrency of ${concurrency}.`
  )
}
