import { chanceOf } from '../random'
import { birthsOn, type Day } from './created'
import { DAY_MS, type Life } from './history'
import { manualCommunicationLog } from './manual-communication-log'
import { borrowersOn, CONTACT_DAYS, contactOn, type Borrower } from './population'
import { promisesAmong, type PromiseToPay } from './promises'

/** One lender's people, and what they promise: what all datasets tell of. */
export interface World {
  /** Begins every name that chance is drawn from, so that lenders differ. */
  readonly seed: string
  borrowersOn(day: Day): readonly Borrower[]
  /** Whom somebody contacts at an instant. @param share in `[0, 1)`: which of them. */
  contact(happenedAt: number, share: number): Borrower
  /** The outcomes that agents log on a day (D23). */
  logsOn(day: Day): readonly Life[]
  promisesOn(day: Day): readonly PromiseToPay[]
  /** The promises of one borrower, oldest first. */
  promisesOf(borrower: Borrower): readonly PromiseToPay[]
}

export function createWorld(seed: string): World {
  const contact: World['contact'] = (happenedAt, share) =>
    contactOn(seed, Math.floor(happenedAt / DAY_MS), share)
  const logsOn = remembered((day) => {
    const name = `${seed}D23`
    const chance = chanceOf(`${name} on day ${day}`)
    return birthsOn(name, day, chance).map((birth) => manualCommunicationLog(birth, chance))
  })
  const promisesOn = remembered((day) => promisesAmong(logsOn(day), seed, contact))
  const byBorrower = remembered((day) => groupedByBorrower(promisesOn(day)))
  return {
    seed,
    contact,
    logsOn,
    promisesOn,
    borrowersOn: remembered((day) => borrowersOn(seed, day)),
    promisesOf: ({ key, day }) =>
      Array.from({ length: CONTACT_DAYS }, (_, after) => day + 1 + after)
        .flatMap((later) => byBorrower(later).get(key) ?? [])
        .sort((one, other) => one.madeAt - other.madeAt),
  }
}

function groupedByBorrower(promises: readonly PromiseToPay[]): Map<string, PromiseToPay[]> {
  const groups = new Map<string, PromiseToPay[]>()
  for (const promise of promises) {
    const { key } = promise.borrower
    groups.set(key, [...(groups.get(key) ?? []), promise])
  }
  return groups
}

/** Enough for the windows that are read at once; all days together would fill the memory. */
const DAYS_KEPT = 250

/** What a day holds, made when it is first asked for. The latest days made are kept. */
export function remembered<T>(make: (day: Day) => T): (day: Day) => T {
  const kept = new Map<Day, T>()
  return (day) => {
    const known = kept.get(day)
    if (known !== undefined) return known
    const made = make(day)
    kept.set(day, made)
    const [oldest] = kept.keys()
    if (kept.size > DAYS_KEPT && oldest !== undefined) kept.delete(oldest)
    return made
  }
}
