import { setMaxListeners } from 'node:events'
import { StoppedError } from '../errors'
import type { Notifier } from './notify'
import type { Stream } from './stream'

/**
 * Walks the windows of all streams side by side, never more than `concurrency`, until nothing is
 * left. The stream with the fewest walks in flight is served first, so that none waits for another.
 * When no window is left to begin, the later half of what a long walk has yet to read is begun
 * instead.
 * @param notifier notified when a walk has come further, and might be shared.
 * @throws the first error that ends the whole sync, after all walks have ended.
 */
export async function walkAll(
  streams: readonly Stream[],
  concurrency: number,
  notifier: Notifier,
  stop: AbortSignal,
): Promise<void> {
  const quit = new AbortController()
  const signal = AbortSignal.any([stop, quit.signal])
  // Every walk listens to this signal, and Node warns on stderr where more than ten do.
  setMaxListeners(0, signal)
  const failures: unknown[] = []
  let inFlight = 0

  function launch(stream: Stream): void {
    inFlight += 1
    void stream
      .walkNext(signal)
      .catch((thrown: unknown) => {
        failures.push(thrown)
        quit.abort(new StoppedError())
      })
      .finally(() => {
        inFlight -= 1
        notifier.notify()
      })
  }

  while (!signal.aborted) {
    const stream = inFlight < concurrency ? nextStream(streams) : undefined
    if (stream !== undefined) launch(stream)
    else if (inFlight > 0) await notifier.notified()
    else return
  }
  while (inFlight > 0) await notifier.notified()
  stop.throwIfAborted()
  throw failures[0]
}

function nextStream(streams: readonly Stream[]): Stream | undefined {
  const waiting = streams.filter((stream) => stream.hasWork())
  return leastServed(waiting) ?? streams.find((stream) => stream.share())
}

function leastServed(streams: readonly Stream[]): Stream | undefined {
  return streams.reduce<Stream | undefined>(
    (best, stream) =>
      best === undefined || stream.walksInFlight < best.walksInFlight ? stream : best,
    undefined,
  )
}
