import { ConfigError, SystemError, TransientError, type ConnectorError } from '../../errors'
import type { FailureFacts } from '../http/failure'
import { ruleOf } from '../http/failure-table'

/**
 * A 504, a request that outlived its deadline, or an answer of more bytes than may be held: an answer
 * about size. Whoever asked should ask for less; an error to report only when there is no less.
 */
export class TooMuchAskedError extends TransientError {
  /** How long the exchange took: a gateway that gives up has waited first. */
  readonly answeredAfterMs: number
  /** `slow`: a timeout. `large`: too many bytes. */
  readonly reason: 'slow' | 'large'

  constructor(message: string, answeredAfterMs = Infinity, reason: 'slow' | 'large' = 'slow') {
    super(message)
    this.answeredAfterMs = answeredAfterMs
    this.reason = reason
  }
}

/** ClearGrid no longer takes a page cursor that it gave: walk again from the last row seen. */
export class PageCursorLostError extends TransientError {}

/** What was being asked, for the sentence and for the patience. */
export interface Doing {
  /** The beginning of the sentence: `Fetching communication_logs [2026-05-01, 2026-05-08)`. */
  readonly doing: string
  /** Which settings to look at when ClearGrid refuses. */
  readonly settings: string
  /** Whose rows are asked for; undefined: a login. */
  readonly dataset?: string
  /** Whether the request continued a walk with a page cursor. */
  readonly withPageCursor?: boolean
  /** See `PageRequest.timeoutsAre`. */
  readonly timeoutsAre?: 'size' | 'trouble'
  /** Told each attempt that failed and is made again. */
  readonly onRetry?: () => void
}

/**
 * The one place that turns an exchange that failed for good into a sentence for the operator.
 * @param isForAll see `ConnectorError.isForAll`.
 */
export function explain(
  failure: FailureFacts,
  attempts: number,
  doing: Doing,
  isForAll = false,
): ConnectorError {
  const times = attempts === 1 ? '' : ` after ${attempts} attempts`
  const request = failure.requestId === undefined ? '' : ` (request ${failure.requestId})`
  const said = `${doing.doing}: ${failure.what}${times}${request}.`
  const rule = ruleOf(failure.kind)
  if (rule.repeat === 'size' || rule.repeat === 'size-final') return ofSize(failure, said, doing)
  if (isPageCursorLost(failure, doing)) return pageCursorLost(said)
  const { kind, status, isJson } = failure
  const isRefusal = kind === 'rejected' && isJson !== false && status !== undefined
  const reach = { isForAll, ...(isRefusal ? { status } : {}) }
  return new ERRORS[rule.type](`${said} ${remedyFor(failure, doing)}`, reach)
}

const ERRORS = {
  config_error: ConfigError,
  transient_error: TransientError,
  system_error: SystemError,
} as const

/** An answer about size, to a request that can be made smaller or to one that cannot. */
function ofSize({ kind, tookMs }: FailureFacts, said: string, doing: Doing): ConnectorError {
  const rule = ruleOf(kind)
  const remedy = rule.remedy(doing.settings)
  const isLarge = rule.repeat === 'size-final'
  const { dataset, timeoutsAre = 'size' } = doing
  if (timeoutsAre === 'size') {
    return new TooMuchAskedError(`${said} ${remedy}`, tookMs, isLarge ? 'large' : 'slow')
  }
  if (isLarge) return new SystemError(`${said} Even the smallest request is too large. ${remedy}`)
  if (dataset === undefined)
    return new TransientError(`${said} Try again later.`, { isForAll: true })
  return new TransientError(
    `${said} Even the smallest request took too long. Try again later; if it keeps happening, ask ClearGrid's support.`,
  )
}

/** No status says it: a page cursor that is refused, or fails on and on, may have expired. */
function isPageCursorLost({ kind, status, isJson }: FailureFacts, doing: Doing): boolean {
  if (doing.withPageCursor !== true) return false
  return kind === 'server' || (kind === 'rejected' && status === 400 && isJson !== false)
}

function pageCursorLost(said: string): PageCursorLostError {
  return new PageCursorLostError(
    `${said} The page cursor may have expired. Try again later; if it keeps happening, ask ClearGrid's support.`,
  )
}

/** What a refusal means where rows were asked for is documented. */
function remedyFor({ kind, status }: FailureFacts, { dataset, settings }: Doing): string {
  // How much is asked for at once has nothing to do with a login.
  if (kind === 'overloaded' && dataset === undefined) return 'Try again later.'
  if (kind === 'rejected' && dataset !== undefined) {
    if (status === 403) return 'This user may not read this dataset: ask ClearGrid for access.'
    if (status === 404)
      return 'ClearGrid does not offer this dataset to the lender: deselect the stream.'
  }
  return ruleOf(kind).remedy(settings)
}
