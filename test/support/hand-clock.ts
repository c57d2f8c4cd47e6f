import type { Runtime } from '../../src/runtime'

/** A world whose time passes only while somebody sleeps, at once. */
export interface HandClock extends Runtime {
  /** How long each sleep was. */
  readonly slept: readonly number[]
  readonly logged: readonly string[]
}

export function handClock(startMs = 0, random = 0.5): HandClock {
  const slept: number[] = []
  const logged: string[] = []
  let now = startMs
  return {
    slept,
    logged,
    now: () => now,
    elapsedMs: () => now,
    sleep: async (delayMs, signal) => {
      signal?.throwIfAborted()
      slept.push(delayMs)
      now += delayMs
      await Promise.resolve()
    },
    random: () => random,
    log: (level, message) => void logged.push(`${level} ${message}`),
  }
}
