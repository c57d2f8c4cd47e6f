import { chanceOf } from '../random'
import { uuidOf } from './created'
import { DAY_MS, dayOf, isoOf, movingLife, type Life } from './history'
import type { PromiseToPay } from './promises'

/** Days from one instalment to the next, and how many there are. */
const STEP_DAYS = 14
const INSTALMENTS = 3

/** The longest time from a promise to the last edit of its plan. */
export const PLAN_DAYS = STEP_DAYS * INSTALMENTS + 2

/** Some promise to pay in instalments. */
function hasPlan({ publicId }: PromiseToPay, seed: string): boolean {
  return chanceOf(`${seed}D08 ${publicId}`).happens(0.25)
}

/** D08. Whoever breaks the promise loses the plan. */
export function paymentPlans(promise: PromiseToPay, seed: string): Life[] {
  if (!hasPlan(promise, seed)) return []
  const { publicId, amount, madeAt, outcome, settledAt } = promise
  const first = {
    public_id: uuidOf(`${seed}D08 ${publicId}`),
    total_amount: INSTALMENTS * amount,
    total_installments: INSTALMENTS,
    status: 'ACTIVE',
    payment_gateway: 'HYPERPAY',
    start_date: dayOf(madeAt),
    end_date: dayOf(madeAt + INSTALMENTS * STEP_DAYS * DAY_MS),
    is_active: true,
  }
  const ended =
    outcome === 'broken'
      ? { afterMs: settledAt - madeAt, changes: { status: 'BROKEN', is_active: false } }
      : {
          afterMs: (INSTALMENTS * STEP_DAYS + 1) * DAY_MS,
          changes: { status: 'COMPLETED', is_active: false },
        }
  return [movingLife(madeAt, first, [ended])]
}

/** D09: the instalments of a plan, paid when they are due, or missed. */
export function paymentPlanInstallments(promise: PromiseToPay, seed: string): Life[] {
  if (!hasPlan(promise, seed)) return []
  const { publicId, amount, madeAt, outcome } = promise
  return Array.from({ length: INSTALMENTS }, (_, index) => {
    const dueMs = (index + 1) * STEP_DAYS * DAY_MS
    const first = {
      public_id: uuidOf(`${seed}D09 ${publicId} ${index}`),
      number: index + 1,
      amount,
      due_date: dayOf(madeAt + dueMs),
      status: 'DUE',
    }
    const status = outcome === 'broken' ? 'MISSED' : 'PAID'
    return movingLife(madeAt, first, [{ afterMs: dueMs, changes: { status } }])
  })
}

/** The longest time from a settlement to its payment. */
export const SETTLEMENT_DAYS = 26

/** D15: what an agent logged as settled. Most are paid within the month. */
export function borrowerSettlement(log: Life, seed: string): Life[] {
  const [logged] = log
  if (logged?.row['outcome_option'] !== 'SETTLED') return []
  const { from } = logged
  const { public_id: publicId } = logged.row
  const chance = chanceOf(`${seed}D15 ${publicId}`)
  const principal = chance.integer(200, 900) * 1_000
  const proposed = Math.round(principal * chance.between(0.5, 0.9))
  const instalments = chance.integer(1, 6)
  const down = Math.round(proposed / 5)
  const first = {
    public_id: uuidOf(`${seed}D15 ${publicId}`),
    status: 'ACTIVE',
    payment_type: instalments === 1 ? 'LUMP_SUM' : 'INSTALLMENTS',
    hardship_reason: chance.happens(0.7) ? chance.pick(HARDSHIPS) : null,
    employment_status: chance.happens(0.8) ? chance.pick(EMPLOYMENTS) : null,
    proposed_settlement_amount: proposed,
    down_payment: down,
    monthly_installment: Math.round((proposed - down) / instalments),
    number_of_installments: instalments,
    principal_amount: principal,
    write_off_amount: principal - proposed,
    start_date: dayOf(from),
    end_date: dayOf(from + instalments * 30 * DAY_MS),
    paid_at: null,
    is_paid: false,
    is_active: true,
  }
  if (!chance.happens(0.7)) return [movingLife(from, first, [])]
  const afterMs = Math.ceil(chance.between(DAY_MS, 25 * DAY_MS))
  const paid = { status: 'PAID', paid_at: isoOf(from + afterMs), is_paid: true, is_active: false }
  return [movingLife(from, first, [{ afterMs, changes: paid }])]
}

const HARDSHIPS = { REDUCED_INCOME: 5, JOB_LOSS: 3, MEDICAL: 2 }
const EMPLOYMENTS = { EMPLOYED: 6, UNEMPLOYED: 2, SELF_EMPLOYED: 2 }
