import type { Marts } from '../marts/marts'
import type { Figure } from './figure'
import { partsFigure, type Line } from './parts'
import { greatest, groupedBy, shareOf, sumOf } from './sums'
import { channelText, counted, shareText } from './words'

type Needed = Pick<Marts, 'deliveryHealth' | 'deliveryFailures' | 'engagement'>
type Health = Marts['deliveryHealth'][number]

/** What becomes of the messages and emails that were sent? */
export function delivery({ deliveryHealth: rows, deliveryFailures, engagement }: Needed): Figure {
  const lines = [...groupedBy(rows, ({ platform }) => platform)]
    .map(([platform, group]) => {
      const engaged = engagement.filter((row) => row.platform === platform)
      return lineOf(
        platform,
        group,
        sumOf(engaged, (row) => row.threads_read),
      )
    })
    .sort((a, b) => b.whole - a.whole)
  return partsFigure({
    id: 'delivery',
    title: titleOf(rows),
    subtitle: 'Outbound threads by platform, as a share of the threads sent on it',
    notes: [
      reasonsIn(deliveryFailures),
      'A read thread was delivered too; it is drawn once. SMS has no read receipts.',
    ].filter((note) => note !== ''),
    firstColumn: 'Platform',
    wholeTitle: 'Threads sent',
    unit: 'thread',
    series: [
      { label: 'Read', colour: 'c1' },
      { label: 'Delivered, not read', colour: 'c4' },
      { label: 'On its way', colour: 'open' },
      { label: 'Failed', colour: 'bad' },
      { label: 'Not said', colour: 'none', isRare: true },
    ],
    lines,
  })
}

function lineOf(platform: string, group: readonly Health[], read: number): Line {
  const whole = sumOf(group, (row) => row.threads_sent)
  const delivered = sumOf(group, (row) => row.delivered)
  const failed = sumOf(group, (row) => row.failed)
  const pending = sumOf(group, (row) => row.pending)
  const counts = [read, delivered - read, pending, failed, whole - delivered - failed - pending]
  return { label: channelText(platform), whole, counts }
}

function titleOf(rows: readonly Health[]): string {
  const sent = sumOf(rows, (row) => row.threads_sent)
  if (sent === 0) return 'No outbound threads in these tables'
  const share = shareOf(
    sumOf(rows, (row) => row.failed),
    sumOf(rows, (row) => row.threads_sent),
  )
  return `${shareText(share)} of outbound threads do not arrive`
}

/** A provider's text may quote an address or a number, which is nothing for a page to hand round. */
const MAY_NAME_SOMEBODY = /@|\d{5}/

/** The most frequent reason of each platform. */
function reasonsIn(failures: Needed['deliveryFailures']): string {
  const named = failures.filter(
    ({ error_detail }) => error_detail !== 'none' && !MAY_NAME_SOMEBODY.test(error_detail),
  )
  const reasons = [...groupedBy(named, ({ platform }) => platform)].flatMap(([platform, group]) => {
    const byReason = [...groupedBy(group, ({ error_detail }) => error_detail)].map(
      ([reason, rows]) => ({ reason, threads: sumOf(rows, (row) => row.threads) }),
    )
    const first = greatest(byReason, ({ threads }) => threads)
    if (first === undefined) return []
    return [`${channelText(platform)} “${first.reason}” (${counted(first.threads, 'thread')})`]
  })
  return reasons.length === 0 ? '' : `Most frequent reasons: ${reasons.join(', ')}.`
}
