import { seededRandom } from '../random'
import { borrowerAccount, borrowerAccountEvents, borrowerSubAccounts } from './accounts'
import { createdOn, type Day } from './created'
import { communicationLog } from './communication-log'
import { conversation, CONVERSATION_DAYS } from './conversation'
import * as deals from './deals'
import type { History } from './history'
import { borrowerPayments, paymentProofs, scheduledPayment } from './payments'
import { borrower, PEOPLE_DAYS, userLenderDetail } from './borrowers'
import * as plans from './plans'
import { CONTACT_DAYS, type Borrower } from './population'
import { PROMISE_DAYS, type PromiseToPay } from './promises'
import { manualCommunicationOutcome } from './outcomes'
import { dealViews, VIEW_DAYS } from './views'
import type { Portfolio } from './portfolio'

/** One dataset: the rows that follow from a day. */
export interface Series {
  readonly historiesOn: (day: Day, portfolio: Portfolio) => readonly History[]
  /** How many days after that day a row may have its place; 0 where edits do not move it. */
  readonly editDays: number
}

/** From the day on which a borrower is handed over to the end of the last promise. */
const CASE_DAYS = CONTACT_DAYS + PROMISE_DAYS + 1

function ofBorrowers(
  histories: (of: Borrower, portfolio: Portfolio) => History[],
  editDays: number,
): Series {
  const historiesOn: Series['historiesOn'] = (day, portfolio) =>
    portfolio.borrowersOn(day).flatMap((of) => histories(of, portfolio))
  return { historiesOn, editDays }
}

function ofPromises(
  histories: (promise: PromiseToPay, day: Day, seed: string) => History[],
  editDays = PROMISE_DAYS + 3,
): Series {
  const historiesOn: Series['historiesOn'] = (day, portfolio) =>
    portfolio.promisesOn(day).flatMap((promise) => histories(promise, day, portfolio.seed))
  return { historiesOn, editDays }
}

export const SERIES: Readonly<Record<string, Series>> = {
  D01: ofBorrowers((of, { seed }) => [borrower(of, seed)], PEOPLE_DAYS),
  D02: ofBorrowers((of, portfolio) => [borrowerAccount(of, portfolio)], CASE_DAYS),
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
    historiesOn: (day, portfolio) =>
      portfolio.logsOn(day).flatMap((log) => plans.borrowerSettlement(log, portfolio.seed)),
    editDays: plans.SETTLEMENT_DAYS,
  },
  D16: ofBorrowers(deals.borrowerDeals, CASE_DAYS),
  D17: ofPromises(deals.borrowerDealActivityLogs),
  D18: ofPromises(deals.borrowerDealLogs),
  D19: ofPromises(deals.dealActivityLogs),
  D20: { historiesOn: (day, { seed }) => dealViews(day, seed), editDays: VIEW_DAYS },
  D21: {
    historiesOn: (day, portfolio) => {
      const name = `${portfolio.seed}D21`
      const random = seededRandom(`${name} on day ${day}`)
      return createdOn(name, day, random).map((created) =>
        communicationLog(created, random, portfolio),
      )
    },
    editDays: 0,
  },
  D22: {
    historiesOn: (day, { seed }) => {
      const random = seededRandom(`${seed}D22 on day ${day}`)
      return createdOn(`${seed}D22`, day, random).map((created) => conversation(created, random))
    },
    editDays: CONVERSATION_DAYS,
  },
  D23: { historiesOn: (day, portfolio) => portfolio.logsOn(day), editDays: 0 },
  D24: ofPromises((promise, day, seed) => [manualCommunicationOutcome(promise, day, seed)]),
  D26: ofBorrowers((of, { seed }) => [userLenderDetail(of, seed)], PEOPLE_DAYS),
}
