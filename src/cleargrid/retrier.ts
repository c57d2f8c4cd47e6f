import type { Runtime } from '../runtime'
import { explain, type Doing } from './explain'
import { ExchangeFailure } from './failure'
import type { Pace } from './pace'
import { delayBeforeRetry, retryAfterMs, type RetryPolicy } from './retry'
import type { Slot, Slots } from './slots'

/**
 * Makes attempts until one succeeds or the policy says never again.
 * @throws the ConnectorError that explains the last failure; the signal's reason when aborted.
 */
export type Retrier = <T>(
  attempt: () => Promise<T>,
  doing: Doing,
  signal?: AbortSignal,
) => Promise<T>

export interface RetrierOptions {
  readonly runtime: Runtime
  readonly policy: RetryPolicy
  readonly pace: Pace
  /** Without slots nothing limits the requests in flight: for logins, which wait for nobody. */
  readonly slots?: Slots
}

export function createRetrier(options: RetrierOptions): Retrier {
  const { runtime, policy, pace } = options
  return async (attempt, doing, signal) => {
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await inTurn(attempt, options, signal)
      } catch (thrown) {
        if (!(thrown instanceof ExchangeFailure)) throw thrown
        const { facts } = thrown
        const world = { random: runtime.random(), now: runtime.now() }
        const delayMs = delayBeforeRetry(facts, attempts, policy, world)
        if (delayMs === 'never') throw explain(facts, attempts, doing)
        doing.onRetry?.()
        const plan = `trying again in ${(delayMs / 1000).toFixed(1)} s`
        runtime.log('INFO', `${doing.doing}: ${facts.what}, ${plan} (attempt ${attempts}).`)
        if (facts.kind === 'overloaded') pace.hold(delayMs, namesAWait(facts.retryAfter, world.now))
        else await runtime.sleep(delayMs, signal)
      }
    }
  }
}

/** One attempt, when a slot is free and no pause is on. */
async function inTurn<T>(
  attempt: () => Promise<T>,
  { pace, slots }: RetrierOptions,
  signal: AbortSignal | undefined,
): Promise<T> {
  const slot = await slots?.take(signal)
  try {
    await pace.ready(signal)
    slot?.begin()
    const result = await attempt()
    slot?.succeeded()
    return result
  } catch (thrown) {
    if (slot !== undefined && thrown instanceof ExchangeFailure) tell(slot, thrown)
    throw thrown
  } finally {
    slot?.release()
  }
}

function tell(slot: Slot, { kind }: ExchangeFailure): void {
  if (kind === 'overloaded') slot.overloaded()
  if (kind === 'gateway-timeout' || kind === 'deadline') slot.timedOut()
}

/** Whether ClearGrid itself said how long to wait. */
function namesAWait(retryAfter: string | undefined, now: number): boolean {
  return (retryAfterMs(retryAfter, now) ?? 0) > 0
}
