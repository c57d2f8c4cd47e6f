import {
  explain,
  PageCursorLostError,
  TooMuchAskedError,
} from '../../../src/cleargrid/retry/explain'
import type { FailureFacts, FailureKind } from '../../../src/cleargrid/http/failure'
import { ConfigError, SystemError, TransientError } from '../../../src/errors'

const DOING = {
  doing: 'Fetching conversations [a, b)',
  settings: 'lender and environment',
  dataset: 'S4/D22',
}

function facts(kind: FailureKind, status?: number): FailureFacts {
  const what = `ClearGrid answered ${status ?? 'oddly'}`
  return { kind, what, ...(status === undefined ? {} : { status }) }
}

test('a sentence says what we were doing, what came back, how often, and the request id', () => {
  const failure = { ...facts('server', 500), requestId: 'req_1' }

  const { message } = explain(failure, 5, DOING)

  expect(message).toMatch(
    /^Fetching conversations \[a, b\): ClearGrid answered 500 after 5 attempts \(request req_1\)\. /,
  )
})

test('one attempt is not worth a word', () => {
  const { message } = explain(facts('rejected', 403), 1, DOING)

  expect(message).toMatch(/^Fetching conversations \[a, b\): ClearGrid answered 403\. This user/)
})

test.each([403, 404])(
  'a login that is refused with %d is about the settings, not a stream',
  (status) => {
    const doing = { doing: 'Logging in to ClearGrid', settings: 'lender and password' }

    const { message } = explain(facts('rejected', status), 1, doing)

    expect(message).toBe(
      `Logging in to ClearGrid: ClearGrid answered ${status}. Check lender and password.`,
    )
  },
)

describe('the operator is told what to do, and the platform whether to try again', () => {
  test.each([
    ['unauthorized', 401, ConfigError, 'Check lender and environment.'],
    ['rejected', 400, ConfigError, 'Check lender and environment.'],
    ['rejected', 403, ConfigError, 'ask ClearGrid for access'],
    ['rejected', 404, ConfigError, 'deselect the stream'],
    ['redirected', 302, ConfigError, 'Check environment and base_url.'],
    ['in-between', 403, TransientError, 'something in between'],
    ['certificate-untrusted', undefined, ConfigError, 'NODE_EXTRA_CA_CERTS'],
    ['certificate-expired', undefined, ConfigError, 'Check the clock'],
    ['certificate-of-another-host', undefined, ConfigError, 'another host'],
    ['proxy-failed', undefined, TransientError, 'HTTPS_PROXY'],
    ['broken', undefined, TransientError, 'Try again later'],
    ['too-large', undefined, TooMuchAskedError, 'page_size'],
    ['proxy-refused', 407, ConfigError, 'HTTPS_PROXY'],
    ['deadline', undefined, TooMuchAskedError, 'smaller window_days or page_size'],
    ['gateway-timeout', 504, TooMuchAskedError, 'smaller window_days or page_size'],
    ['malformed', 200, SystemError, 'Something between the connector and ClearGrid'],
    ['server', 500, TransientError, 'Try again later'],
    ['overloaded', 429, TransientError, 'smaller concurrency'],
    ['unreachable', undefined, TransientError, 'Check the network'],
  ] as const)('%s (%p)', (kind, status, family, advice) => {
    const error = explain(facts(kind, status), 1, DOING)

    expect(error.constructor).toBe(family)
    expect(error.message).toContain(advice)
  })
})

describe('in mid-walk it may be the page cursor that ClearGrid no longer takes', () => {
  const midWalk = { ...DOING, withPageCursor: true }

  test.each([
    ['rejected', 400],
    ['server', 500],
  ] as const)('%s (%d): the walk can begin again', (kind, status) => {
    expect(explain(facts(kind, status), 1, midWalk)).toBeInstanceOf(PageCursorLostError)
  })

  test.each([
    ['rejected', 403],
    ['unauthorized', 401],
    ['overloaded', 503],
    ['gateway-timeout', 504],
    ['malformed', 200],
  ] as const)('%s (%d): that has nothing to do with it', (kind, status) => {
    expect(explain(facts(kind, status), 1, midWalk)).not.toBeInstanceOf(PageCursorLostError)
  })
})

test('what can be met by asking for less is for the platform something to try later', () => {
  expect(explain(facts('deadline'), 1, DOING).failureType).toBe('transient_error')
  expect(explain(facts('server'), 5, { ...DOING, withPageCursor: true }).failureType).toBe(
    'transient_error',
  )
})

test('an answer about size tells whether it was slow or large, and how long it took', () => {
  const slow = explain({ ...facts('gateway-timeout', 504), tookMs: 29_000 }, 1, DOING)
  const large = explain({ ...facts('too-large'), tookMs: 700 }, 1, DOING)

  expect(slow).toMatchObject({ reason: 'slow', answeredAfterMs: 29_000 })
  expect(large).toMatchObject({ reason: 'large', answeredAfterMs: 700 })
})

test('a request that cannot be made smaller is told as such', () => {
  const doing = { ...DOING, timeoutsAre: 'trouble' } as const

  const slow = explain(facts('gateway-timeout', 504), 9, doing)
  const large = explain(facts('too-large'), 1, doing)

  expect(slow.constructor).toBe(TransientError)
  expect(slow.message).toContain('after 9 attempts. Even the smallest request took too long.')
  expect(large.constructor).toBe(SystemError)
  expect(large.message).toContain('Even the smallest request is too large.')
})
