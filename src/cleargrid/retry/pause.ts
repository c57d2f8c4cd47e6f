import type { Instant } from '../../time/instant'
import type { Runtime } from '../../runtime'

/** The pause that an overloaded ClearGrid asks for. It holds for all requests together. */
export interface Pauses {
  /** Resolves when requests may be sent. */
  ready(signal?: AbortSignal): Promise<void>
  /** Nobody sends for `delayMs` from now. `wasAsked`: ClearGrid named the time (Retry-After). */
  hold(delayMs: number, wasAsked: boolean): void
  /** When the last pause ends or has ended, on the clock that only goes forward; -Infinity: none. */
  readonly endsMs: number
}

/** ClearGrid had too much to do: nobody asks it anything before `until`. */
export interface Pause {
  readonly until: Instant
  /** Whether ClearGrid named that time itself. */
  readonly wasAsked: boolean
}

/**
 * @param announce called for each pause. Pauses are measured by `elapsedMs` and announced in the
 *   time of `now`.
 */
export function createPauses(runtime: Runtime, announce: (pause: Pause) => void): Pauses {
  let endsMs = -Infinity
  return {
    get endsMs() {
      return endsMs
    },
    ready: async (signal) => {
      // The pause may be prolonged while we sleep. It ends: all pauses together are bounded.
      const waitMs = (): number => endsMs - runtime.elapsedMs()
      // Whole milliseconds: a fraction of one may be less than what a clock can show.
      for (let wait = waitMs(); wait > 0; wait = waitMs()) {
        await runtime.sleep(Math.ceil(wait), signal)
      }
    },
    hold: (delayMs, wasAsked) => {
      const ends = runtime.elapsedMs() + delayMs
      if (ends <= endsMs) return
      endsMs = ends
      announce({ until: Math.ceil(runtime.now() + delayMs), wasAsked })
    },
  }
}
