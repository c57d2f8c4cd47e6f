import { chanceOf } from '../random'
import { DAY_MS, type Life } from './history'
import type { Borrower } from './population'

/** A promise to pay, as an agent logged it (D23), and what became of it. */
export interface PromiseToPay {
  /** Of the log. */
  readonly publicId: string
  readonly borrower: Borrower
  readonly madeAt: number
  readonly dueAt: number
  /** Kept, broken, or still open. */
  readonly outcome: 'kept' | 'broken' | 'open'
  /** When it was kept or broken. */
  readonly settledAt: number
  /** Whether it was given to the AI caller, and not to an agent. */
  readonly isToAi: boolean
  /** Minor units. */
  readonly amount: number
  /** Counted from 0 within the day. */
  readonly index: number
}

/** The longest time from a promise to what becomes of it. */
export const PROMISE_DAYS = 36

/** The promises among the logs of a day. */
export function promisesAmong(
  logs: readonly Life[],
  seed: string,
  contact: (happenedAt: number, share: number) => Borrower,
): PromiseToPay[] {
  return logs.flatMap((life, index) => {
    const [first] = life
    const last = life.at(-1)
    if (first?.row['outcome_option'] !== 'PTP' || last === undefined) return []
    const { public_id: publicId } = first.row
    const chance = chanceOf(`${seed}promise ${publicId}`)
    const outcome = outcomeOf(last.row)
    const settledAt = outcome === 'open' ? Infinity : last.from
    const dueMs = outcome === 'open' ? first.from + 14 * DAY_MS : settledAt
    return {
      publicId,
      borrower: contact(first.cursorValue, chance.share()),
      madeAt: first.from,
      dueAt: Math.floor(dueMs / DAY_MS) * DAY_MS,
      outcome,
      settledAt,
      isToAi: chance.happens(0.3),
      amount: chance.integer(20, 400) * 1_000,
      index,
    }
  })
}

function outcomeOf(row: Readonly<Record<string, unknown>>): PromiseToPay['outcome'] {
  if (row['is_ptp_broken'] === true) return 'broken'
  return row['is_active'] === true ? 'open' : 'kept'
}
