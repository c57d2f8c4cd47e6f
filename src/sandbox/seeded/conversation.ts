import type { Random } from '../random'
import { DAY_MS, HOUR_MS, newHistory, MINUTE_MS, SECOND_MS, timestampsOf } from './history'
import type { Created, Edit, History } from './history'

/** The longest time from the day a conversation begins to its last edit. */
export const CONVERSATION_DAYS = 8

/** D22: a thread. It moves on, from sent to delivered to read, and `updated_at` with it. */
export function conversation(created: Created, random: Random): History {
  const platform = created.isCampaign ? 'SMS' : random.pick(PLATFORMS)
  const isInbound = !created.isCampaign && random.happens(0.15)
  const { created_at, updated_at } = timestampsOf(created)
  const first = {
    public_id: created.publicId,
    platform,
    purpose: isInbound ? 'SUPPORT' : random.pick(PURPOSES),
    type: isInbound ? 'INBOUND' : 'OUTBOUND',
    by: isInbound ? 'BORROWER' : created.isCampaign ? 'SYSTEM' : random.pick(SENDERS),
    operation: isInbound ? 'RECEIVE' : created.isCampaign ? 'TEMPLATE' : random.pick(OPERATIONS),
    status: isInbound ? 'RECEIVED' : 'SENT',
    visibility: random.pick(VISIBILITIES),
    delivery_status: delivery(isInbound ? 'RECEIVED' : 'SENT', null, null),
    created_at,
    updated_at,
  }
  const edits = isInbound ? handling(random) : delivering(platform, created.isCampaign, random)
  return newHistory(created, 'updated_at', first, edits)
}

const PLATFORMS = { WHATSAPP: 0.45, EMAIL: 0.3, SMS: 0.25 }
const PURPOSES = { REMINDER: 5, PAYMENT_LINK: 3, SETTLEMENT_OFFER: 1, PTP_CONFIRMATION: 2 }
const SENDERS = { SYSTEM: 0.7, AGENT: 0.3 }
const OPERATIONS = { SEND: 0.6, TEMPLATE: 0.3, REPLY: 0.1 }
const VISIBILITIES = { INTERNAL: 0.7, PUBLIC: 0.3 }

const DELIVERED_CODE = { WHATSAPP: null, EMAIL: '250', SMS: '0' }
const FAILURES = {
  WHATSAPP: delivery('FAILED', '131026', 'Message undeliverable'),
  EMAIL: delivery('BOUNCED', '550', 'Mailbox unavailable'),
  SMS: delivery('FAILED', null, 'Absent subscriber'),
}
const READ_PROBABILITY = { WHATSAPP: 0.6, EMAIL: 0.35, SMS: 0 }

/** A campaign's deliveries are reported together: many rows change at one instant. */
const CAMPAIGN_REPORT_MS = 4 * MINUTE_MS

function delivering(platform: keyof typeof FAILURES, isCampaign: boolean, random: Random): Edit[] {
  const takenMs = random.between(SECOND_MS, 20 * MINUTE_MS)
  const afterMs = isCampaign ? CAMPAIGN_REPORT_MS : takenMs
  if (random.happens(0.06)) {
    return [{ afterMs, changes: { status: 'FAILED', delivery_status: FAILURES[platform] } }]
  }
  const status = 'DELIVERED'
  const code = DELIVERED_CODE[platform]
  const delivered = { afterMs, changes: { status, delivery_status: delivery(status, code, null) } }
  if (!random.happens(READ_PROBABILITY[platform])) return [delivered]
  const longestMs = random.happens(0.8) ? 10 * HOUR_MS : 5 * DAY_MS
  const readAfterMs = afterMs + random.between(MINUTE_MS, longestMs)
  const changes = { status: 'READ', delivery_status: delivery('READ', code, null) }
  return [delivered, { afterMs: readAfterMs, changes }]
}

/** Somebody answers a borrower, sooner or later. */
function handling(random: Random): Edit[] {
  const afterMs = random.between(2 * MINUTE_MS, 2 * DAY_MS)
  return [{ afterMs, changes: { status: 'HANDLED' } }]
}

function delivery(status: string, code: string | null, error_detail: string | null): object {
  return { status, code, error_detail }
}
