/**
 * How many requests may be in flight at once. Begins with a few and grows with each success, until
 * ClearGrid is overloaded for the first time; then halves, and grows by one for each round of
 * successes (slow start and AIMD, as TCP does).
 */
export interface ConcurrencyLimit {
  readonly current: number
  /** Waits for a permit, first come first served. Release it when the answer has come. */
  acquire(signal?: AbortSignal): Promise<Permit>
}

/** The right to one request. Call `begin`, report the outcome, then release. */
export interface Permit {
  begin(): void
  succeeded(): void
  /** 429 or 503. Requests that began before the last halving halve nothing again. */
  overloaded(): void
  /** A timeout is about size, unless nothing but timeouts comes back: then it is overload too. */
  timedOut(): void
  release(): void
}

const START = 2

/** @param start how many to begin with, where two are too few. */
export function createConcurrencyLimit(limitMax: number, start = START): ConcurrencyLimit {
  let limit = Math.min(start, limitMax)
  let growsFast = true
  let successes = 0
  let timeoutsInARow = 0
  let round = 0
  let taken = 0
  const waiting: (() => void)[] = []

  function admit(): void {
    while (taken < limit) {
      const next = waiting.shift()
      if (next === undefined) return
      taken += 1
      next()
    }
  }

  function grow(): void {
    successes += 1
    timeoutsInARow = 0
    if (!growsFast && successes < limit) return
    successes = 0
    limit = Math.min(limitMax, limit + 1)
  }

  function halve(startedIn: number): void {
    if (startedIn < round) return
    round += 1
    growsFast = false
    successes = 0
    timeoutsInARow = 0
    limit = Math.max(1, Math.floor(limit / 2))
  }

  function grant(): Permit {
    let startedIn = round
    return {
      begin: () => void (startedIn = round),
      succeeded: grow,
      overloaded: () => halve(startedIn),
      timedOut: () => {
        timeoutsInARow += 1
        if (timeoutsInARow > Math.max(2, limit)) halve(startedIn)
      },
      release: () => {
        taken -= 1
        admit()
      },
    }
  }

  return {
    get current() {
      return limit
    },
    acquire: async (signal) => {
      signal?.throwIfAborted()
      await new Promise<void>((resolve, reject) => {
        const enter = (): void => {
          signal?.removeEventListener('abort', leave)
          resolve()
        }
        const leave = (): void => {
          waiting.splice(waiting.indexOf(enter), 1)
          reject(signal?.reason as Error)
        }
        signal?.addEventListener('abort', leave, { once: true })
        waiting.push(enter)
        admit()
      })
      return grant()
    },
  }
}
