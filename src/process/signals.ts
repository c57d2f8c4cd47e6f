import { CrashedError, StoppedError } from '../errors'
import { endNow } from './end-now'

/** How long we have to write what is whole once we are told to stop. */
const STOP_WITHIN_MS = 4_500

/** What comes from outside while the work goes on, and what goes wrong where nobody waits. */
export interface Interruptions {
  /** Aborted by SIGTERM and SIGINT with a StoppedError, by what nobody caught with a CrashedError. */
  readonly signal: AbortSignal
  /** The first signal that came. */
  readonly by: NodeJS.Signals | undefined
  /** @throws CrashedError when there was something that nobody caught. */
  throwIfCrashed(): void
  /** The work is done: signals have their usual effect again, and a late crash is told here. */
  end(onLateCrash: (thrown: unknown) => void): void
}

/**
 * Listens for signals. The first one starts a timer that ends the process; more of them change
 * nothing, because a terminal and a parent often both send one.
 */
export function listenForInterruptions(): Interruptions {
  const stop = new AbortController()
  const crashes: CrashedError[] = []
  let onLateCrash: ((thrown: unknown) => void) | undefined
  let by: NodeJS.Signals | undefined
  const onCrash = (thrown: unknown): void => {
    if (onLateCrash !== undefined) return onLateCrash(thrown)
    const crash = new CrashedError(thrown)
    crashes.push(crash)
    stop.abort(crash)
  }
  const onSignal = (name: NodeJS.Signals): void => {
    if (by !== undefined) return
    by = name
    setTimeout(() => dieBySignal(name), STOP_WITHIN_MS).unref()
    stop.abort(new StoppedError())
  }
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal).on('uncaughtException', onCrash)
  return {
    signal: stop.signal,
    get by() {
      return by
    },
    throwIfCrashed: () => {
      if (crashes[0] !== undefined) throw crashes[0]
    },
    end: (reportCrash) => {
      onLateCrash = reportCrash
      process.off('SIGTERM', onSignal).off('SIGINT', onSignal)
    },
  }
}

/**
 * Dies of the signal itself, as its sender expects: PyAirbyte takes nothing else for a clean stop.
 * On process 1 of a container the signal has no effect; then the exit code says the same.
 */
export function dieBySignal(name: NodeJS.Signals): void {
  process.exitCode = name === 'SIGINT' ? 130 : 143
  process.removeAllListeners(name)
  process.kill(process.pid, name)
  endNow()
}
