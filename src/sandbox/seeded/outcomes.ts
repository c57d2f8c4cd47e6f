import { publicIdOf, type Day } from './created'
import { isoOf, movingLife, type Life } from './history'
import type { PromiseToPay } from './promises'

/** D24, where it is open: the details of a promise that an agent logged. */
export function manualCommunicationOutcome(
  { publicId, index, madeAt, dueAt, amount, outcome, settledAt }: PromiseToPay,
  day: Day,
  seed: string,
): Life {
  const first = {
    public_id: publicIdOf(`${seed}D24`, day, index, madeAt),
    manual_communication_log_id: publicId,
    outcome_option: 'PTP',
    ptp_date: isoOf(dueAt),
    ptp_amount: amount,
    is_callback_requested: false,
    status: 'OPEN',
  }
  const settled = { afterMs: settledAt - madeAt, changes: { status: outcome.toUpperCase() } }
  return movingLife(madeAt, first, outcome === 'open' ? [] : [settled])
}
