import { chanceOf } from '../random'
import { uuidOf } from './created'
import {
  DAY_MS,
  HOUR_MS,
  isoOf,
  MINUTE_MS,
  movingLife,
  SECOND_MS,
  type Edit,
  type Life,
} from './history'
import type { PromiseToPay } from './promises'

/** D12: each promise is a payment that is scheduled. */
export function scheduledPayment(promise: PromiseToPay, seed: string): Life {
  const { publicId, amount, dueAt, madeAt, outcome, settledAt } = promise
  const chance = chanceOf(`${seed}D12 ${publicId}`)
  const first = {
    public_id: uuidOf(`${seed}D12 ${publicId}`),
    amount,
    scheduled_date: isoOf(dueAt),
    status: 'SCHEDULED',
    payment_method: chance.pick({ CARD: 6, BANK_TRANSFER: 3, WALLET: 1 }),
  }
  const status = outcome === 'kept' ? 'COMPLETED' : 'MISSED'
  const settled = { afterMs: settledAt - madeAt, changes: { status } }
  return movingLife(madeAt, first, outcome === 'open' ? [] : [settled])
}

/** D07: a promise that is kept is paid; some that are broken were tried and failed. */
export function borrowerPayments(promise: PromiseToPay, seed: string): Life[] {
  const { publicId, amount, outcome, settledAt } = promise
  const chance = chanceOf(`${seed}D07 ${publicId}`)
  if (outcome === 'open' || (outcome === 'broken' && !chance.happens(0.3))) return []
  const first = {
    public_id: uuidOf(`${seed}D07 ${publicId}`),
    amount,
    settled_amount: 0,
    payment_type: chance.pick({ PAID_TO_LENDER: 7, PAID_TO_CLEARGRID: 3 }),
    payment_status: 'PENDING',
    is_settled: false,
    paid_before_submission: false,
    paid_date: null,
    failure_reason: null,
  }
  const afterMs = chance.between(SECOND_MS, 3 * MINUTE_MS)
  const edits = outcome === 'kept' ? paid(settledAt + afterMs, afterMs, amount) : failed(afterMs)
  return [movingLife(settledAt, first, edits)]
}

function failed(afterMs: number): Edit[] {
  return [{ afterMs, changes: { payment_status: 'FAILED', failure_reason: 'INSUFFICIENT_FUNDS' } }]
}

/** Paid at once, and settled to the lender two days later. */
function paid(at: number, afterMs: number, amount: number): Edit[] {
  const success = { payment_status: 'SUCCESS', paid_date: isoOf(Math.floor(at)) }
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
): Life[] {
  const chance = chanceOf(`${seed}D14 ${publicId}`)
  if (outcome !== 'kept' || !chance.happens(0.4)) return []
  const first = {
    public_id: uuidOf(`${seed}D14 ${publicId}`),
    status: 'PENDING_REVIEW',
    reviewed_at: null,
  }
  const afterMs = Math.ceil(chance.between(HOUR_MS, DAY_MS))
  const status = chance.pick({ APPROVED: 8, REJECTED: 2 })
  const reviewed = { status, reviewed_at: isoOf(settledAt + afterMs) }
  return [movingLife(settledAt, first, [{ afterMs, changes: reviewed }])]
}
