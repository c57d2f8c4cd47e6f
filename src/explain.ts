import { ClientFailure, type Abandoned, type Nonsense } from './cleargrid/client-failure'
import { ConfigError, SystemError, TransientError, type ConnectorError } from './errors'
import { REMEDIES } from './remedies'

/**
 * The one place where what happened between us and ClearGrid becomes a sentence for the operator,
 * and a kind of failure for the platform. Anything else that was thrown comes back as it is.
 */
export function explain(thrown: ClientFailure): ConnectorError
export function explain(thrown: unknown): unknown
export function explain(thrown: unknown): unknown {
  if (!(thrown instanceof ClientFailure)) return thrown
  const { facts } = thrown
  return 'exchange' in facts ? ofExchange(facts) : ofNonsense(facts)
}

const ERRORS = {
  config_error: ConfigError,
  transient_error: TransientError,
  system_error: SystemError,
} as const

function ofExchange(facts: Abandoned): ConnectorError {
  const { kind, exchange } = facts
  if (kind === 'too-much-asked') return new TransientError(`${said(facts)} ${adviceFor(facts)}`)
  if (kind === 'page-cursor-lost') {
    return new TransientError(
      `${said(facts)} The page cursor may have expired. Try again later; if it keeps happening, ask ClearGrid's support.`,
    )
  }
  return new ERRORS[REMEDIES[exchange.kind].type](`${said(facts)} ${adviceFor(facts)}`)
}

/** What we were doing, what came back, how often, and the request id. */
function said({ purpose, exchange, attempts }: Abandoned): string {
  const { kind, what, requestId } = exchange
  // Nothing was asked: the fault is in what we were told about the proxy.
  if (kind === 'proxy-no-address' || kind === 'proxy-of-another-kind') return `${what}.`
  const times = attempts === 1 ? '' : ` after ${attempts} attempts`
  const request = requestId === undefined ? '' : ` (request ${requestId})`
  return `${purpose.action}: ${what}${times}${request}.`
}

function adviceFor(facts: Abandoned): string {
  const { kind, exchange, purpose } = facts
  const isLogin = purpose.dataset === undefined
  const advice = REMEDIES[exchange.kind].advice(
    isLogin ? 'lender, email, password and environment' : 'lender and environment',
  )
  switch (exchange.kind) {
    case 'deadline':
    case 'gateway-timeout':
      if (kind === 'too-much-asked') return advice
      if (isLogin) return 'Try again later.'
      return "Even the smallest request took too long. Try again later; if it keeps happening, ask ClearGrid's support."
    case 'too-large':
      if (kind === 'too-much-asked') return advice
      return `Even the smallest request is too large. ${advice}`
    case 'overloaded':
      // How much is asked for at once has nothing to do with a login.
      return isLogin ? 'Try again later.' : advice
    case 'rejected':
      return (isLogin ? undefined : REFUSALS[exchange.status ?? 0]) ?? advice
    default:
      return advice
  }
}

/** What a refusal means where rows were asked for is documented. */
const REFUSALS: Readonly<Record<number, string>> = {
  403: 'This user may not read this dataset: ask ClearGrid for access.',
  404: 'ClearGrid does not offer this dataset to the lender: deselect the stream.',
}

function ofNonsense(facts: Nonsense): ConnectorError {
  switch (facts.kind) {
    case 'tokens-refused':
      return new ConfigError(
        `Logging in to ClearGrid works, but its tokens are refused (401) right after ` +
          `${facts.logins} logins in a row. Ask ClearGrid whether the lender is active.`,
      )
    case 'tokens-expire':
      return new TransientError(
        `${facts.action}: ClearGrid answered 401 ${facts.renewals} times, each time after a new token. Try again later.`,
      )
    // Its rows would stand among those of the first, under a state of the first.
    case 'another-lender':
      return new SystemError(
        'Logging in to ClearGrid again: the answer names another lender than before. ' +
          "Nothing was read of it; report this to ClearGrid's support.",
      )
    case 'no-session':
      return new SystemError(
        'Logging in to ClearGrid: the answer has no lenderPublicId or no token.',
      )
    case 'token-unusable':
      return new SystemError(
        'Logging in to ClearGrid: the answer has a token that no request can carry.',
      )
    case 'page-cursor-repeated':
      return new SystemError(
        `${facts.action}: ClearGrid returned the same page cursor twice within ${facts.pages} pages, ` +
          `so the walk would never end. Nothing after it was read; report this to ClearGrid's support.`,
      )
    case 'empty-pages':
      return new TransientError(
        `${facts.action}: ClearGrid gave ${facts.pages} empty pages in a row. ` +
          `Report this to ClearGrid's support.`,
      )
  }
}
