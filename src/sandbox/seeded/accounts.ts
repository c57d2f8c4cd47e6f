import { chanceOf, type Chance } from '../random'
import { publicIdOf, uuidOf } from './created'
import {
  DAY_MS,
  loggedLife,
  MINUTE_MS,
  movingLife,
  slashedDay,
  type Edit,
  type Life,
} from './history'
import type { Borrower } from './population'
import type { World } from './portfolio'

/** D02: one account of a borrower. Each promise that is kept lowers the balance. */
export function borrowerAccount(of: Borrower, world: World): Life {
  const { createdAt, day, index } = of
  const publicId = publicIdOf(`${world.seed}D02`, day, index, createdAt)
  const chance = chanceOf(`${world.seed}D02 ${publicId}`)
  const total = chance.integer(150, 4_000) * 1_000
  const delinquentDays = chance.integer(15, 120)
  const balanceOf = (paid: number): object => ({ ...balances(total - paid), paid_amount: paid })
  const first = {
    public_id: publicId,
    account_reference_id: referenceOf('ACC', publicId),
    customer_reference_id: of.customerReference,
    reference_id: referenceOf('REF', publicId),
    total_amount: total,
    ...balanceOf(0),
    minimum_due_amount: Math.round(total / 10),
    currency: chance.pick({ SAR: 7, AED: 3 }),
    submitted_date: slashedDay(createdAt),
    due_date: slashedDay(createdAt - delinquentDays * DAY_MS),
    delinquent_days_on_submission: delinquentDays,
    // A code that has no label comes as it is.
    loan_type: chance.happens(0.1)
      ? 17
      : chance.pick({ BNPL: 5, CREDIT_CARD: 3, PERSONAL_LOAN: 2 }),
    status: 'IN_COLLECTION',
    merchant_name: chance.pick({ Jarir: 3, Noon: 3, Extra: 2 }),
    lender_display_name: 'The Lender',
  }
  let paid = 0
  const edits = keptBy(of, world).map(({ afterMs, amount }): Edit => {
    paid = Math.min(total, paid + amount)
    const status = paid === total ? 'COLLECTED' : 'PARTIALLY_PAID'
    return { afterMs, changes: { ...balanceOf(paid), status } }
  })
  return movingLife(createdAt, first, edits)
}

function keptBy(of: Borrower, world: World): { afterMs: number; amount: number }[] {
  return world
    .promisesOf(of)
    .filter(({ outcome }) => outcome === 'kept')
    .map(({ settledAt, amount }) => ({ afterMs: settledAt - of.createdAt, amount }))
    .sort((one, other) => one.afterMs - other.afterMs)
}

function balances(balance: number): object {
  const interest = Math.round(balance * 0.12)
  const fee = Math.round(balance * 0.03)
  return {
    balance_amount: balance,
    actual_balance_amount: balance,
    balance_principal_amount: balance - interest - fee,
    balance_interest: interest,
    balance_fee: fee,
  }
}

function referenceOf(kind: string, publicId: string): string {
  return `${kind}-${uuidOf(`${kind} ${publicId}`).slice(0, 8).toUpperCase()}`
}

/** D03: the parts of an account. They grow older. */
export function borrowerSubAccounts({ day, index, createdAt }: Borrower, seed: string): Life[] {
  return [0, 1].map((part) => {
    const publicId = publicIdOf(`${seed}D03`, day, 2 * index + part, createdAt)
    const chance = chanceOf(`${seed}D03 ${publicId}`)
    const total = chance.integer(80, 2_000) * 1_000
    const paid = chance.happens(0.3) ? Math.round(total / 3) : 0
    const first = {
      public_id: publicId,
      sub_account_reference_id: `${referenceOf('SUB', publicId)}-0${part + 1}`,
      total_amount: total,
      ...balances(total - paid),
      paid_amount: paid,
      submitted_date: slashedDay(createdAt),
      due_date: slashedDay(createdAt - chance.integer(1, 29) * DAY_MS),
      dpd_bucket_start: 1,
      dpd_bucket_end: 30,
    }
    const older = { dpd_bucket_start: 31, dpd_bucket_end: 60 }
    return movingLife(createdAt, first, [{ afterMs: 30 * DAY_MS, changes: older }])
  })
}

/** D05: what happens to an account in its first month. */
export function borrowerAccountEvents({ key, createdAt }: Borrower, seed: string): Life[] {
  const chance = chanceOf(`${seed}D05 ${key}`)
  const count = chance.integer(2, 7)
  const instants = Array.from({ length: count }, (_, event) =>
    event === 0 ? createdAt : Math.floor(createdAt + chance.between(MINUTE_MS, 30 * DAY_MS)),
  )
  return instants.map((at, event) =>
    loggedLife(at, accountEvent(`${seed}${key} ${event}`, event, chance)),
  )
}

function accountEvent(name: string, event: number, chance: Chance): { public_id: string } {
  const channel = event === 0 ? 'api' : chance.pick({ portal: 5, phone: 2, api: 1 })
  const octets = [chance.integer(2, 200), chance.integer(0, 255)]
  return {
    public_id: `evt_${uuidOf(name).replaceAll('-', '').slice(0, 12)}`,
    ...{ channel, event: event === 0 ? 'account_created' : chance.pick(ACCOUNT_EVENTS) },
    ...{ ip_address: `${octets.join('.')}.0.0` },
  }
}

const ACCOUNT_EVENTS = {
  status_changed: 4,
  portal_login: 3,
  balance_updated: 2,
  document_viewed: 1,
}
