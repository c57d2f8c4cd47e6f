import type { FailureType } from '../../errors'

/** Every way in which an exchange can fail, by what can be done about it. */
export type FailureKind = keyof typeof FAILURES

/** What follows from one kind of failure. */
export interface FailureRule {
  /**
   * `never`: asking again changes nothing. `patience`: asked again until the patience of the policy
   * is used up (two and a half minutes). `overload`: asked again when ClearGrid says, within the
   * budget of silence of the whole sync. `size`: an answer about size, told at once; where a request
   * cannot be made smaller, it is `patience` (`size-final`: never). `if-known`: `patience` where
   * anything has succeeded, because then the settings are right and it may be one of many; else never.
   */
  readonly repeat: 'never' | 'patience' | 'if-known' | 'overload' | 'size' | 'size-final'
  /** Whether it says something of this one request, or of everything that might be asked. */
  readonly concerns: 'request' | 'everything'
  readonly type: FailureType
  /** What to do; `settings` are those to look at. */
  readonly remedy: (settings: string) => string
}

/** The one place that says what each failure is, how long it is tried again, and what to do. */
export const FAILURES = {
  /** No connection came about. */
  unreachable: {
    repeat: 'patience',
    concerns: 'everything',
    type: 'transient_error',
    remedy: () => 'Check the network, HTTPS_PROXY and base_url.',
  },
  /** The connection broke, or its bytes made no sense, before the answer was whole. */
  broken: {
    repeat: 'patience',
    concerns: 'request',
    type: 'transient_error',
    remedy: () =>
      'Try again later; if it keeps happening, check the network between the connector and ClearGrid.',
  },
  'certificate-expired': {
    repeat: 'if-known',
    concerns: 'everything',
    type: 'config_error',
    remedy: () =>
      'Check the clock of this machine; if it is right, the certificate must be renewed.',
  },
  'certificate-of-another-host': {
    repeat: 'if-known',
    concerns: 'everything',
    type: 'config_error',
    remedy: () => 'Check base_url: the certificate there belongs to another host.',
  },
  'certificate-untrusted': {
    repeat: 'if-known',
    concerns: 'everything',
    type: 'config_error',
    remedy: () => 'Name your certificate authority in NODE_EXTRA_CA_CERTS, and check base_url.',
  },
  /** The proxy's 4xx: its configuration. */
  'proxy-refused': {
    repeat: 'if-known',
    concerns: 'everything',
    type: 'config_error',
    remedy: () =>
      'Check HTTPS_PROXY, its user and password, what the proxy lets through, and NO_PROXY.',
  },
  /** The proxy cannot be reached, says nothing, drops the line or answers 5xx. */
  'proxy-failed': {
    repeat: 'patience',
    concerns: 'everything',
    type: 'transient_error',
    remedy: () => 'Try again later; if it keeps happening, check the proxy and HTTPS_PROXY.',
  },
  /** Not answered in time. */
  deadline: {
    repeat: 'size',
    concerns: 'request',
    type: 'transient_error',
    remedy: () => 'Try again later, or with a smaller window_days or page_size.',
  },
  /** 504 */
  'gateway-timeout': {
    repeat: 'size',
    concerns: 'request',
    type: 'transient_error',
    remedy: () => 'Try again later, or with a smaller window_days or page_size.',
  },
  /** More bytes than may be held at once. */
  'too-large': {
    repeat: 'size-final',
    concerns: 'request',
    type: 'system_error',
    remedy: () => "Try with a smaller page_size; if it keeps happening, ask ClearGrid's support.",
  },
  /** 429 or 503 */
  overloaded: {
    repeat: 'overload',
    concerns: 'request',
    type: 'transient_error',
    remedy: () => 'Try again later, or with a smaller concurrency.',
  },
  /** Another 5xx, 408 or 425. */
  server: {
    repeat: 'patience',
    concerns: 'request',
    type: 'transient_error',
    remedy: (settings) =>
      `Try again later; if it keeps happening, check ${settings}, and ask ClearGrid's support.`,
  },
  /** Success, but not the documented JSON. */
  malformed: {
    repeat: 'patience',
    concerns: 'request',
    type: 'system_error',
    remedy: () => 'Something between the connector and ClearGrid may have answered instead.',
  },
  /** 401 */
  unauthorized: {
    repeat: 'never',
    concerns: 'everything',
    type: 'config_error',
    remedy: (settings) => `Check ${settings}.`,
  },
  /** Another 4xx, in ClearGrid's own words. */
  rejected: {
    repeat: 'never',
    concerns: 'request',
    type: 'config_error',
    remedy: (settings) => `Check ${settings}.`,
  },
  /** Another 4xx in other words than ClearGrid's JSON. */
  'in-between': {
    repeat: 'patience',
    concerns: 'request',
    type: 'transient_error',
    remedy: () =>
      "This answer is not ClearGrid's own: something in between refused the request. Check the proxy, the firewall and base_url.",
  },
  /** 3xx: never followed. */
  redirected: {
    repeat: 'if-known',
    concerns: 'everything',
    type: 'config_error',
    remedy: () =>
      'ClearGrid never redirects: something in between may have answered instead. Check environment and base_url.',
  },
} as const satisfies Readonly<Record<string, FailureRule>>

