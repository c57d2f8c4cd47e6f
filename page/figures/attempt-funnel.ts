import type { Marts } from '../marts/marts'
import type { Figure } from './figure'
import { funnelFigure } from './funnel'
import { shareOf, sumOf } from './sums'
import { shareText } from './words'

/** Of what we sent and dialled: how much arrived, and how often was a person there? */
export function attemptFunnel({ attemptFunnel: rows }: Pick<Marts, 'attemptFunnel'>): Figure {
  const outbound = rows.filter(({ direction }) => direction.toLowerCase() === 'outbound')
  const attempts = sumOf(outbound, (row) => row.attempts)
  const contacts = sumOf(outbound, (row) => row.contacts)
  return funnelFigure({
    id: 'attempt-funnel',
    title:
      attempts === 0
        ? 'No outbound attempts in these tables'
        : `A person answers or reads ${shareText(shareOf(contacts, attempts))} of outbound attempts`,
    subtitle: 'Outbound attempts on all channels, as a share of all outbound attempts',
    notes: [
      'Reached: answered, delivered or read. Contact: a person was there, who answered or read. Conversation: a contact of at least 30 seconds.',
    ],
    unit: 'attempt',
    colour: 'c1',
    stages: [
      { name: 'Attempts', count: attempts },
      { name: 'Reached', count: sumOf(outbound, (row) => row.reached) },
      { name: 'Contacts', count: contacts },
      { name: 'Conversations', count: sumOf(outbound, (row) => row.talks) },
    ],
  })
}
