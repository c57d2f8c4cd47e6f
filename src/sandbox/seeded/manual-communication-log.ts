import type { Chance } from '../random'
import { DAY_MS, HOUR_MS, lifeOf, timesOf } from './history'
import type { Birth, Edit, Life } from './history'

/** D23: an outcome that an agent logged. A promise to pay may turn out broken weeks later. */
export function manualCommunicationLog(birth: Birth, chance: Chance): Life {
  const outcome = chance.pick(OUTCOMES)
  const first = {
    public_id: birth.publicId,
    communication_type: chance.pick(CHANNELS),
    interaction_source: birth.isCampaign ? 'BULK_UPLOAD' : chance.pick(SOURCES),
    outcome_option: outcome,
    is_active: true,
    is_ptp_broken: false,
    ...timesOf(birth),
  }
  const edits = outcome === 'PTP' ? promise(chance) : replacement(chance)
  return lifeOf(birth, 'communicated_at', first, edits)
}

const CHANNELS = { CALL: 0.82, WHATSAPP: 0.1, VISIT: 0.05, EMAIL: 0.03 }
const SOURCES = { AGENT: 0.85, DIALER: 0.1, FIELD_AGENT: 0.05 }

const OUTCOMES = {
  NO_ANSWER: 0.36,
  RPC: 0.15,
  PTP: 0.15,
  BUSY: 0.12,
  CALLBACK: 0.08,
  REFUSED: 0.06,
  WRONG_NUMBER: 0.05,
  SETTLED: 0.03,
}

/** Broken two days to five weeks later, kept, or still open. */
function promise(chance: Chance): Edit[] {
  const afterMs = chance.between(2 * DAY_MS, 35 * DAY_MS)
  if (chance.happens(0.35)) return [{ afterMs, changes: { is_ptp_broken: true } }]
  return chance.happens(0.6) ? [{ afterMs, changes: { is_active: false } }] : []
}

/** A later contact makes some outcomes a thing of the past. */
function replacement(chance: Chance): Edit[] {
  if (!chance.happens(0.2)) return []
  const afterMs = chance.between(HOUR_MS, 20 * DAY_MS)
  return [{ afterMs, changes: { is_active: false } }]
}