/** The rule for a kind. */
export function ruleOf(kind: FailureKind): FailureRule {
  return FAILURES[kind]
}

const KIND_BY_STATUS: Readonly<Record<number, FailureKind>> = {
  401: 'unauthorized',
  407: 'proxy-refused',
  408: 'server',
  425: 'server',
  429: 'overloaded',
  503: 'overloaded',
  504: 'gateway-timeout',
}

/** What a status other than 200 is. `isClearGrids`: it came with a JSON object, or with no body. */
export function kindOfStatus(status: number, isClearGrids: boolean): FailureKind {
  const known = KIND_BY_STATUS[status]
  if (known !== undefined) return known
  if (status >= 500 && status < 600) return 'server'
  if (status >= 400 && status < 500) return isClearGrids ? 'rejected' : 'in-between'
  return status >= 300 && status < 400 ? 'redirected' : 'malformed'
}

/** The codes that Node gives for certificates that it did not accept, beside those of the issuer. */
const KIND_BY_CODE: Readonly<Record<string, FailureKind>> = {
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-of-another-host',
  ERR_TLS_CERT_ALTNAME_FORMAT: 'certificate-of-another-host',
  HOSTNAME_MISMATCH: 'certificate-of-another-host',
}

/** X509_V_ERR_*: the codes of Node's documentation for a chain that cannot be trusted. */
const ISSUER_CODES: ReadonlySet<string> = new Set([
  ...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_GET_CRL'],
  ...['UNABLE_TO_DECRYPT_CERT_SIGNATURE', 'UNABLE_TO_DECRYPT_CRL_SIGNATURE'],
  ...['UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ...['CERT_SIGNATURE_FAILURE', 'CRL_SIGNATURE_FAILURE', 'CRL_NOT_YET_VALID', 'CRL_HAS_EXPIRED'],
  ...['ERROR_IN_CERT_NOT_BEFORE_FIELD', 'ERROR_IN_CERT_NOT_AFTER_FIELD'],
  ...['ERROR_IN_CRL_LAST_UPDATE_FIELD', 'ERROR_IN_CRL_NEXT_UPDATE_FIELD'],
  ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_CHAIN_TOO_LONG'],
  ...['CERT_REVOKED', 'INVALID_CA', 'PATH_LENGTH_EXCEEDED', 'INVALID_PURPOSE'],
  ...['CERT_UNTRUSTED', 'CERT_REJECTED'],
])

/** What an error code says of a certificate; undefined where it says nothing of one. */
export function certificateKind(code: string): FailureKind | undefined {
  return KIND_BY_CODE[code] ?? (ISSUER_CODES.has(code) ? 'certificate-untrusted' : undefined)
}
