import type { Marts } from '../marts/marts'
import type { Colour, Figure } from './figure'
import { greatest, groupedBy, shareOf, sumOf } from './sums'
import { channelText, counted, monthText, shareText } from './words'

type Month = Marts['channelMix'][number]

/** A channel keeps its colour, whatever its place. */
const COLOURS: Readonly<Record<string, Colour>> = {
  call: 'c1',
  sms: 'c2',
  whatsapp: 'c3',
  email: 'c4',
  visit: 'c5',
}

/** Which channels do outbound attempts take, month by month? */
export function channelMix({ channelMix: rows }: Pick<Marts, 'channelMix'>): Figure {
  const channels = [...groupedBy(rows, ({ channel }) => channel)]
    .map(([channel, group]) => ({ channel, attempts: sumOf(group, (row) => row.attempts) }))
    .sort((a, b) => b.attempts - a.attempts)
    .map(({ channel }) => channel)
  const months = [...groupedBy(rows, ({ month }) => month)].sort(([a], [b]) => a.localeCompare(b))
  // A channel has the same place in each column: the most frequent one at the bottom.
  const ordered = months.flatMap(([, group]) =>
    [...group].sort((a, b) => channels.indexOf(a.channel) - channels.indexOf(b.channel)),
  )
  return {
    id: 'channel-mix',
    title: titleOf(rows, months),
    subtitle: 'Outbound attempts by channel, as a share of the month’s outbound attempts',
    notes: ['The first and the last month may be cut short by the period that was read.'],
    legend: channels.map((channel) => ({ label: channelText(channel), colour: colourOf(channel) })),
    table: {
      columns: [
        { title: 'Month', kind: 'text' },
        { title: 'Channel', kind: 'text' },
        { title: 'Attempts', kind: 'count' },
        { title: 'Per attempt of all channels', kind: 'share' },
      ],
      rows: ordered.map((row) => [
        ...[monthText(row.month), channelText(row.channel)],
        ...[row.attempts, row.attempts_per_attempt_of_all_channels],
      ]),
    },
    chart:
      rows.length === 0
        ? undefined
        : {
            kind: 'mix',
            parts: ordered.map((row) => ({
              month: row.month,
              share: row.attempts_per_attempt_of_all_channels ?? 0,
              colour: colourOf(row.channel),
              tip: [
                `${channelText(row.channel)}, ${monthText(row.month)}`,
                `${shareText(row.attempts_per_attempt_of_all_channels)} of the month`,
                counted(row.attempts, 'attempt'),
              ],
            })),
          },
  }
}

function colourOf(channel: string): Colour {
  return COLOURS[channel.toLowerCase()] ?? 'c6'
}

/** The greatest channel of all, and how its share has moved in a year, or since the first month. */
function titleOf(
  rows: readonly Month[],
  months: readonly (readonly [string, readonly Month[]])[],
): string {
  const all = sumOf(rows, (row) => row.attempts)
  const largest = greatest(
    [...groupedBy(rows, ({ channel }) => channel)].map(([channel, group]) => ({
      channel,
      attempts: sumOf(group, (row) => row.attempts),
    })),
    ({ attempts }) => attempts,
  )
  if (largest === undefined) return 'No outbound attempts in these tables'
  const name = `${channelText(largest.channel)}s`.replace(/SMSs$/, 'SMS')
  const overall = `${name} are ${shareText(shareOf(largest.attempts, all))} of outbound attempts`
  // Months at the edges may be cut short.
  const whole = months.slice(1, -1)
  const last = whole.at(-1)
  const before = whole.at(-13) ?? whole[0]
  if (last === undefined || before === undefined || last === before) return overall
  const shareIn = ([, group]: readonly [string, readonly Month[]]): string => {
    const row = group.find(({ channel }) => channel === largest.channel)
    return shareText(row?.attempts_per_attempt_of_all_channels ?? 0)
  }
  return `${overall}: ${shareIn(last)} in ${monthText(last[0])}, ${shareIn(before)} in ${monthText(before[0])}`
}
