import type { FailureKind } from '../http/failure-kinds'

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
}

/** The one place that says which failures are asked again, and how long. */
export const FAILURE_RULES: Readonly<Record<FailureKind, FailureRule>> = {
  unreachable: { repeat: 'patience', concerns: 'everything' },
  broken: { repeat: 'patience', concerns: 'request' },
  'certificate-expired': { repeat: 'if-known', concerns: 'everything' },
  'certificate-of-another-host': { repeat: 'if-known', concerns: 'everything' },
  'certificate-untrusted': { repeat: 'if-known', concerns: 'everything' },
  'proxy-no-address': { repeat: 'never', concerns: 'everything' },
  'proxy-of-another-kind': { repeat: 'never', concerns: 'everything' },
  'proxy-refused': { repeat: 'if-known', concerns: 'everything' },
  'proxy-failed': { repeat: 'patience', concerns: 'everything' },
  deadline: { repeat: 'size', concerns: 'request' },
  'gateway-timeout': { repeat: 'size', concerns: 'request' },
  'too-large': { repeat: 'size-final', concerns: 'request' },
  overloaded: { repeat: 'overload', concerns: 'request' },
  server: { repeat: 'patience', concerns: 'request' },
  malformed: { repeat: 'patience', concerns: 'request' },
  unauthorized: { repeat: 'never', concerns: 'everything' },
  rejected: { repeat: 'never', concerns: 'request' },
  'in-between': { repeat: 'patience', concerns: 'request' },
  redirected: { repeat: 'if-known', concerns: 'everything' },
}
