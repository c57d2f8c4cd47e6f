import { seededRandom } from '../random'
import { makePublicId } from './created'
import {
  DAY_MS,
  toIso,
  loggedHistory,
  movingHistory,
  slashedDay,
  type Edit,
  type History,
} from './history'
import type { Borrower } from './population'
import type { PromiseToPay } from './promises'
import type { Portfolio } from './portfolio'

const STAGES = { new: 'stage_new', promised: 'stage_promise', broken: 'stage_broken_promise' }
const PIPELINE = { pipeline: 'Early Collections', comms_pipeline: 'Standard Outreach' }

const AGENTS = { 'Mariam Al-Shehri': 3, 'Yousef Haddad': 3, 'Huda Al-Zahrani': 2, 'Sami Nasser': 2 }

/** Who works on a borrower's case. */
function agentOf({ key }: Borrower, seed: string): string {
  return seededRandom(`${seed}agent ${key}`).pick(AGENTS)
}

/** D16: the case of a borrower; one in ten has a second one later, under the same id. */
export function borrowerDeals(of: Borrower, portfolio: Portfolio): History[] {
  const random = seededRandom(`${portfolio.seed}D16 ${of.key}`)
  const first = dealOf(of, portfolio, of.createdAt, random.integer(150, 4_000) * 1_000)
  const secondAt = Math.floor(of.createdAt + random.between(5 * DAY_MS, 25 * DAY_MS))
  const hasSecond = random.happens(0.1)
  return hasSecond
    ? [first, dealOf(of, portfolio, secondAt, random.integer(10, 90) * 1_000)]
    : [first]
}

function dealOf(of: Borrower, portfolio: Portfolio, createdAt: number, amount: number): History {
  const first = {
    public_id: of.linkId,
    deal_stage_id: STAGES.new,
    ...PIPELINE,
    amount,
    assigned_user_name: agentOf(of, portfolio.seed),
    dpd_due_date: slashedDay(createdAt - 30 * DAY_MS),
    last_due_date: slashedDay(createdAt - 2 * DAY_MS),
    ptp_date_human: null,
    ptp_date_ai: null,
    broken_ptp_date_human: null,
    broken_ptp_date_ai: null,
    hasReachedRpcOrBeyond: false,
    do_not_contact: false,
  }
  const edits = portfolio
    .promisesOf(of)
    .flatMap(momentsOf)
    .filter(({ at }) => at > createdAt)
    .sort((one, other) => one.at - other.at)
    .map(({ at, stage, dates }): Edit => {
      const changes = { deal_stage_id: stage, ...dates, hasReachedRpcOrBeyond: true }
      return { afterMs: at - createdAt, changes }
    })
  return movingHistory(createdAt, first, edits)
}

/** What a promise changes in a case, and when. */
interface Moment {
  readonly at: number
  readonly action: string
  readonly stage: string
  readonly dates: Readonly<Record<string, string | null>>
}

function momentsOf({ madeAt, settledAt, dueAt, outcome, isToAi }: PromiseToPay): Moment[] {
  const by = isToAi ? 'ai' : 'human'
  const dates = { [`ptp_date_${by}`]: toIso(dueAt) }
  const made = { at: madeAt, action: 'ptp_captured', stage: STAGES.promised, dates }
  if (outcome === 'open') return [made]
  if (outcome === 'kept') {
    const done = { [`ptp_date_${by}`]: null }
    return [made, { at: settledAt, action: 'ptp_kept', stage: 'stage_paid', dates: done }]
  }
  const brokenDates = { [`ptp_date_${by}`]: null, [`broken_ptp_date_${by}`]: toIso(dueAt) }
  return [made, { at: settledAt, action: 'ptp_broken', stage: STAGES.broken, dates: brokenDates }]
}

/** D18: the state of the case at each of these moments. */
export function borrowerDealLogs(promise: PromiseToPay, day: number, seed: string): History[] {
  return momentsOf(promise).map(({ at, action, stage, dates }, moment) =>
    loggedHistory(at, {
      public_id: makePublicId(`${seed}D18`, day, 2 * promise.index + moment, at),
      log_action: action,
      deal_stage_id: stage,
      ...PIPELINE,
      ptp_date_human: null,
      ptp_date_ai: null,
      broken_ptp_date_human: null,
      broken_ptp_date_ai: null,
      ...dates,
      do_not_contact: false,
    }),
  )
}

const COMMENTS = {
  'Customer asked for a call back next week': 3,
  'Promised to pay after salary day': 4,
  'العميل وعد بالسداد': 2,
}

/** D17: what was done in the case. */
export function borrowerDealActivityLogs(
  promise: PromiseToPay,
  day: number,
  seed: string,
): History[] {
  const agent = agentOf(promise.borrower, seed)
  return momentsOf(promise).map(({ at, stage }, moment) => {
    const random = seededRandom(`${seed}D17 ${promise.publicId} ${moment}`)
    return loggedHistory(at, {
      public_id: makePublicId(`${seed}D17`, day, 2 * promise.index + moment, at),
      action: 'stage_changed',
      comment: random.happens(0.5) ? random.pick(COMMENTS) : null,
      created_by: promise.isToAi ? 'system' : `agent_${agent.length * 311}`,
      details: {
        oldStage: moment === 0 ? STAGES.new : STAGES.promised,
        newStage: stage,
        assignedUserName: random.happens(0.8) ? agent : null,
      },
    })
  })
}

/** D19: the same, rolled up to the deal. */
export function dealActivityLogs(promise: PromiseToPay, day: number, seed: string): History[] {
  return momentsOf(promise).map(({ at, action }, moment) => {
    const random = seededRandom(`${seed}D19 ${promise.publicId} ${moment}`)
    return loggedHistory(at, {
      public_id: makePublicId(`${seed}D19`, day, 2 * promise.index + moment, at),
      action,
      comment: random.happens(0.3) ? random.pick(COMMENTS) : null,
      created_by: promise.isToAi ? 'system' : 'agent',
    })
  })
}
