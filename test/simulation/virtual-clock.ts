import type { Runtime } from '../../src/runtime'
import type { Instant } from '../../src/instant'

/** A world without real seconds: time jumps to the next timer when nothing else is left to do. */
export interface VirtualClock {
  now(): Instant
  sleep: Runtime['sleep']
  /**
   * Lets everything happen until the promise settles.
   * @param isDead ends the run at once, as SIGKILL does: the promise is abandoned.
   * @returns whether the promise settled.
   * @throws when nothing is left that could settle it, or time has passed `limitMs`.
   */
  run(promise: Promise<unknown>, isDead: () => boolean, limitMs: number): Promise<boolean>
}

interface Timer {
  readonly at: Instant
  readonly order: number
  readonly fire: () => void
}

export function createVirtualClock(start: Instant): VirtualClock {
  let now = start
  let order = 0
  const timers = new Set<Timer>()

  function next(): Timer | undefined {
    let first: Timer | undefined
    for (const timer of timers) {
      const isEarlier =
        first === undefined ||
        timer.at < first.at ||
        (timer.at === first.at && timer.order < first.order)
      if (isEarlier) first = timer
    }
    return first
  }

  return {
    now: () => now,
    sleep: async (delayMs, signal) => {
      signal?.throwIfAborted()
      await new Promise<void>((resolve, reject) => {
        const timer = { at: now + delayMs, order: (order += 1), fire: resolve }
        timers.add(timer)
        const abort = (): void => {
          timers.delete(timer)
          reject(signal?.reason as Error)
        }
        signal?.addEventListener('abort', abort, { once: true })
      })
    },
    run: async (promise, isDead, limitMs) => {
      const outcome = { isSettled: false }
      const settle = (): void => void (outcome.isSettled = true)
      promise.then(settle, settle)
      const deadline = now + limitMs
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve))
        if (isDead()) return false
        if (outcome.isSettled) return true
        const timer = next()
        if (timer === undefined) throw new Error('Nothing is left that could go on')
        if (timer.at > deadline) throw new Error(`Still at work after ${limitMs} ms`)
        timers.delete(timer)
        now = Math.max(now, timer.at)
        timer.fire()
      }
    },
  }
}
