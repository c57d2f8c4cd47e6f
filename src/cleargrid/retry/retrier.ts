import type { Runtime } from '../../runtime'
import { explain, type Doing } from './explain'
import { ExchangeFailure, type FailureFacts, type FailureKind } from '../http/failure'
import { ruleOf, type FailureRule } from '../http/failure-table'
import type { Pace } from './pause'
import type { Failed, Patience } from './patience'
import { delayBeforeRetry, retryAfterMs, type Delay, type RetryPolicy } from './policy'
import type { Slot, Slots } from './concurrency-limit'

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
  /** Shared by all requests of a sync. */
  readonly patience: Patience
  /** Without slots nothing limits the requests in flight: for logins, which wait for nobody. */
  readonly slots?: Slots
}

export function createRetrier(options: RetrierOptions): Retrier {
  const { runtime, policy, pace, patience } = options
  return async (attempt, doing, signal) => {
    let firstFailureMs: number | undefined
    for (let attempts = 1; ; attempts += 1) {
      const turn = { beganMs: 0 }
      try {
        const result = await inTurn(attempt, turn, options, signal)
        patience.succeeded(doing.dataset, runtime.elapsedMs())
        return result
      } catch (thrown) {
        if (!(thrown instanceof ExchangeFailure)) throw thrown
        const nowMs = runtime.elapsedMs()
        const state = {
          attempts,
          beganMs: turn.beganMs,
          firstFailureMs: (firstFailureMs ??= nowMs),
        }
        const next = verdictOn(thrown.facts, doing, state, options)
        if (next === 'final') throw explain(thrown.facts, attempts, doing, reach(thrown, doing))
        doing.onRetry?.()
        tellRetry(runtime, doing, thrown.facts, next, attempts)
        if (thrown.kind === 'overloaded') pace.hold(next.delayMs, next.wasAsked)
        else await runtime.sleep(next.delayMs, signal)
      }
    }
  }

  /** Whether the failure is everybody's: by its nature, or because nothing at all succeeds. */
  function reach({ kind }: ExchangeFailure, { dataset }: Doing): boolean {
    const { concerns, repeat } = ruleOf(kind)
    const isOutage = runtime.elapsedMs() - patience.lastSuccessMs >= policy.patienceMs
    if (dataset === undefined || repeat === 'if-known') return true
    if (concerns === 'everything') return repeat === 'never' || isOutage
    // Of one request that failed on and on alone nobody can tell whether another would succeed.
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

/** What is to be done about a failure: wait and ask again, or tell it. */
function verdictOn(
  facts: FailureFacts,
  doing: Doing,
  { attempts, beganMs, firstFailureMs }: RequestState,
  { runtime, policy, pace, patience }: RetrierOptions,
): Delay | 'final' {
  const rule = ruleOf(facts.kind)
  const repeat = repeatOf(facts, rule, doing, patience, attempts)
  if (rule.concerns === 'request') patience.reached()
  if (rule.repeat === 'size' && repeat === 'never') patience.wasTooMuch(doing.dataset)
  if (repeat === 'never') return 'final'
  const nowMs = runtime.elapsedMs()
  const { dataset } = doing
  const failed: Failed = { dataset, isFirst: attempts === 1, concerns: rule.concerns }
  patience.failed(failed, nowMs)
  const failingSinceMs = Math.min(firstFailureMs, patience.failingSinceMs(failed, nowMs))
  const standing = {
    repeat,
    attempt: attempts,
    // Nobody could try during a pause: patience begins again behind it.
    failingMs: beganMs - Math.max(failingSinceMs, pace.endsMs),
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

function repeatOf(
  { kind, isJson, status }: FailureFacts,
  { repeat }: FailureRule,
  { dataset, withPageCursor = false, timeoutsAre }: Doing,
  patience: Patience,
  attempts: number,
): 'patience' | 'overload' | 'never' {
  if (repeat === 'size') return timeoutsAre === 'trouble' ? 'patience' : 'never'
  if (repeat === 'size-final') return 'never'
  // A page cursor that ClearGrid refuses in its own words is lost at once.
  if (kind === 'rejected' && withPageCursor && status === 400 && isJson !== false) return 'never'
  // Nor can one be told from trouble for sure: a walk that begins again is as patient.
  if (kind === 'server' && withPageCursor && status === 500 && attempts >= CURSOR_ATTEMPTS_MAX) {
    return 'never'
  }
  // Who answered a moment ago has not lost its rights since: it may be something in between.
  if (kind === 'rejected') return patience.hasAnswered(dataset) ? 'patience' : 'never'
  // Where nothing ever answered, the address, the proxy or the authority is wrong.
  if (repeat === 'if-known') return patience.hasSucceeded ? 'patience' : 'never'
  return repeat
}

/** One attempt, when a slot is free and no pause is on. `turn` is told when it began. */
async function inTurn<T>(
  attempt: () => Promise<T>,
  turn: { beganMs: number },
  { pace, slots, runtime }: RetrierOptions,
  signal: AbortSignal | undefined,
): Promise<T> {
  const slot = await slots?.take(signal)
  try {
    await pace.ready(signal)
    turn.beganMs = runtime.elapsedMs()
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

function tellRetry(
  runtime: Runtime,
  { doing }: Doing,
  { what }: FailureFacts,
  { delayMs, cutFromMs }: Delay,
  attempts: number,
): void {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
  if (cutFromMs !== undefined) {
    runtime.log(
      'WARN',
      `${doing}: ClearGrid asks for a wait of ${seconds(cutFromMs)}, which is longer than a sync ` +
        `may be silent. It is asked once more in ${seconds(delayMs)}.`,
    )
    return
  }
  const plan = `trying again in ${seconds(delayMs)} (attempt ${attempts})`
  runtime.log('INFO', `${doing}: ${what}, ${plan}.`)
}
