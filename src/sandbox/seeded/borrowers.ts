import { chanceOf } from '../random'
import { publicIdOf } from './created'
import { DAY_MS, HOUR_MS, movingLife, type Life } from './history'
import type { Borrower } from './population'

/** The longest time from the day on which a borrower is handed over to the last edit. */
export const PEOPLE_DAYS = 31

/** D01. Behind the documented fields stand some that the documentation does not name. */
export function borrower({ day, index, createdAt, ...who }: Borrower, seed: string): Life {
  const publicId = publicIdOf(`${seed}D01`, day, index, createdAt)
  const chance = chanceOf(`${seed}D01 ${publicId}`)
  const first = {
    public_id: publicId,
    first_name: who.firstName,
    last_name: who.lastName,
    country: chance.pick({ SAU: 6, ARE: 3, BHR: 1 }),
    preferred_language: chance.pick({ ar: 7, en: 3 }),
    national_id: `*******${chance.integer(100, 999)}`,
    passport_number: chance.happens(0.3) ? `*****${chance.integer(1000, 9999)}` : null,
    do_not_contact: false,
    addresses: [{ city: chance.pick({ Riyadh: 4, Jeddah: 2, Dubai: 2, Manama: 1 }), type: 'HOME' }],
    phones: [{ number: who.mobile, is_primary: true }],
    emails: [{ address: who.email, is_primary: true }],
  }
  const afterMs = chance.between(DAY_MS, 30 * DAY_MS)
  const edits = chance.happens(0.1) ? [{ afterMs, changes: { do_not_contact: true } }] : []
  return movingLife(createdAt, first, edits)
}

/** D26: the link between a borrower and the lender, with fields that nobody documented. */
export function userLenderDetail(of: Borrower, seed: string): Life {
  const chance = chanceOf(`${seed}D26 ${of.key}`)
  const first = {
    public_id: of.linkId,
    customer_reference_id: of.customerReference,
    first_name: of.firstName,
    last_name: of.lastName,
    phone_number: of.mobile,
    preferred_channel: null,
    contact_score: Math.round(100 * chance.share()) / 100,
    is_reachable: null,
    last_contacted_at: null,
  }
  const afterMs = chance.between(DAY_MS, 29 * DAY_MS)
  const contacted = {
    preferred_channel: chance.pick({ CALL: 5, WHATSAPP: 4, EMAIL: 1 }),
    is_reachable: chance.happens(0.7),
    last_contacted_at: new Date(Math.floor(of.createdAt + afterMs - HOUR_MS)).toISOString(),
  }
  return movingLife(of.createdAt, first, [{ afterMs, changes: contacted }])
}
