/**
 * How many walks may be in flight. Begins with two, adds one for each round of walks that went
 * well, and halves when ClearGrid is overloaded (AIMD, as TCP does).
 */
export interface Gate {
  readonly limit: number
  succeeded(): void
  overloaded(): void
}

const START = 2

export function createGate(concurrencyMax: number): Gate {
  let limit = Math.min(START, concurrencyMax)
  let successes = 0
  return {
    get limit() {
      return limit
    },
    succeeded: () => {
      successes += 1
      if (successes < limit) return
      successes = 0
      limit = Math.min(concurrencyMax, limit + 1)
    },
    overloaded: () => {
      successes = 0
      limit = Math.max(1, Math.floor(limit / 2))
    },
  }
}
