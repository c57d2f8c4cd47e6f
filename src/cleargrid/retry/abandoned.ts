import { ClientFailure, type Abandoned, type Purpose } from '../client-failure'
import type { FailureFacts } from '../http/failure'
import { FAILURE_RULES } from './failure-rules'

/** How all requests together stand when one is given up. */
export interface Outlook {
  /** Whether nothing at all has succeeded for as long as the policy is patient. */
  readonly isOutage: boolean
  /** Requests that failed since anything succeeded. */
  readonly failedRequests: number
}

/** What happened to a request that is not made again. */
export function abandoned(
  exchange: FailureFacts,
  attempts: number,
  purpose: Purpose,
  outlook: Outlook,
): ClientFailure {
  const kind = meaningOf(exchange, purpose)
  const isForAll = kind === 'failed' && concernsAll(exchange, purpose, outlook)
  return new ClientFailure({ kind, exchange, attempts, purpose, isForAll })
}

/** What a failure is to whoever asked. */
function meaningOf(
  { kind, status }: FailureFacts,
  { withPageCursor = false, timeoutsAre = 'size' }: Purpose,
): Abandoned['kind'] {
  if (isOfSize(kind)) return timeoutsAre === 'size' ? 'too-much-asked' : 'failed'
  // No status says it: a page cursor that is refused, or fails on and on, may have expired.
  const mayBeLost = kind === 'server' || (kind === 'rejected' && status === 400)
  return withPageCursor && mayBeLost ? 'page-cursor-lost' : 'failed'
}

/** Whether the failure is everybody's: by its nature, or because nothing at all succeeds. */
function concernsAll(
  { kind }: FailureFacts,
  { dataset }: Purpose,
  { isOutage, failedRequests }: Outlook,
): boolean {
  const { concerns, repeat } = FAILURE_RULES[kind]
  if (dataset === undefined || repeat === 'if-known') return true
  if (isOfSize(kind)) return false
  if (concerns === 'everything') return repeat === 'never' || isOutage
  // Of one request that failed on and on alone nobody can tell whether another would succeed.
  return repeat !== 'never' && isOutage && failedRequests > 1
}

function isOfSize(kind: FailureFacts['kind']): boolean {
  const { repeat } = FAILURE_RULES[kind]
  return repeat === 'size' || repeat === 'size-final'
}
