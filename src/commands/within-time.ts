import { setMaxListeners } from 'node:events'
import { StoppedError, TransientError } from '../errors'
import type { CommandContext } from './command-context'

/**
 * Does some work, but no longer than `timeMs`.
 * @param action the beginning of the sentence when that was not enough.
 * @throws TransientError when the time is over; the reason of `stop`; whatever the work throws.
 */
export async function withinTime<T>(
  timeMs: number,
  action: string,
  { runtime, stop }: Pick<CommandContext, 'runtime' | 'stop'>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController()
  const done = new AbortController()
  const clock = runtime.sleep(timeMs, done.signal).then(
    () => late.abort(tooLate(timeMs, action)),
    () => {},
  )
  try {
    const signal = AbortSignal.any([stop, late.signal])
    // Every request listens to this signal, and Node warns on stderr where more than ten do.
    setMaxListeners(0, signal)
    return await work(signal)
  } finally {
    done.abort(new StoppedError())
    await clock
  }
}

function tooLate(timeMs: number, action: string): TransientError {
  return new TransientError(
    `${action} took longer than ${timeMs / 1000} s. Try again; ` +
      'if it keeps happening, check the network, HTTPS_PROXY and base_url.',
  )
}
