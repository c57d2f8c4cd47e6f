import { hashOf, type Chance } from '../random'
import { DAY_MS, HOUR_MS, SECOND_MS, type Birth } from './history'

/** A UTC day, counted from 1970-01-01. */
export type Day = number

/** The first day with rows: 1 November 2024. */
export const FIRST_DAY: Day = Date.UTC(2024, 10, 1) / DAY_MS

/**
 * What happens on a day: about 66 rows on average, most of them in the working hours of Riyadh and
 * Dubai, fewer at the weekend; now and then a campaign, which makes 100 to 150 rows at one instant.
 */
export function birthsOn(dataset: string, day: Day, chance: Chance): readonly Birth[] {
  const dayStart = day * DAY_MS
  const births: Birth[] = []
  const add = (happenedAt: number, createdAt: number, isCampaign: boolean): void => {
    const publicId = publicIdOf(dataset, day, births.length, createdAt)
    births.push({ publicId, happenedAt, createdAt, isCampaign })
  }
  const ordinary = Math.round(ROWS_A_DAY * activityOn(day) * chance.between(0.85, 1.15))
  for (let row = 0; row < ordinary; row += 1) {
    const happenedAt = dayStart + timeOfDay(chance)
    add(happenedAt, happenedAt + recordedAfterMs(chance), false)
  }
  if (chance.happens(CAMPAIGN_PROBABILITY)) {
    const happenedAt = dayStart + chance.integer(6, 15) * HOUR_MS
    const createdAt = happenedAt + chance.integer(1, 20 * SECOND_MS)
    const rows = chance.integer(100, 150)
    for (let row = 0; row < rows; row += 1) add(happenedAt, createdAt, true)
  }
  return births
}

const ROWS_A_DAY = 61
const CAMPAIGN_PROBABILITY = 0.04
const LATE_PROBABILITY = 0.02

/** Sunday to Saturday: Friday is the day of rest, Saturday half of one. */
const ACTIVITY_BY_WEEKDAY = [1.15, 1.15, 1.15, 1.15, 1.15, 0.4, 0.85]

function activityOn(day: Day): number {
  const weekday = new Date(day * DAY_MS).getUTCDay()
  return ACTIVITY_BY_WEEKDAY[weekday] ?? 1
}

/** Whole seconds, as in ClearGrid's samples: 9 to 21 o'clock in Riyadh, or any time at all. */
function timeOfDay(chance: Chance): number {
  const hours = chance.happens(0.9)
    ? 6 + 6 * (chance.share() + chance.share())
    : chance.between(0, 24)
  return Math.floor((hours * HOUR_MS) / SECOND_MS) * SECOND_MS
}

/** Some rows arrive late, as when an agent was offline. */
function recordedAfterMs(chance: Chance): number {
  const isLate = chance.happens(LATE_PROBABILITY)
  return Math.ceil(isLate ? chance.between(HOUR_MS, 30 * HOUR_MS) : chance.between(1, 20_000))
}

/** The most rows that a day can hold: it keeps ids apart. */
const ROWS_A_DAY_MAX = 1024

/**
 * Like a MongoDB ObjectId: seconds of creation, a number for the maker, a counter.
 * @param row counted from 0 within the day, and less than 1024.
 */
export function publicIdOf(dataset: string, day: Day, row: number, createdAt: number): string {
  const seconds = hex(Math.floor(createdAt / SECOND_MS), 8)
  return `${seconds}5f${hex(hashOf(dataset), 8)}${hex(((day - FIRST_DAY) * ROWS_A_DAY_MAX + row) & 0xffffff, 6)}`
}

/** Like a UUID: the same for the same name, for ever. */
export function uuidOf(name: string): string {
  const digits = ['a', 'b', 'c', 'd'].map((part) => hex(hashOf(`${part} ${name}`), 8)).join('')
  const parts = [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ] as const
  return parts.map(([from, to]) => digits.slice(from, to)).join('-')
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0').slice(-digits)
}
