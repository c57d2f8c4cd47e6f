import { chanceOf, type Chance } from '../random'
import { publicIdOf, uuidOf, type Day } from './created'
import { DAY_MS, HOUR_MS } from './history'

/** A person who owes the lender money. */
export interface Borrower {
  /** Sets this borrower apart from all others of the lender. */
  readonly key: string
  /** The day on which the lender handed the account over. */
  readonly day: Day
  /** Counted from 0 within the day. */
  readonly index: number
  readonly createdAt: number
  readonly firstName: string
  readonly lastName: string
  readonly mobile: string
  readonly email: string
  /** The link between borrower and lender: D26, D16. */
  readonly linkId: string
  /** The lender's own reference: D26, D02. */
  readonly customerReference: string
}

/** A borrower is called, written to and visited for so many days. */
export const CONTACT_DAYS = 30

export const BORROWERS_A_DAY = 8

/** The borrowers that are handed over on a day. */
export function borrowersOn(seed: string, day: Day): Borrower[] {
  return Array.from({ length: BORROWERS_A_DAY }, (_, index) => borrowerAt(seed, day, index))
}

/**
 * Whom somebody contacts on a day: one of those handed over in the days before.
 * @param share in `[0, 1)`: which of them.
 */
export function contactOn(seed: string, day: Day, share: number): Borrower {
  const place = Math.floor(share * CONTACT_DAYS * BORROWERS_A_DAY)
  return borrowerAt(seed, day - 1 - Math.floor(place / BORROWERS_A_DAY), place % BORROWERS_A_DAY)
}

function borrowerAt(seed: string, day: Day, index: number): Borrower {
  const key = `${day} ${index}`
  const chance = chanceOf(`${seed}borrower ${key}`)
  const createdAt = day * DAY_MS + Math.floor(chance.between(4 * HOUR_MS, 7 * HOUR_MS))
  const mobile = mobileOf(chance)
  return {
    key,
    day,
    index,
    createdAt,
    firstName: chance.pick(FIRST_NAMES),
    lastName: chance.pick(LAST_NAMES),
    mobile,
    email: `borrower.${mobile.slice(-7)}@mail.example`,
    linkId: publicIdOf(`${seed}D26`, day, index, createdAt),
    customerReference: `CUST-${uuidOf(`${seed}customer ${key}`).slice(0, 8)}`,
  }
}

const FIRST_NAMES = {
  Mohammed: 5,
  Ahmed: 4,
  Fatima: 3,
  Khalid: 3,
  Noura: 3,
  Sara: 3,
  Omar: 2,
  Layla: 2,
  عبدالله: 2,
  مريم: 2,
}

const LAST_NAMES = {
  'Al-Harbi': 4,
  'Al-Qahtani': 4,
  'Al-Otaibi': 3,
  'Al-Shehri': 3,
  'Al-Mansoori': 2,
  'Al-Zahrani': 2,
  Haddad: 1,
  الغامدي: 2,
}

function mobileOf(chance: Chance): string {
  return `+9665${String(chance.integer(0, 99_999_999)).padStart(8, '0')}`
}
