import type { Gate } from './gate'
import type { StreamRun } from './stream-run'

/**
 * Walks the windows of all streams side by side, never more than the gate allows, until nothing is
 * left. The stream with the fewest walks in flight is served first, so that none waits for another.
 * @throws the first error that ends the whole sync, after all walks have come to rest.
 */
export async function walkAll(
  runs: readonly StreamRun[],
  gate: Gate,
  stop: AbortSignal,
): Promise<void> {
  const quit = new AbortController()
  const signal = AbortSignal.any([stop, quit.signal])
  const inFlight = new Set<Promise<void>>()

  function launch(run: StreamRun): void {
    const walk = run
      .walkNext(signal)
      .then(gate.succeeded)
      .finally(() => inFlight.delete(walk))
    inFlight.add(walk)
  }

  try {
    for (;;) {
      stop.throwIfAborted()
      const run = inFlight.size < gate.limit ? leastServed(runs) : undefined
      if (run !== undefined) launch(run)
      else if (inFlight.size > 0) await Promise.race(inFlight)
      else return
    }
  } catch (thrown) {
    quit.abort(thrown)
    await Promise.allSettled(inFlight)
    throw thrown
  }
}

function leastServed(runs: readonly StreamRun[]): StreamRun | undefined {
  return runs
    .filter((run) => run.hasWork())
    .reduce<StreamRun | undefined>(
      (best, run) => (best === undefined || run.walksInFlight < best.walksInFlight ? run : best),
      undefined,
    )
}
