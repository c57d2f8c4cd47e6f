import type { Marts } from '../marts/marts'
import { attemptFunnel } from './attempt-funnel'
import { bestTime } from './best-time'
import { channelMix } from './channel-mix'
import { cohorts } from './cohorts'
import { completeness, type DayCount } from './completeness'
import { contactFrequency } from './contact-frequency'
import { delivery } from './delivery'
import type { Figure } from './figure'
import { outcomeFunnel } from './outcome-funnel'
import { promises } from './promises'
import { promiseToPayment } from './promise-to-payment'

export interface FigureOptions {
  /** The zone that the marts' hours are in, as people call it. */
  readonly timeZone: string
  /** ClearGrid's own counts; empty: it was not asked. */
  readonly counts: readonly DayCount[]
}

/** The page's figures, in the order in which they are read. */
export function figuresOf(marts: Marts, { timeZone, counts }: FigureOptions): readonly Figure[] {
  return [
    attemptFunnel(marts),
    outcomeFunnel(marts),
    bestTime(marts, timeZone),
    promises(marts),
    promiseToPayment(marts),
    cohorts(marts),
    channelMix(marts),
    contactFrequency(marts),
    delivery(marts),
    completeness(marts, counts),
  ]
}
