import { DAY_MS, HOUR_MS } from '../../src/time/instant'
import type { GatewayModel } from './model-gateway'

export const START = Date.UTC(2023, 0, 1)
/** The settings of the models. */
export const SIZE_MAX = { windowMs: 30 * DAY_MS, pageSize: 500 }
/** Three years. */
export const YEARS = { since: START, until: START + 1_096 * DAY_MS }

/** Twelve years: without rows a month is a request, and some are spent on learning. */
export const TWELVE_YEARS = { since: START, until: START + 4_383 * DAY_MS }

/** One row every so often, over the whole stretch. */
export function every(ms: number, { since, until } = YEARS): number[] {
  return Array.from({ length: Math.ceil((until - since) / ms) }, (_, index) => since + index * ms)
}

/** Three years with a row an hour, read by four walks; the rest as given. */
export function model(members: Partial<GatewayModel>): GatewayModel {
  return {
    sizeMax: SIZE_MAX,
    unread: YEARS,
    rows: every(HOUR_MS),
    concurrency: 4,
    refuses: () => false,
    ...members,
  }
}
