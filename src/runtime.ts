import { env } from 'node:process'

export type LogLevel = 'ERROR' | 'WARN' | 'INFO' | 'DEBUG'

/**
 * The clock, timers, random numbers and log. Passed in, so that tests can move the clock by hand.
 */
export interface Runtime {
  /** The current instant of this machine's clock: UTC, milliseconds. */
  now(): number
  /** Milliseconds on a monotonic clock, whatever happens to `now`; its zero is arbitrary. */
  elapsedMs(): number
  /** Resolves after `delayMs`; rejects with the signal's reason when it is aborted before. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>
  /** A number in `[0, 1)`. */
  random(): number
  /** One line for the operator. Never holds a secret or a row's value. */
  log(level: LogLevel, message: string): void
}

/** Real time: see `Runtime.sleep`. One of Node's own makes two errors for each sleep that is cut short. */
export const sleep: Runtime['sleep'] = async (delayMs, signal) => {
  signal?.throwIfAborted()
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, delayMs)
    function stop(): void {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    signal?.addEventListener('abort', stop, { once: true })
  })
}

/** The real world: the machine's clock, timers and random numbers. */
export function systemRuntime(log: Runtime['log']): Runtime {
  return {
    now: () => Date.now(),
    elapsedMs: () => performance.now(),
    sleep,
    random: () => Math.random(),
    log,
  }
}

/** Variables of the environment by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The environment this program was started in. */
export const realEnvironment: Environment = env
