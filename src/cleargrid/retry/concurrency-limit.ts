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
  return new Gate(new Size(limitMax, start))
}

/** How many may be in flight: pure arithmetic. */
class Size {
  readonly #max: number
  #limit: number
  #growsFast = true
  #successes = 0
  #timeoutsInARow = 0
  /** How often it was halved. */
  #round = 0

  constructor(max: number, start: number) {
    this.#max = max
    this.#limit = Math.min(start, max)
  }

  get limit(): number {
    return this.#limit
  }

  get round(): number {
    return this.#round
  }

  succeeded(): void {
    this.#successes += 1
    this.#timeoutsInARow = 0
    if (!this.#growsFast && this.#successes < this.#limit) return
    this.#successes = 0
    this.#limit = Math.min(this.#max, this.#limit + 1)
  }

  overloaded(startedIn: number): void {
    if (startedIn < this.#round) return
    this.#round += 1
    this.#growsFast = false
    this.#successes = 0
    this.#timeoutsInARow = 0
    this.#limit = Math.max(1, Math.floor(this.#limit / 2))
  }

  timedOut(startedIn: number): void {
    this.#timeoutsInARow += 1
    if (this.#timeoutsInARow > Math.max(2, this.#limit)) this.overloaded(startedIn)
  }
}

/** Who is in, and who waits. */
class Gate implements ConcurrencyLimit {
  readonly #size: Size
  readonly #waiting: (() => void)[] = []
  #taken = 0

  constructor(size: Size) {
    this.#size = size
  }

  get current(): number {
    return this.#size.limit
  }

  async acquire(signal?: AbortSignal): Promise<Permit> {
    signal?.throwIfAborted()
    await new Promise<void>((resolve, reject) => {
      const enter = (): void => {
        signal?.removeEventListener('abort', leave)
        resolve()
      }
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1)
        reject(signal?.reason as Error)
      }
      signal?.addEventListener('abort', leave, { once: true })
      this.#waiting.push(enter)
      this.#admit()
    })
    return this.#grant()
  }

  #admit(): void {
    while (this.#taken < this.#size.limit) {
      const next = this.#waiting.shift()
      if (next === undefined) return
      this.#taken += 1
      next()
    }
  }

  #grant(): Permit {
    const size = this.#size
    let startedIn = size.round
    return {
      begin: () => void (startedIn = size.round),
      succeeded: () => size.succeeded(),
      overloaded: () => size.overloaded(startedIn),
      timedOut: () => size.timedOut(startedIn),
      release: () => {
        this.#taken -= 1
        this.#admit()
      },
    }
  }
}
