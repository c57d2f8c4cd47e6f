import type { Runtime } from '../../runtime'
import { explain, type Purpose } from './explain'
import { ExchangeFailure, type FailureFacts, type FailureKind } from '../http/failure'
import { ruleOf, type FailureRule } from '../http/failure-table'
import type { Pauses } from './pause'
import type { Failed, Patience } from './patience'
import { delayBeforeRetry, retryAfterMs, type Delay, type RetryPolicy } from './policy'
import type { ConcurrencyLimit, Permit } from './concurrency-limit'

/**
 * Makes attempts until one succeeds or the policy says never again.
 * @throws the ConnectorError that explains the last failure; the signal's reason when aborted.
 */
export type Retrier = <T>(
  attempt: () => Promise<T>,
  purpose: Purpose,
  signal?: AbortSignal,
) => Promise<T>

export interface RetrierOptions {
  readonly runtime: Runtime
  readonly policy: RetryPolicy
  readonly pauses: Pauses
  /** Shared by all requests of a sync. */
  readonly patience: Patience
  /** Absent for logins, which wait for nobody: nothing limits them. */
  readonly limit?: ConcurrencyLimit
}

export function createRetrier(options: RetrierOptions): Retrier {
  const { runtime, policy, pauses, patience } = options
  return async (attempt, purpose, signal) => {
    let firstFailureMs: number | undefined
    for (let attempts = 1; ; attempts += 1) {
      const turn = { beganMs: 0 }
      try {
        const result = await inTurn(attempt, turn, options, signal)
        patience.succeeded(purpose.dataset, runtime.elapsedMs())
        return result
      } catch (thrown) {
        if (!(thrown instanceof ExchangeFailure)) throw thrown
        const nowMs = runtime.elapsedMs()
        const state = {
          attempts,
          beganMs: turn.beganMs,
          firstFailureMs: (firstFailureMs ??= nowMs),
        }
        const next = verdictOn(thrown.facts, purpose, state, options)
        if (next === 'final') throw explain(thrown.facts, attempts, purpose, reach(thrown, purpose))
        purpose.onRetry?.()
        tellRetry(runtime, purpose, thrown.facts, next, attempts)
        if (thrown.kind === 'overloaded') pauses.hold(next.delayMs, next.wasAsked)
        else await runtime.sleep(next.delayMs, signal)
      }
    }
  }

  /** Whether the failure is everybody's: by its nature, or because nothing at all succeeds. */
  function reach({ kind }: ExchangeFailure, { dataset }: Purpose): boolean {
    const { concerns, repeat } = ruleOf(kind)
    const isOutage = runtime.elapsedMs() - patience.lastSuccessMs >= policy.patienceMs
    if (dataset === undefined || repeat === 'if-known') return true
    if (concerns === 'everything') return repeat === 'never' || isOutage
    // When only one request has kept failing, another might still succeed.
    return repeat !== 'never' && isOutage && patience.failedRequests > 1
  }
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
  { runtime, policy, pauses, patience }: RetrierOptions,
): Delay | 'final' {
  const rule = ruleOf(facts.kind)
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
  { kind, isJson, status }: FailureFacts,
  { repeat }: FailureRule,
  { dataset, withPageCursor = false, timeoutsAre }: Purpose,
  patience: Patience,
  attempts: number,
): 'patience' | 'overload' | 'never' {
  if (repeat === 'size') return timeoutsAre === 'trouble' ? 'patience' : 'never'
  if (repeat === 'size-final') return 'never'
  // A page cursor that ClearGrid refuses in its own words is lost at once.
  if (kind === 'rejected' && withPageCursor && status === 400 && isJson !== false) return 'never'
  // A lost page cursor cannot be told apart from an outage: a walk that begins again is just as
  // patient.
  if (kind === 'server' && withPageCursor && status === 500 && attempts >= CURSOR_ATTEMPTS_MAX) {
    return 'never'
  }
  // Where this dataset was answered before, access was not lost: a gateway may be refusing.
  if (kind === 'rejected') return patience.hasAnswered(dataset) ? 'patience' : 'never'
  // Where nothing has ever succeeded, the URL, the proxy or the certificate authority is wrong.
  if (repeat === 'if-known') return patience.hasSucceeded ? 'patience' : 'never'
  return repeat
}

/** One attempt, once a permit is free and no pause holds. Notes in `turn` when it began. */
async function inTurn<T>(
  attempt: () => Promise<T>,
  turn: { beganMs: number },
  { pauses, limit, runtime }: RetrierOptions,
  signal: AbortSignal | undefined,
): Promise<T> {
  const permit = await limit?.acquire(signal)
  try {
    await pauses.ready(signal)
    turn.beganMs = runtime.elapsedMs()
    permit?.begin()
    const result = await attempt()
    permit?.succeeded()
    return result
  } catch (thrown) {
    if (permit !== undefined && thrown instanceof ExchangeFailure) report(permit, thrown)
    throw thrown
  } finally {
    permit?.release()
  }
}

function report(permit: Permit, { kind }: ExchangeFailure): void {
  if (kind === 'overloaded') permit.overloaded()
  if (kind === 'gateway-timeout' || kind === 'deadline') permit.timedOut()
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
