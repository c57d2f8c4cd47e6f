import { chanceOf } from '../random'
import { borrowerAccount, borrowerAccountEvents, borrowerSubAccounts } from './accounts'
import { birthsOn, type Day } from './created'
import { communicationLog } from './communication-log'
import { conversation, CONVERSATION_DAYS } from './conversation'
import * as deals from './deals'
import type { Life } from './history'
import { borrowerPayments, paymentProofs, scheduledPayment } from './payments'
import { borrower, PEOPLE_DAYS, userLenderDetail } from './borrowers'
import * as plans from './plans'
import { CONTACT_DAYS, type Borrower } from './population'
import { PROMISE_DAYS, type PromiseToPay } from './promises'
import { manualCommunicationOutcome } from './outcomes'
import { dealViews, VIEW_DAYS } from './views'
import type { World } from './portfolio'

/** One dataset: the rows that follow from a day. */
export interface Series {
  readonly livesOn: (day: Day, world: World) => readonly Life[]
  /** How many days after that day a row may have its place; 0 where edits do not move it. */
  readonly editDays: number
}

/** From the day on which a borrower is handed over to the end of the last promise. */
const CASE_DAYS = CONTACT_DAYS + PROMISE_DAYS + 1

function ofBorrowers(lives: (of: Borrower, world: World) => Life[], editDays: number): Series {
  const livesOn: Series['livesOn'] = (day, world) =>
    world.borrowersOn(day).flatMap((of) => lives(of, world))
  return { livesOn, editDays }
}

function ofPromises(
  lives: (promise: PromiseToPay, day: Day, seed: string) => Life[],
  editDays = PROMISE_DAYS + 3,
): Series {
  const livesOn: Series['livesOn'] = (day, world) =>
    world.promisesOn(day).flatMap((promise) => lives(promise, day, world.seed))
  return { livesOn, editDays }
}

export const SERIES: Readonly<Record<string, Series>> = {
  D01: ofBorrowers((of, { seed }) => [borrower(of, seed)], PEOPLE_DAYS),
  D02: ofBorrowers((of, world) => [borrowerAccount(of, world)], CASE_DAYS),
  D03: ofBorrowers((of, { seed }) => borrowerSubAccounts(of, seed), PEOPLE_DAYS),
  D05: ofBorrowers((of, { seed }) => borrowerAccountEvents(of, seed), PEOPLE_DAYS),
  D07: ofPromises((promise, _, seed) => borrowerPayments(promise, seed)),
  D08: ofPromises((promise, _, seed) => plans.paymentPlans(promise, seed), plans.PLAN_DAYS),
  D09: ofPromises(
    (promise, _, seed) => plans.paymentPlanInstallments(promise, seed),
    plans.PLAN_DAYS,
  ),
  D12: ofPromises((promise, _, seed) => [scheduledPayment(promise, seed)]),
  D14: ofPromises((promise, _, seed) => paymentProofs(promise, seed)),
  D15: {
    livesOn: (day, world) =>
      world.logsOn(day).flatMap((log) => plans.borrowerSettlement(log, world.seed)),
    editDays: plans.SETTLEMENT_DAYS,
  },
  D16: ofBorrowers(deals.borrowerDeals, CASE_DAYS),
  D17: ofPromises(deals.borrowerDealActivityLogs),
  D18: ofPromises(deals.borrowerDealLogs),
  D19: ofPromises(deals.dealActivityLogs),
  D20: { livesOn: (day, { seed }) => dealViews(day, seed), editDays: VIEW_DAYS },
  D21: {
    livesOn: (day, world) => {
      const name = `${world.seed}D21`
      const chance = chanceOf(`${name} on day ${day}`)
      return birthsOn(name, day, chance).map((birth) => communicationLog(birth, chance, world))
    },
    editDays: 0,
  },
  D22: {
    livesOn: (day, { seed }) => {
      const chance = chanceOf(`${seed}D22 on day ${day}`)
      return birthsOn(`${seed}D22`, day, chance).map((birth) => conversation(birth, chance))
    },
    editDays: CONVERSATION_DAYS,
  },
  D23: { livesOn: (day, world) => world.logsOn(day), editDays: 0 },
  D24: ofPromises((promise, day, seed) => [manualCommunicationOutcome(promise, day, seed)]),
  D26: ofBorrowers((of, { seed }) => [userLenderDetail(of, seed)], PEOPLE_DAYS),
}
