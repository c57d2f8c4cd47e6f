import type { Instant } from '../../src/time/instant'
import type { Runtime } from '../../src/runtime'

/** A world without real seconds: time jumps to the next timer when nothing else is left to do. */
export interface VirtualClock {
  now(): Instant
  sleep: Runtime['sleep']
  /**
   * Lets everything happen until the promise settles.
   * @param isDead ends the run at once, as SIGKILL does: the promise is abandoned.
   * @returns 'settled'; 'dead'; 'stuck' when nothing is left that could settle it; 'late' when
   *   `limitMs` have passed.
   */
  run(promise: Promise<unknown>, isDead: () => boolean, limitMs: number): Promise<RunEnd>
}

export type RunEnd = 'settled' | 'dead' | 'stuck' | 'late'

interface Timer {
  readonly at: Instant
  readonly order: number
  /** Undefined once it is called off. */
  fire: (() => void) | undefined
}

export function createVirtualClock(start: Instant): VirtualClock {
  let now = start
  let order = 0
  const timers = createHeap()

  return {
    now: () => now,
    sleep: async (delayMs, signal) => {
      signal?.throwIfAborted()
      await new Promise<void>((resolve, reject) => {
        const abort = (): void => {
          timer.fire = undefined
          reject(signal?.reason as Error)
        }
        const fire = (): void => {
          signal?.removeEventListener('abort', abort)
          resolve()
        }
        const timer: Timer = { at: now + delayMs, order: (order += 1), fire }
        // What never comes need not be waited for.
        if (delayMs < Infinity) timers.push(timer)
        signal?.addEventListener('abort', abort, { once: true })
      })
    },
    run: async (promise, isDead, limitMs) => {
      const outcome = { isSettled: false }
      const settle = (): void => void (outcome.isSettled = true)
      promise.then(settle, settle)
      const deadline = now + limitMs
      for (;;) {
        // Sockets, microtasks and ticks are done when this comes.
        await new Promise((resolve) => setImmediate(resolve))
        if (isDead()) return 'dead'
        if (outcome.isSettled) return 'settled'
        const timer = timers.pop()
        if (timer === undefined) return 'stuck'
        if (timer.at > deadline) {
          timers.push(timer)
          return 'late'
        }
        now = Math.max(now, timer.at)
        timer.fire?.()
      }
    },
  }
}

interface Heap {
  push(timer: Timer): void
  /** The earliest that has not been called off. */
  pop(): Timer | undefined
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}

function createHeap(): Heap {
  const heap: Timer[] = []

  function takeFirst(): Timer | undefined {
    const [first] = heap
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    let hole = 0
    for (;;) {
      const left = 2 * hole + 1
      const [l, r] = [heap[left], heap[left + 1]]
      const child = r !== undefined && l !== undefined && isBefore(r, l) ? left + 1 : left
      const least = heap[child]
      if (least === undefined || !isBefore(least, last)) break
      heap[hole] = least
      hole = child
    }
    heap[hole] = last
    return first
  }

  return {
    push: (timer) => {
      let hole = heap.length
      heap.push(timer)
      while (hole > 0) {
        const parent = (hole - 1) >> 1
        const above = heap[parent]
        if (above === undefined || !isBefore(timer, above)) break
        heap[hole] = above
        hole = parent
      }
      heap[hole] = timer
    },
    pop: () => {
      for (;;) {
        const first = takeFirst()
        if (first === undefined || first.fire !== undefined) return first
      }
    },
  }
}
