import type { Runtime } from '../../runtime'
import type { ClientFailure, Purpose } from '../client-failure'
import { ExchangeFailure, type FailureFacts, type FailureKind } from '../http/failure'
import type { Layer } from '../layer'
import { abandoned } from './abandoned'
import { FAILURE_RULES, type FailureRule } from './failure-rules'
import type { Pauses } from './pause'
import type { Failed, Patience } from './patience'
import { delayBeforeRetry, retryAfterMs, type Delay, type RetryPolicy } from './policy'

export interface RetryOptions {
  readonly runtime: Runtime
  readonly policy: RetryPolicy
  readonly pauses: Pauses
  /** Shared by all requests of a sync. */
  readonly patience: Patience
}

/**
 * Makes attempts until one succeeds or the policy says never again.
 * @throws ClientFailure: what came of the last attempt; the signal's reason when aborted.
 */
export function retried(options: RetryOptions): Layer {
  const { runtime, pauses, patience } = options
  return (next) => async (call) => {
    const { purpose, request, traffic } = call
    let beganMs = 0
    let firstFailureMs: number | undefined
    const onBegin = (): void => void (beganMs = runtime.elapsedMs())
    for (let attempts = 1; ; attempts += 1) {
      try {
        const result = await next({ ...call, onBegin })
        patience.succeeded(purpose.dataset, runtime.elapsedMs())
        return result
      } catch (thrown) {
        if (!(thrown instanceof ExchangeFailure)) throw thrown
        firstFailureMs ??= runtime.elapsedMs()
        const state = { attempts, beganMs, firstFailureMs }
        const verdict = verdictOn(thrown.facts, purpose, state, options)
        if (verdict === 'final') throw givenUp(thrown.facts, attempts, purpose, options)
        traffic?.retry()
        tellRetry(runtime, purpose, thrown.facts, verdict, attempts)
        if (thrown.kind === 'overloaded') pauses.hold(verdict.delayMs, verdict.wasAsked)
        else await runtime.sleep(verdict.delayMs, request.signal)
      }
    }
  }
}

function givenUp(
  facts: FailureFacts,
  attempts: number,
  purpose: Purpose,
  { runtime, policy, patience }: RetryOptions,
): ClientFailure {
  const isOutage = runtime.elapsedMs() - patience.lastSuccessMs >= policy.patienceMs
  return abandoned(facts, attempts, purpose, { isOutage, failedRequests: patience.failedRequests })
}

/** Attempts with a page cursor that is answered 500, as ClearGrid does for one that it lost. */
const CURSOR_ATTEMPTS_MAX = 5

interface RequestState {
  readonly attempts: number
  readonly beganMs: number
  readonly firstFailureMs: number
}

/** Decides what to do about a failure: wait and try again, or report it. */
function verdictOn(
  facts: FailureFacts,
  purpose: Purpose,
  { attempts, beganMs, firstFailureMs }: RequestState,
  { runtime, policy, pauses, patience }: RetryOptions,
): Delay | 'final' {
  const rule = FAILURE_RULES[facts.kind]
  const repeat = repeatFor(facts, rule, purpose, patience, attempts)
  if (rule.concerns === 'request') patience.reached()
  if (rule.repeat === 'size' && repeat === 'never') patience.wasTooMuch(purpose.dataset)
  if (repeat === 'never') return 'final'
  const nowMs = runtime.elapsedMs()
  const { dataset } = purpose
  const failed: Failed = { dataset, isFirst: attempts === 1, concerns: rule.concerns }
  patience.failed(failed, nowMs)
  const failingSinceMs = Math.min(firstFailureMs, patience.failingSinceMs(failed, nowMs))
  const standing = {
    repeat,
    attempt: attempts,
    // Nobody could try during a pause: the patience counts from its end.
    failingMs: beganMs - Math.max(failingSinceMs, pauses.endsMs),
    silenceMs: nowMs - Math.min(patience.lastPageMs, firstFailureMs),
    random: runtime.random(),
  }
  const isRefusal = REFUSALS.has(facts.kind) && patience.hasAnswered(dataset)
  const isTired = isRefusal && patience.isTiredOf(dataset)
  const patienceMs = isTired ? policy.tiredPatienceMs : policy.patienceMs
  const askedMs = retryAfterMs(facts, runtime.now())
  const delay = delayBeforeRetry(standing, askedMs, { ...policy, patienceMs })
  if (delay !== 'never') return delay
  if (isRefusal) patience.wasRefusedToTheEnd(dataset)
  return 'final'
}

/** What says of one request that it is not wanted, and not that something is out of order. */
const REFUSALS: ReadonlySet<FailureKind> = new Set(['rejected', 'in-between'])

function repeatFor(
  { kind, status }: FailureFacts,
  { repeat }: FailureRule,
  { dataset, withPageCursor = false, timeoutsAre }: Purpose,
  patience: Patience,
  attempts: number,
): 'patience' | 'overload' | 'never' {
  if (repeat === 'size') return timeoutsAre === 'trouble' ? 'patience' : 'never'
  if (repeat === 'size-final') return 'never'
  // A page cursor that ClearGrid refuses in its own words is lost at once.
  if (kind === 'rejected' && withPageCursor && status === 400) return 'never'
  // Nor can one be told from trouble for sure: a walk that begins again is as patient.
  if (kind === 'server' && withPageCursor && status === 500 && attempts >= CURSOR_ATTEMPTS_MAX) {
    return 'never'
  }
  // Where this dataset was answered before, access was not lost: a gateway may be refusing.
  if (kind === 'rejected') return patience.hasAnswered(dataset) ? 'patience' : 'never'
  // Where nothing has ever succeeded, the URL, the proxy or the certificate authority is wrong.
  if (repeat === 'if-known') return patience.hasSucceeded ? 'patience' : 'never'
  return repeat
}

function tellRetry(
  runtime: Runtime,
  { action }: Purpose,
  { what }: FailureFacts,
  { delayMs, cutFromMs }: Delay,
  attempts: number,
): void {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
  if (cutFromMs !== undefined) {
    runtime.log(
      'WARN',
      `${action}: ClearGrid asks for a wait of ${seconds(cutFromMs)}, which is longer than a sync ` +
        `may be silent. Asking once more in ${seconds(delayMs)}.`,
    )
    return
  }
  const plan = `trying again in ${seconds(delayMs)} (attempt ${attempts})`
  runtime.log('INFO', `${action}: ${what}, ${plan}.`)
}
