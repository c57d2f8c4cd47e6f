import type { Runtime } from '../runtime'
import { explain, type Doing } from './explain'
import { ExchangeFailure } from './failure'
import type { Pace } from './pace'
import { delayBeforeRetry, type RetryPolicy } from './retry'

/**
 * Makes attempts until one succeeds or the policy says never again.
 * @throws the ConnectorError that explains the last failure; the signal's reason when aborted.
 */
export type Retrier = <T>(
  attempt: () => Promise<T>,
  doing: Doing,
  signal?: AbortSignal,
) => Promise<T>

export function createRetrier(runtime: Runtime, policy: RetryPolicy, pace: Pace): Retrier {
  return async (attempt, doing, signal) => {
    for (let attempts = 1; ; attempts += 1) {
      await pace.ready(signal)
      try {
        return await attempt()
      } catch (thrown) {
        if (!(thrown instanceof ExchangeFailure)) throw thrown
        const { facts } = thrown
        const world = { random: runtime.random(), now: runtime.now() }
        const delayMs = delayBeforeRetry(facts, attempts, policy, world)
        if (delayMs === 'never') throw explain(facts, attempts, doing)
        const plan = `trying again in ${(delayMs / 1000).toFixed(1)} s`
        runtime.log('INFO', `${doing.doing}: ${facts.what}, ${plan} (attempt ${attempts}).`)
        if (facts.kind === 'overloaded') pace.hold(delayMs, facts.retryAfter !== undefined)
        else await runtime.sleep(delayMs, signal)
      }
    }
  }
}
