/**
 * The texts of made-up rows, one list a dataset: settled rows as the sandbox makes them, with zeros
 * where a row's id and its timestamps go. The same texts in each run.
 */
export function datasetTexts() {
  return {
    D21: { texts: textsOf(communicationLog, 21), times: HAPPENED },
    D22: { texts: textsOf(conversation, 22), times: CHANGED },
    D23: { texts: textsOf(manualCommunicationLog, 23), times: HAPPENED },
  }
}

/** Enough that a page is not ten times the same rows; few enough to be made in no time. */
const TEXTS_COUNT = 4096

const ID = '0'.repeat(24)
const INSTANT = '0000-00-00T00:00:00.000Z'

/**
 * The timestamps that end a row, in order: how far after its cursor value each is, for a row of
 * `share` between 0 and 1.
 */
const HAPPENED = [
  () => 0,
  (share) => 5_441 + Math.floor(60_000 * share),
  (share) => 98_118 + Math.floor(3_600_000 * share),
]
const CHANGED = [(share) => -98_118 - Math.floor(3_600_000 * share), () => 0]

function textsOf(rowOf, seed) {
  const chance = chanceOf(seed)
  return Array.from({ length: TEXTS_COUNT }, () => JSON.stringify(rowOf(chance)))
}

function communicationLog(chance) {
  const channel = chance.pick(['CALL', 'CALL', 'CALL', 'CALL', 'SMS', 'SMS', 'WHATSAPP', 'EMAIL'])
  const isInbound = channel !== 'SMS' && chance.share() < 0.12
  const ours = channel === 'EMAIL' ? 'collections@lender.example' : '+966550000001'
  const theirs = channel === 'EMAIL' ? emailOf(chance) : mobileOf(chance)
  const status = chance.pick(STATUSES[channel])
  return {
    public_id: ID,
    communication_type: channel,
    direction: isInbound ? 'inbound' : 'outbound',
    status,
    from: isInbound ? theirs : ours,
    to: isInbound ? ours : theirs,
    subject: channel === 'EMAIL' ? chance.pick(SUBJECTS) : null,
    duration: status === 'ANSWERED' ? 4 - 110 * Math.log(1 - chance.share()) : null,
    communicated_at: INSTANT,
    created_at: INSTANT,
    updated_at: INSTANT,
  }
}

const STATUSES = {
  CALL: ['NO_ANSWER', 'NO_ANSWER', 'ANSWERED', 'ANSWERED', 'BUSY', 'VOICEMAIL', 'FAILED'],
  SMS: ['DELIVERED', 'DELIVERED', 'DELIVERED', 'UNDELIVERED'],
  WHATSAPP: ['DELIVERED', 'READ', 'READ', 'FAILED'],
  EMAIL: ['DELIVERED', 'READ', 'BOUNCED'],
}

const SUBJECTS = [
  'Payment reminder',
  'Your payment plan "Spring": next instalment',
  'Settlement offer',
  'تذكير بالسداد',
  'عرض تسوية',
]

function conversation(chance) {
  const platform = chance.pick(['WHATSAPP', 'EMAIL', 'SMS'])
  const isInbound = chance.share() < 0.15
  const status = isInbound ? 'HANDLED' : chance.pick(['DELIVERED', 'READ', 'FAILED'])
  const error_detail = status === 'FAILED' ? 'Message undeliverable' : null
  return {
    public_id: ID,
    platform,
    purpose: chance.pick(['REMINDER', 'PAYMENT_LINK', 'SETTLEMENT_OFFER', 'PTP_CONFIRMATION']),
    type: isInbound ? 'INBOUND' : 'OUTBOUND',
    by: isInbound ? 'BORROWER' : chance.pick(['SYSTEM', 'AGENT']),
    operation: isInbound ? 'RECEIVE' : chance.pick(['SEND', 'TEMPLATE', 'REPLY']),
    status,
    visibility: chance.pick(['INTERNAL', 'PUBLIC']),
    delivery_status: { status, code: platform === 'EMAIL' ? '250' : null, error_detail },
    created_at: INSTANT,
    updated_at: INSTANT,
  }
}

function manualCommunicationLog(chance) {
  const outcome = chance.pick(['NO_ANSWER', 'NO_ANSWER', 'RPC', 'PTP', 'BUSY', 'CALLBACK'])
  return {
    public_id: ID,
    communication_type: chance.pick(['CALL', 'CALL', 'CALL', 'WHATSAPP', 'VISIT']),
    interaction_source: chance.pick(['AGENT', 'AGENT', 'DIALER', 'BULK_UPLOAD']),
    outcome_option: outcome,
    is_active: chance.share() < 0.8,
    is_ptp_broken: outcome === 'PTP' && chance.share() < 0.35,
    communicated_at: INSTANT,
    created_at: INSTANT,
    updated_at: INSTANT,
  }
}

function mobileOf(chance) {
  return `+9665${String(Math.floor(chance.share() * 1e8)).padStart(8, '0')}`
}

function emailOf(chance) {
  return `borrower.${Math.floor(1_000 + chance.share() * 98_999)}@mail.example`
}

/** Mulberry32: the same choices for the same seed. */
function chanceOf(seed) {
  let state = seed
  const share = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { share, pick: (names) => names[Math.floor(share() * names.length)] }
}
