import { chanceOf } from '../random'
import { publicIdOf } from './created'
import { DAY_MS, isoOf, loggedLife, movingLife, slashedDay, type Edit, type Life } from './history'
import type { Borrower } from './population'
import type { PromiseToPay } from './promises'
import type { World } from './portfolio'

const STAGES = { new: 'stage_new', promised: 'stage_promise', broken: 'stage_broken_promise' }
const PIPELINE = { pipeline: 'Early Collections', comms_pipeline: 'Standard Outreach' }

const AGENTS = { 'Mariam Al-Shehri': 3, 'Yousef Haddad': 3, 'Huda Al-Zahrani': 2, 'Sami Nasser': 2 }

/** Who works on a borrower's case. */
function agentOf({ key }: Borrower, seed: string): string {
  return chanceOf(`${seed}agent ${key}`).pick(AGENTS)
}

/** D16: the case of a borrower; one in ten has a second one later, under the same id. */
export function borrowerDeals(of: Borrower, world: World): Life[] {
  const chance = chanceOf(`${world.seed}D16 ${of.key}`)
  const first = dealOf(of, world, of.createdAt, chance.integer(150, 4_000) * 1_000)
  const secondAt = Math.floor(of.createdAt + chance.between(5 * DAY_MS, 25 * DAY_MS))
  const hasSecond = chance.happens(0.1)
  return hasSecond ? [first, dealOf(of, world, secondAt, chance.integer(10, 90) * 1_000)] : [first]
}

function dealOf(of: Borrower, world: World, createdAt: number, amount: number): Life {
  const first = {
    public_id: of.linkId,
    deal_stage_id: STAGES.new,
    ...PIPELINE,
    amount,
    assigned_user_name: agentOf(of, world.seed),
    dpd_due_date: slashedDay(createdAt - 30 * DAY_MS),
    last_due_date: slashedDay(createdAt - 2 * DAY_MS),
    ptp_date_human: null,
    ptp_date_ai: null,
    broken_ptp_date_human: null,
    broken_ptp_date_ai: null,
    hasReachedRpcOrBeyond: false,
    do_not_contact: false,
  }
  const edits = world
    .promisesOf(of)
    .flatMap(momentsOf)
    .filter(({ at }) => at > createdAt)
    .sort((one, other) => one.at - other.at)
    .map(({ at, stage, dates }): Edit => {
      const changes = { deal_stage_id: stage, ...dates, hasReachedRpcOrBeyond: true }
      return { afterMs: at - createdAt, changes }
    })
  return movingLife(createdAt, first, edits)
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
  const dates = { [`ptp_date_${by}`]: isoOf(dueAt) }
  const made = { at: madeAt, action: 'ptp_captured', stage: STAGES.promised, dates }
  if (outcome === 'open') return [made]
  if (outcome === 'kept') {
    const done = { [`ptp_date_${by}`]: null }
    return [made, { at: settledAt, action: 'ptp_kept', stage: 'stage_paid', dates: done }]
  }
  const brokenDates = { [`ptp_date_${by}`]: null, [`broken_ptp_date_${by}`]: isoOf(dueAt) }
  return [made, { at: settledAt, action: 'ptp_broken', stage: STAGES.broken, dates: brokenDates }]
}

/** D18: the state of the case at each of these moments. */
export function borrowerDealLogs(promise: PromiseToPay, day: number, seed: string): Life[] {
  return momentsOf(promise).map(({ at, action, stage, dates }, moment) =>
    loggedLife(at, {
      public_id: publicIdOf(`${seed}D18`, day, 2 * promise.index + moment, at),
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
export function borrowerDealActivityLogs(promise: PromiseToPay, day: number, seed: string): Life[] {
  const agent = agentOf(promise.borrower, seed)
  return momentsOf(promise).map(({ at, stage }, moment) => {
    const chance = chanceOf(`${seed}D17 ${promise.publicId} ${moment}`)
    return loggedLife(at, {
      public_id: publicIdOf(`${seed}D17`, day, 2 * promise.index + moment, at),
      action: 'stage_changed',
      comment: chance.happens(0.5) ? chance.pick(COMMENTS) : null,
      created_by: promise.isToAi ? 'system' : `agent_${agent.length * 311}`,
      details: {
        oldStage: moment === 0 ? STAGES.new : STAGES.promised,
        newStage: stage,
        assignedUserName: chance.happens(0.8) ? agent : null,
      },
    })
  })
}

/** D19: the same, rolled up to the deal. */
export function dealActivityLogs(promise: PromiseToPay, day: number, seed: string): Life[] {
  return momentsOf(promise).map(({ at, action }, moment) => {
    const chance = chanceOf(`${seed}D19 ${promise.publicId} ${moment}`)
    return loggedLife(at, {
      public_id: publicIdOf(`${seed}D19`, day, 2 * promise.index + moment, at),
      action,
      comment: chance.happens(0.3) ? chance.pick(COMMENTS) : null,
      created_by: promise.isToAi ? 'system' : 'agent',
    })
  })
}
