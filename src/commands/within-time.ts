import { setMaxListeners } from 'node:events'
import { StoppedError, TransientError } from '../errors'
import type { World } from './world'

/**
 * Does some work, but no longer than `timeMs`.
 * @throws TransientError when the time is over; the reason of `stop`; whatever the work throws.
 */
export async function withinTime<T>(
  timeMs: number,
  { runtime, stop }: Pick<World, 'runtime' | 'stop'>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController()
  const done = new AbortController()
  const clock = runtime.sleep(timeMs, done.signal).then(
    () => late.abort(new TransientError(`ClearGrid did not answer in time. Try again later.`)),
    () => {},
  )
  try {
    const signal = AbortSignal.any([stop, late.signal])
    // Every request listens to it, and Node warns on stderr where more than ten do.
    setMaxListeners(0, signal)
    return await work(signal)
  } finally {
    done.abort(new StoppedError())
    await clock
  }
}
