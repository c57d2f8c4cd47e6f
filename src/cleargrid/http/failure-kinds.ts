/** Every way in which an exchange can fail, by what can be done about it. */
export type FailureKind =
  /** No connection came about. */
  | 'unreachable'
  /** The connection broke, or its bytes made no sense, before the answer was whole. */
  | 'broken'
  | 'certificate-expired'
  | 'certificate-of-another-host'
  | 'certificate-untrusted'
  /** The environment names a proxy by what is no address of one, or one of another kind than ours. */
  | 'proxy-no-address'
  | 'proxy-of-another-kind'
  /** The proxy's 4xx: its configuration. */
  | 'proxy-refused'
  /** The proxy cannot be reached, says nothing, drops the line or answers 5xx. */
  | 'proxy-failed'
  /** Not answered in time. */
  | 'deadline'
  /** 504 */
  | 'gateway-timeout'
  /** More bytes than may be held at once. */
  | 'too-large'
  /** 429 or 503 */
  | 'overloaded'
  /** Another 5xx, 408 or 425. */
  | 'server'
  /** Success, but not the documented JSON. */
  | 'malformed'
  /** 401 */
  | 'unauthorized'
  /** Another 4xx, in ClearGrid's own words. */
  | 'rejected'
  /** Another 4xx in other words than ClearGrid's JSON. */
  | 'in-between'
  /** 3xx: never followed. */
  | 'redirected'

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
