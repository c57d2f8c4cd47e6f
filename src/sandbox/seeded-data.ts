import { chanceOf, type Chance } from './chance'
import { compareRows, type SandboxData } from './data'
import { birthsOn, FIRST_DAY, type Day } from './seeded/births'
import { communicationLog } from './seeded/communication-log'
import { conversation, CONVERSATION_DAYS } from './seeded/conversation'
import { DAY_MS, versionAt, type Birth, type Life, type Version } from './seeded/life'
import { manualCommunicationLog } from './seeded/manual-communication-log'

/**
 * Made-up data of the three Communications datasets: a pure function of the day, so that it is the
 * same in every process, and of the clock: rows appear when they are created and change when they
 * are edited, from 1 November 2024 on without an end. The other datasets hold no rows.
 */
export function seededData(): SandboxData {
  const streams = new Map(
    Object.entries(STREAMS).map(([code, stream]) => [code, { ...stream, days: daysOf(code) }]),
  )
  return {
    rowsBetween: (dataset, since, until, now) => {
      const stream = streams.get(dataset)
      if (stream === undefined) return []
      const { days, editDays } = stream
      const found: Version[] = []
      const lastDay = dayOf(Math.min(until - 1, now))
      for (let day = firstDayOf(since, editDays); day <= lastDay; day += 1) {
        for (const life of days(day)) {
          const version = versionAt(life, now)
          if (version !== undefined && isBetween(version, since, until)) found.push(version)
        }
      }
      return found.sort(compareRows).map(({ row }) => row)
    },
  }
}

function isBetween({ cursorValue }: Version, since: number, until: number): boolean {
  return cursorValue >= since && cursorValue < until
}

interface Stream {
  readonly lifeOf: (birth: Birth, chance: Chance) => Life
  /** How many days after its birth a row may have its place; 0 where edits do not move it. */
  readonly editDays: number
}

const STREAMS: Readonly<Record<string, Stream>> = {
  D21: { lifeOf: communicationLog, editDays: 0 },
  D22: { lifeOf: conversation, editDays: CONVERSATION_DAYS },
  D23: { lifeOf: manualCommunicationLog, editDays: 0 },
}

function dayOf(instant: number): Day {
  return Math.floor(instant / DAY_MS)
}

function firstDayOf(since: number, editDays: number): Day {
  return Math.max(FIRST_DAY, dayOf(since) - editDays)
}

/** Enough for the windows that are read at once; all days together would fill the memory. */
const DAYS_KEPT = 250

/** The rows of a day, made when they are first asked for. The latest days made are kept. */
function daysOf(dataset: string): (day: Day) => readonly Life[] {
  const kept = new Map<Day, readonly Life[]>()
  return (day) => {
    const known = kept.get(day)
    if (known !== undefined) return known
    const lives = livesOn(dataset, day)
    kept.set(day, lives)
    const [oldest] = kept.keys()
    if (kept.size > DAYS_KEPT && oldest !== undefined) kept.delete(oldest)
    return lives
  }
}

function livesOn(dataset: string, day: Day): readonly Life[] {
  const stream = STREAMS[dataset]
  const chance = chanceOf(`${dataset} on day ${day}`)
  if (stream === undefined) return []
  return birthsOn(dataset, day, chance).map((birth) => stream.lifeOf(birth, chance))
}
