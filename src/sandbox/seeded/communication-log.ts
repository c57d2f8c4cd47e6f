import type { Random } from '../random'
import type { Portfolio } from './portfolio'
import { DAY_MS, HOUR_MS, newHistory, MINUTE_MS, SECOND_MS, timestampsOf } from './history'
import type { Created, Edit, History } from './history'

/** D21: one outreach attempt. Its status and duration settle after it was recorded. */
export function communicationLog(
  created: Created,
  random: Random,
  { contact }: Portfolio,
): History {
  const channel = created.isCampaign ? 'SMS' : random.pick(CHANNELS)
  const isInbound = channel !== 'SMS' && random.happens(0.12)
  const ours = channel === 'EMAIL' ? OUR_EMAIL : `+96655000000${random.integer(1, 9)}`
  const borrower = contact(created.happenedAt, random.share())
  const theirs = channel === 'EMAIL' ? borrower.email : borrower.mobile
  const first = {
    public_id: created.publicId,
    communication_type: channel,
    direction: isInbound ? 'inbound' : 'outbound',
    status: isInbound ? 'RECEIVED' : 'SENT',
    from: isInbound ? theirs : ours,
    to: isInbound ? ours : theirs,
    subject: channel === 'EMAIL' ? random.pick(SUBJECTS) : null,
    duration: null,
    ...timestampsOf(created),
  }
  if (channel !== 'CALL') {
    const edits = isInbound ? [] : deliveryOf(channel, random)
    return newHistory(created, 'communicated_at', first, edits)
  }
  const ringing = { ...first, status: isInbound ? 'RINGING' : 'INITIATED' }
  return newHistory(created, 'communicated_at', ringing, callOf(isInbound, random))
}

const CHANNELS = { CALL: 0.55, SMS: 0.2, WHATSAPP: 0.17, EMAIL: 0.08 }
const OUR_EMAIL = 'collections@lender.example'

const SUBJECTS = {
  'Payment reminder': 4,
  'Your payment plan': 2,
  'Settlement offer': 1,
  'تذكير بالسداد': 3,
  'عرض تسوية': 1,
}

const OUTBOUND_CALLS = {
  NO_ANSWER: 0.36,
  ANSWERED: 0.38,
  BUSY: 0.12,
  VOICEMAIL: 0.08,
  FAILED: 0.06,
}
const INBOUND_CALLS = { ANSWERED: 0.8, MISSED: 0.2 }

function callOf(isInbound: boolean, random: Random): Edit[] {
  const status = isInbound ? random.pick(INBOUND_CALLS) : random.pick(OUTBOUND_CALLS)
  const isConnected = status === 'ANSWERED' || status === 'VOICEMAIL'
  const duration = isConnected ? 4 - 110 * Math.log(1 - random.share()) : null
  const afterMs = (duration ?? random.between(8, 45)) * SECOND_MS
  const end = { afterMs, changes: { status, duration } }
  if (duration === null || !random.happens(0.02)) return [end]
  // The telephone bill shows another duration, days later.
  const billedAfterMs = afterMs + random.between(DAY_MS, 30 * DAY_MS)
  return [end, { afterMs: billedAfterMs, changes: { duration: duration + random.share() } }]
}

const FAILED_STATUS = { SMS: 'UNDELIVERED', WHATSAPP: 'FAILED', EMAIL: 'BOUNCED' }
const SEEN_PROBABILITY = { SMS: 0, WHATSAPP: 0.6, EMAIL: 0.3 }

function deliveryOf(channel: 'SMS' | 'WHATSAPP' | 'EMAIL', random: Random): Edit[] {
  const afterMs = random.between(2 * SECOND_MS, 10 * MINUTE_MS)
  if (random.happens(0.06)) return [{ afterMs, changes: { status: FAILED_STATUS[channel] } }]
  const delivered = { afterMs, changes: { status: 'DELIVERED' } }
  if (!random.happens(SEEN_PROBABILITY[channel])) return [delivered]
  // Most are seen on the same day, a few when the inbox is cleared.
  const longestMs = random.happens(0.9) ? 12 * HOUR_MS : 20 * DAY_MS
  const seenAfterMs = afterMs + random.between(MINUTE_MS, longestMs)
  return [delivered, { afterMs: seenAfterMs, changes: { status: 'READ' } }]
}
