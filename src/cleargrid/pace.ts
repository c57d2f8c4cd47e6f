import type { Instant } from '../instant'
import type { Runtime } from '../runtime'

/** The pause that an overloaded ClearGrid asks for. It holds for all requests together. */
export interface Pace {
  /** Resolves when requests may be sent. */
  ready(signal?: AbortSignal): Promise<void>
  /** Nobody sends for `delayMs` from now. `wasAsked`: ClearGrid named the time (Retry-After). */
  hold(delayMs: number, wasAsked: boolean): void
}

/** ClearGrid had too much to do: nobody asks it anything before `until`. */
export interface Pause {
  readonly until: Instant
  /** Whether ClearGrid named that time itself. */
  readonly wasAsked: boolean
}

/** `announce` is told each pause. */
export function createPace(runtime: Runtime, announce: (pause: Pause) => void): Pace {
  let pausedUntil: Instant = -Infinity
  return {
    ready: async (signal) => {
      // The pause may be prolonged while we sleep. It ends: each request retries a bounded number
      // of times, and each of these holds for a bounded time.
      for (let wait = pausedUntil - runtime.now(); wait > 0; wait = pausedUntil - runtime.now()) {
        await runtime.sleep(wait, signal)
      }
    },
    hold: (delayMs, wasAsked) => {
      const until = runtime.now() + delayMs
      if (until <= pausedUntil) return
      pausedUntil = until
      announce({ until, wasAsked })
    },
  }
}
