import type { Marts } from '../marts/marts'
import type { Figure } from './figure'
import { funnelFigure } from './funnel'
import { shareOf, sumOf } from './sums'
import { shareText } from './words'

type Needed = Pick<Marts, 'outcomesByDay' | 'promises'>

/** Of what agents log: how often was it the right person, and how often did they promise? */
export function outcomeFunnel({ outcomesByDay: rows, promises }: Needed): Figure {
  const rpc = sumOf(rows, (row) => row.rpc)
  const ptp = sumOf(rows, (row) => row.ptp)
  const outcomes = sumOf(rows, (row) => row.outcomes)
  return funnelFigure({
    id: 'outcome-funnel',
    title:
      outcomes === 0
        ? 'No logged outcomes in these tables'
        : `${shareText(shareOf(ptp, rpc))} of right-party contacts end in a promise to pay`,
    subtitle: 'Outcomes that agents logged, as a share of all logged outcomes',
    notes: [
      'Right party: the person who owes. Not broken: closed and not marked as broken. ClearGrid does not say whether it was paid or replaced; promises that are still open are left out.',
    ],
    unit: 'outcome',
    colour: 'c3',
    stages: [
      { name: 'Outcomes', count: outcomes },
      { name: 'Contacts', count: sumOf(rows, (row) => row.contacts) },
      { name: 'Right party', count: rpc },
      { name: 'Promises', count: ptp },
      { name: 'Not broken', count: sumOf(promises, (row) => row.closed_unbroken) },
    ],
  })
}
