import type { Marts } from '../marts/marts'
import type { Figure } from './figure'
import { partsFigure, type Line } from './parts'
import { shareOf, sumOf } from './sums'
import { shareText } from './words'

type Row = Marts['promiseToPayment'][number]

/** How people call the states of a promise, from the best to the worst. */
const STATES: readonly (readonly [state: string, label: string])[] = [
  ['open', 'Promise open'],
  ['overdue', 'Promise overdue'],
  ['broken', 'Promise broken'],
  ['right_party_reached', 'Reached, no promise'],
  ['none', 'Never reached'],
]

/** Of the customers by what they promised: who has paid? */
export function promiseToPayment({
  promiseToPayment: rows,
}: Pick<Marts, 'promiseToPayment'>): Figure {
  const named = STATES.map(([state]) => state)
  const others = [...new Set(rows.map(({ promise_state }) => promise_state))].filter(
    (state) => !named.includes(state),
  )
  const states = [...STATES, ...others.map((state) => [state, state] as const)]
  return partsFigure({
    id: 'promise-to-payment',
    title: titleOf(rows),
    subtitle:
      'Customers with a collections case by the state of their promise, as a share of the customers in that state',
    notes: [
      'Paid: on any account, at any time; a payment need not be the one that was promised. Amounts are in the mart promise_to_payment.',
    ],
    firstColumn: 'State',
    wholeTitle: 'Customers',
    unit: 'customer',
    series: [
      { label: 'Paid in full', colour: 'good' },
      { label: 'Paid a part', colour: 'c4' },
      { label: 'Nothing yet', colour: 'none' },
    ],
    lines: states.map(([state, label]) =>
      lineOf(
        label,
        rows.filter(({ promise_state }) => promise_state === state),
      ),
    ),
  })
}

function lineOf(label: string, group: readonly Row[]): Line {
  const whole = sumOf(group, (row) => row.customers)
  const paid = sumOf(group, (row) => row.customers_who_paid)
  const inFull = sumOf(group, (row) => row.customers_paid_in_full)
  return { label, whole, counts: [inFull, paid - inFull, whole - paid] }
}

function titleOf(rows: readonly Row[]): string {
  const customers = sumOf(rows, (row) => row.customers)
  if (customers === 0) return 'No customers with a collections case in these tables'
  const promised = rows.filter(({ promise_state }) =>
    ['open', 'overdue', 'broken'].includes(promise_state),
  )
  const paidIn = (group: readonly Row[]): string =>
    shareText(
      shareOf(
        sumOf(group, (row) => row.customers_who_paid),
        sumOf(group, (row) => row.customers),
      ),
    )
  return `${paidIn(promised)} of customers who promised have paid something, against ${paidIn(rows)} of all`
}
