import { EXAMPLE_LENDER, lenderPublicIdFor } from './tokens'
import { compareRows, type SandboxData } from './data'
import { FIRST_DAY, type Day } from './seeded/created'
import { DAY_MS, versionAt, type History, type Version } from './seeded/history'
import { SERIES, type Series } from './seeded/series'
import { createPortfolio, remembered } from './seeded/portfolio'

/**
 * Made-up data of all datasets, told from one population for each lender: borrowers are handed over,
 * called several times, promise, and keep or break it. A pure function of lender and day, so that it
 * is the same in every process, and of the clock: rows appear when they are created and change when
 * they are edited, from 1 November 2024 on without an end.
 */
export function seededData(): SandboxData {
  const lenders = new Map<string, Lender>()

  /** The latest lenders are remembered. */
  function lenderCalled(lenderPublicId: string): Lender {
    const lender = lenders.get(lenderPublicId) ?? createLender(seedOf(lenderPublicId))
    lenders.delete(lenderPublicId)
    lenders.set(lenderPublicId, lender)
    const [oldest] = lenders.keys()
    if (lenders.size > LENDERS_KEPT && oldest !== undefined) lenders.delete(oldest)
    return lender
  }

  return {
    rowsBetween: (dataset, since, until, now, lenderPublicId = EXAMPLE) => {
      const histories = lenderCalled(lenderPublicId).get(dataset)
      if (histories === undefined) return []
      const found: Version[] = []
      const lastDay = dayOf(Math.min(until - 1, now))
      for (let day = firstDayOf(since, histories.editDays); day <= lastDay; day += 1) {
        for (const history of histories.on(day)) {
          const version = versionAt(history, now)
          if (version !== undefined && isBetween(version, since, until)) found.push(version)
        }
      }
      return found.sort(compareRows).map(({ row }) => row)
    },
  }
}

const LENDERS_KEPT = 3

const EXAMPLE = lenderPublicIdFor(EXAMPLE_LENDER)

/** The lender of all examples has no name in its seed: its rows are pinned. */
function seedOf(lenderPublicId: string): string {
  return lenderPublicId === EXAMPLE ? '' : `${lenderPublicId} `
}

/** The rows of one lender, by dataset. */
type Lender = ReadonlyMap<string, { readonly editDays: number; on(day: Day): readonly History[] }>

function createLender(seed: string): Lender {
  const portfolio = createPortfolio(seed)
  const daysOf = ({ historiesOn, editDays }: Series) => ({
    editDays,
    on: remembered((day) => historiesOn(day, portfolio)),
  })
  return new Map(Object.entries(SERIES).map(([code, series]) => [code, daysOf(series)]))
}

function isBetween({ cursorValue }: Version, since: number, until: number): boolean {
  return cursorValue >= since && cursorValue < until
}

function dayOf(instant: number): Day {
  return Math.floor(instant / DAY_MS)
}

function firstDayOf(since: number, editDays: number): Day {
  return Math.max(FIRST_DAY, dayOf(since) - editDays)
}
