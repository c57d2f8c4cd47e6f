import { seededRandom } from '../random'
import { makeUuid } from './created'
import { DAY_MS, dayOf, toIso, movingHistory, type History } from './history'
import type { PromiseToPay } from './promises'

/** Days from one instalment to the next, and how many there are. */
const STEP_DAYS = 14
const INSTALMENTS = 3

/** The longest time from a promise to the last edit of its plan. */
export const PLAN_DAYS = STEP_DAYS * INSTALMENTS + 2

/** Some promise to pay in instalments. */
function hasPlan({ publicId }: PromiseToPay, seed: string): boolean {
  return seededRandom(`${seed}D08 ${publicId}`).happens(0.25)
}

/** D08. Whoever breaks the promise loses the plan. */
export function paymentPlans(promise: PromiseToPay, seed: string): History[] {
  if (!hasPlan(promise, seed)) return []
  const { publicId, amount, madeAt, outcome, settledAt } = promise
  const first = {
    public_id: makeUuid(`${seed}D08 ${publicId}`),
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
  return [movingHistory(madeAt, first, [ended])]
}

/** D09: the instalments of a plan, paid when they are due, or missed. */
export function paymentPlanInstallments(promise: PromiseToPay, seed: string): History[] {
  if (!hasPlan(promise, seed)) return []
  const { publicId, amount, madeAt, outcome } = promise
  return Array.from({ length: INSTALMENTS }, (_, index) => {
    const dueMs = (index + 1) * STEP_DAYS * DAY_MS
    const first = {
      public_id: makeUuid(`${seed}D09 ${publicId} ${index}`),
      number: index + 1,
      amount,
      due_date: dayOf(madeAt + dueMs),
      status: 'DUE',
    }
    const status = outcome === 'broken' ? 'MISSED' : 'PAID'
    return movingHistory(madeAt, first, [{ afterMs: dueMs, changes: { status } }])
  })
}

/** The longest time from a settlement to its payment. */
export const SETTLEMENT_DAYS = 26

/** D15: what an agent logged as settled. Most are paid within the month. */
export function borrowerSettlement(log: History, seed: string): History[] {
  const [logged] = log
  if (logged?.row['outcome_option'] !== 'SETTLED') return []
  const { from } = logged
  const { public_id: publicId } = logged.row
  const random = seededRandom(`${seed}D15 ${publicId}`)
  const principal = random.integer(200, 900) * 1_000
  const proposed = Math.round(principal * random.between(0.5, 0.9))
  const instalments = random.integer(1, 6)
  const down = Math.round(proposed / 5)
  const first = {
    public_id: makeUuid(`${seed}D15 ${publicId}`),
    status: 'ACTIVE',
    payment_type: instalments === 1 ? 'LUMP_SUM' : 'INSTALLMENTS',
    hardship_reason: random.happens(0.7) ? random.pick(HARDSHIPS) : null,
    employment_status: random.happens(0.8) ? random.pick(EMPLOYMENTS) : null,
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
  if (!random.happens(0.7)) return [movingHistory(from, first, [])]
  const afterMs = Math.ceil(random.between(DAY_MS, 25 * DAY_MS))
  const paid = { status: 'PAID', paid_at: toIso(from + afterMs), is_paid: true, is_active: false }
  return [movingHistory(from, first, [{ afterMs, changes: paid }])]
}

const HARDSHIPS = { REDUCED_INCOME: 5, JOB_LOSS: 3, MEDICAL: 2 }
const EMPLOYMENTS = { EMPLOYED: 6, UNEMPLOYED: 2, SELF_EMPLOYED: 2 }
