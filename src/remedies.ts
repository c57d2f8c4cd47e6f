import type { FailureKind } from './cleargrid/http/failure-kinds'
import type { FailureType } from './errors'

/** What a failed exchange means to the platform, and what an operator can do about it. */
export interface Remedy {
  readonly type: FailureType
  /** What to do; `settings` are those to look at. */
  readonly advice: (settings: string) => string
}

const CHECK_SETTINGS: Remedy = {
  type: 'config_error',
  advice: (settings) => `Check ${settings}.`,
}

const ASK_FOR_LESS: Remedy = {
  type: 'transient_error',
  advice: () => 'Try again later, or with a smaller window_days or page_size.',
}

/** The one place that says what to do about each kind of failed exchange. */
export const REMEDIES: Readonly<Record<FailureKind, Remedy>> = {
  unreachable: {
    type: 'transient_error',
    advice: () => 'Check the network, HTTPS_PROXY and base_url.',
  },
  broken: {
    type: 'transient_error',
    advice: () =>
      'Try again later; if it keeps happening, check the network between the connector and ClearGrid.',
  },
  'certificate-expired': {
    type: 'config_error',
    advice: () =>
      'Check the clock of this machine; if it is right, the certificate must be renewed.',
  },
  'certificate-of-another-host': {
    type: 'config_error',
    advice: () => 'Check base_url: the certificate there belongs to another host.',
  },
  'certificate-untrusted': {
    type: 'config_error',
    advice: () => 'Name your certificate authority in NODE_EXTRA_CA_CERTS, and check base_url.',
  },
  'proxy-no-address': {
    type: 'config_error',
    advice: () => 'Write it as http://user:password@host:port.',
  },
  'proxy-of-another-kind': {
    type: 'config_error',
    advice: () => 'Name one that begins with http:// or https://.',
  },
  'proxy-refused': {
    type: 'config_error',
    advice: () =>
      'Check HTTPS_PROXY, its user and password, what the proxy lets through, and NO_PROXY.',
  },
  'proxy-failed': {
    type: 'transient_error',
    advice: () => 'Try again later; if it keeps happening, check the proxy and HTTPS_PROXY.',
  },
  deadline: ASK_FOR_LESS,
  'gateway-timeout': ASK_FOR_LESS,
  'too-large': {
    type: 'system_error',
    advice: () => "Try with a smaller page_size; if it keeps happening, ask ClearGrid's support.",
  },
  overloaded: {
    type: 'transient_error',
    advice: () => 'Try again later, or with a smaller concurrency.',
  },
  server: {
    type: 'transient_error',
    advice: (settings) =>
      `Try again later; if it keeps happening, check ${settings}, and ask ClearGrid's support.`,
  },
  malformed: {
    type: 'system_error',
    advice: () => 'Something between the connector and ClearGrid may have answered instead.',
  },
  unauthorized: CHECK_SETTINGS,
  rejected: CHECK_SETTINGS,
  'in-between': {
    type: 'transient_error',
    advice: () =>
      "This answer is not ClearGrid's own: something in between refused the request. Check the proxy, the firewall and base_url.",
  },
  redirected: {
    type: 'config_error',
    advice: () =>
      'ClearGrid never redirects: something in between may have answered instead. Check environment and base_url.',
  },
}
