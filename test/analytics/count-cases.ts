import type { LocalTime } from './local-time'
import { instantOf, numberIn, textIn, type Row } from './records'
import { countOf, grouped, per, sumOf, type Figures } from './tallies'

interface Customer {
  readonly month: string
  readonly state: string
  readonly currency: string
  readonly total: number
  readonly paid: number
  readonly balance: number
}

/** D16 by way of D26 to D02. */
export function promiseToPayment(
  deals: readonly Row[],
  links: readonly Row[],
  accounts: readonly Row[],
  asOf: number,
  local: (instant: number) => LocalTime,
): Figures[] {
  const references = new Map(
    links.map((link) => [link['public_id'], textIn(link, 'customer_reference_id')]),
  )
  const customerOf = (deal: Row): Figures => {
    const id = String(deal['public_id'])
    return { customer: references.get(id) ?? `link ${id}` }
  }
  const customers = grouped(deals, customerOf).flatMap(([{ customer }, cases]): Customer[] => {
    const firstAt = Math.min(...cases.map((one) => instantOf(one['created_at'])))
    const head = { month: local(firstAt).month, state: stateOf(cases, asOf) }
    const own = accounts.filter((account) => account['customer_reference_id'] === customer)
    if (own.length === 0) return [{ ...head, currency: 'none', total: 0, paid: 0, balance: 0 }]
    return grouped(own, (account) => ({ currency: textIn(account, 'currency') ?? 'none' })).map(
      ([{ currency }, held]) => ({
        ...{ ...head, currency: String(currency) },
        total: sumOf(held, (account) => numberIn(account, 'total_amount')),
        paid: sumOf(held, (account) => numberIn(account, 'paid_amount')),
        balance: sumOf(held, (account) => numberIn(account, 'balance_amount')),
      }),
    )
  })
  const keyOf = ({ month, state, currency }: Customer): Figures => ({
    ...{ case_month: month, promise_state: state, currency },
  })
  return grouped(customers, keyOf).map(([key, members]) => figuresOf(key, members))
}

function stateOf(cases: readonly Row[], asOf: number): string {
  const dates = (...fields: string[]): string[] =>
    cases.flatMap((one) => fields.flatMap((field) => textIn(one, field) ?? []))
  const promised = dates('ptp_date_human', 'ptp_date_ai')
  if (dates('broken_ptp_date_human', 'broken_ptp_date_ai').length > 0) return 'broken'
  if (promised.some((date) => Date.parse(date) < asOf)) return 'overdue'
  if (promised.length > 0) return 'open'
  const hasReached = cases.some((one) => one['hasReachedRpcOrBeyond'] === true)
  return hasReached ? 'right_party_reached' : 'none'
}

function figuresOf(key: Figures, members: readonly Customer[]): Figures {
  const paid = countOf(members, (one) => one.paid > 0)
  const full = countOf(members, (one) => one.paid > 0 && one.balance <= 0)
  const totalAmount = sumOf(members, ({ total }) => total)
  const paidAmount = sumOf(members, (one) => one.paid)
  return {
    ...{ ...key, customers: members.length, customers_who_paid: paid },
    ...{ customers_paid_in_full: full, total_amount_minor: totalAmount },
    paid_amount_minor: paidAmount,
    balance_amount_minor: sumOf(members, ({ balance }) => balance),
    customers_who_paid_per_customer: per(paid, members.length),
    customers_paid_in_full_per_customer: per(full, members.length),
    paid_per_total_amount: per(paidAmount, totalAmount),
  }
}
