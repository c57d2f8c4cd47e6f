import type { Random } from '../random'
import { DAY_MS, HOUR_MS, newHistory, timestampsOf } from './history'
import type { Created, Edit, History } from './history'

/** D23: an outcome that an agent logged. A promise to pay may turn out broken weeks later. */
export function manualCommunicationLog(created: Created, random: Random): History {
  const outcome = random.pick(OUTCOMES)
  const first = {
    public_id: created.publicId,
    communication_type: random.pick(CHANNELS),
    interaction_source: created.isCampaign ? 'BULK_UPLOAD' : random.pick(SOURCES),
    outcome_option: outcome,
    is_active: true,
    is_ptp_broken: false,
    ...timestampsOf(created),
  }
  const edits = outcome === 'PTP' ? promise(random) : replacement(random)
  return newHistory(created, 'communicated_at', first, edits)
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
function promise(random: Random): Edit[] {
  const afterMs = random.between(2 * DAY_MS, 35 * DAY_MS)
  if (random.happens(0.35)) return [{ afterMs, changes: { is_ptp_broken: true } }]
  return random.happens(0.6) ? [{ afterMs, changes: { is_active: false } }] : []
}

/** A later contact makes some outcomes a thing of the past. */
function replacement(random: Random): Edit[] {
  if (!random.happens(0.2)) return []
  const afterMs = random.between(HOUR_MS, 20 * DAY_MS)
  return [{ afterMs, changes: { is_active: false } }]
}
