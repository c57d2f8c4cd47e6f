import { setMaxListeners } from 'node:events'
import type { Bell } from './notify'
import type { StreamRun } from './stream'

/**
 * Walks the windows of all streams side by side, never more than `concurrency`, until nothing is
 * left. The stream with the fewest walks in flight is served first, so that none waits for another.
 * When no window is left to begin, half of what a long walk still has before it is begun instead.
 * @param bell rings when a walk has come further, and might be shared.
 * @throws the first error that ends the whole sync, after all walks have come to rest.
 */
export async function walkAll(
  runs: readonly StreamRun[],
  concurrency: number,
  bell: Bell,
  stop: AbortSignal,
): Promise<void> {
  const quit = new AbortController()
  const signal = AbortSignal.any([stop, quit.signal])
  // Every walk listens to it, and Node warns on stderr where more than ten do.
  setMaxListeners(0, signal)
  const failures: unknown[] = []
  let inFlight = 0

  function launch(run: StreamRun): void {
    inFlight += 1
    void run
      .walkNext(signal)
      .catch((thrown: unknown) => {
        failures.push(thrown)
        quit.abort(thrown)
      })
      .finally(() => {
        inFlight -= 1
        bell.ring()
      })
  }

  while (!signal.aborted) {
    const run = inFlight < concurrency ? nextRun(runs) : undefined
    if (run !== undefined) launch(run)
    else if (inFlight > 0) await bell.rung()
    else return
  }
  while (inFlight > 0) await bell.rung()
  stop.throwIfAborted()
  throw failures[0]
}

function nextRun(runs: readonly StreamRun[]): StreamRun | undefined {
  const waiting = runs.filter((run) => run.hasWork())
  return leastServed(waiting) ?? runs.find((run) => run.share())
}

function leastServed(runs: readonly StreamRun[]): StreamRun | undefined {
  return runs.reduce<StreamRun | undefined>(
    (best, run) => (best === undefined || run.walksInFlight < best.walksInFlight ? run : best),
    undefined,
  )
}
