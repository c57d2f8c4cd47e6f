import { seededRandom } from '../random'
import { makeUuid } from './created'
import {
  DAY_MS,
  HOUR_MS,
  toIso,
  MINUTE_MS,
  movingHistory,
  SECOND_MS,
  type Edit,
  type History,
} from './history'
import type { PromiseToPay } from './promises'

/** D12: each promise is a payment that is scheduled. */
export function scheduledPayment(promise: PromiseToPay, seed: string): History {
  const { publicId, amount, dueAt, madeAt, outcome, settledAt } = promise
  const random = seededRandom(`${seed}D12 ${publicId}`)
  const first = {
    public_id: makeUuid(`${seed}D12 ${publicId}`),
    amount,
    scheduled_date: toIso(dueAt),
    status: 'SCHEDULED',
    payment_method: random.pick({ CARD: 6, BANK_TRANSFER: 3, WALLET: 1 }),
  }
  const status = outcome === 'kept' ? 'COMPLETED' : 'MISSED'
  const settled = { afterMs: settledAt - madeAt, changes: { status } }
  return movingHistory(madeAt, first, outcome === 'open' ? [] : [settled])
}

/** D07: a promise that is kept is paid; some that are broken were tried and failed. */
export function borrowerPayments(promise: PromiseToPay, seed: string): History[] {
  const { publicId, amount, outcome, settledAt } = promise
  const random = seededRandom(`${seed}D07 ${publicId}`)
  if (outcome === 'open' || (outcome === 'broken' && !random.happens(0.3))) return []
  const first = {
    public_id: makeUuid(`${seed}D07 ${publicId}`),
    amount,
    settled_amount: 0,
    payment_type: random.pick({ PAID_TO_LENDER: 7, PAID_TO_CLEARGRID: 3 }),
    payment_status: 'PENDING',
    is_settled: false,
    paid_before_submission: false,
    paid_date: null,
    failure_reason: null,
  }
  const afterMs = random.between(SECOND_MS, 3 * MINUTE_MS)
  const edits = outcome === 'kept' ? paid(settledAt + afterMs, afterMs, amount) : failed(afterMs)
  return [movingHistory(settledAt, first, edits)]
}

function failed(afterMs: number): Edit[] {
  return [{ afterMs, changes: { payment_status: 'FAILED', failure_reason: 'INSUFFICIENT_FUNDS' } }]
}

/** Paid at once, and settled to the lender two days later. */
function paid(at: number, afterMs: number, amount: number): Edit[] {
  const success = { payment_status: 'SUCCESS', paid_date: toIso(Math.floor(at)) }
  const settled = { is_settled: true, settled_amount: amount }
  return [
    { afterMs, changes: success },
    { afterMs: afterMs + 2 * DAY_MS, changes: settled },
  ]
}

/** D14: some who paid hand in a proof. */
export function paymentProofs(
  { publicId, outcome, settledAt }: PromiseToPay,
  seed: string,
): History[] {
  const random = seededRandom(`${seed}D14 ${publicId}`)
  if (outcome !== 'kept' || !random.happens(0.4)) return []
  const first = {
    public_id: makeUuid(`${seed}D14 ${publicId}`),
    status: 'PENDING_REVIEW',
    reviewed_at: null,
  }
  const afterMs = Math.ceil(random.between(HOUR_MS, DAY_MS))
  const status = random.pick({ APPROVED: 8, REJECTED: 2 })
  const reviewed = { status, reviewed_at: toIso(settledAt + afterMs) }
  return [movingHistory(settledAt, first, [{ afterMs, changes: reviewed }])]
}
