import { ConfigError, SystemError, TransientError, type ConnectorError } from '../errors'
import type { FailureFacts } from './failure'

/**
 * A 504, or a request that outlived its deadline: an answer about size. Whoever asked should ask
 * for less; an error to report only when there is no less.
 */
export class TooMuchAskedError extends TransientError {
  /** How long the exchange took: a gateway that gives up has waited first. */
  readonly answeredAfterMs: number
  readonly reason: 'slow' | 'large'

  constructor(message: string, answeredAfterMs = Infinity, reason: 'slow' | 'large' = 'slow') {
    super(message)
    this.answeredAfterMs = answeredAfterMs
    this.reason = reason
  }
}

/** ClearGrid no longer takes a page cursor that it gave: walk again from the last row seen. */
export class PageCursorLostError extends TransientError {}

/** What was being asked, for the sentence. */
export interface Doing {
  /** The beginning of the sentence: `Fetching communication_logs [2026-05-01, 2026-05-08)`. */
  readonly doing: string
  /** Which settings to look at when ClearGrid refuses. */
  readonly settings: string
  /** Whether rows were asked for: then a refusal is about their dataset. */
  readonly isForRows?: boolean
  /** Whether the request continued a walk with a page cursor. */
  readonly withPageCursor?: boolean
  /** Told each attempt that failed and is made again. */
  readonly onRetry?: () => void
}

/** The one place that turns an exchange that failed for good into a sentence for the operator. */
export function explain(
  failure: FailureFacts,
  attempts: number,
  { doing, settings, isForRows = false, withPageCursor = false }: Doing,
): ConnectorError {
  const times = attempts === 1 ? '' : ` after ${attempts} attempts`
  const request = failure.requestId === undefined ? '' : ` (request ${failure.requestId})`
  const said = `${doing}: ${failure.what}${times}${request}.`
  switch (failure.kind) {
    case 'unauthorized':
      return new ConfigError(`${said} Check ${settings}.`)
    case 'rejected':
      if (withPageCursor && failure.status === 400) return pageCursorLost(said)
      return new ConfigError(`${said} ${adviceFor(isForRows ? failure.status : 0, settings)}`)
    case 'redirected':
      return new ConfigError(`${said} Check environment and base_url.`)
    case 'untrusted':
      return new ConfigError(
        `${said} Name your certificate authority in NODE_EXTRA_CA_CERTS, and check base_url.`,
      )
    case 'proxy-refused':
      return new ConfigError(`${said} Check HTTPS_PROXY, its credentials, and NO_PROXY.`)
    case 'deadline':
    case 'gateway-timeout':
      return new TooMuchAskedError(`${said} Try later, or with a smaller window_days or page_size.`)
    case 'malformed':
      return new SystemError(`${said} Something between here and ClearGrid may be answering.`)
    case 'server':
      if (withPageCursor) return pageCursorLost(said)
      return new TransientError(
        `${said} Try later; if it goes on, check ${settings}, and ask ClearGrid's support.`,
      )
    case 'overloaded':
      return new TransientError(`${said} Try later, or with a smaller concurrency.`)
    case 'unreachable':
      return new TransientError(`${said} Check the network, HTTPS_PROXY and base_url.`)
  }
}

function pageCursorLost(said: string): PageCursorLostError {
  return new PageCursorLostError(
    `${said} The page cursor may have expired. Try later; if it goes on, ask ClearGrid's support.`,
  )
}

function adviceFor(status: number | undefined, settings: string): string {
  if (status === 403) return 'This user may not read this; ask ClearGrid for access.'
  if (status === 404) return 'ClearGrid does not offer this to the lender; deselect the stream.'
  return `Check ${settings}.`
}
