import { ClientFailure, type Nonsense } from '../src/cleargrid/client-failure'
import { type ConnectorError, SystemError, TransientError, ConfigError } from '../src/errors'
import { explain } from '../src/explain'
import {
  abandoned,
  exchangeFacts as facts,
  PAGE_CURSOR_LOST,
  tooMuchAsked,
} from './support/failures'

const LOGIN = { purpose: { action: 'Logging in to ClearGrid' } }

test('a sentence says what we were doing, what came back, how often, and the request id', () => {
  const exchange = facts('server', { status: 500, requestId: 'req_1' })

  const { message } = explain(abandoned(exchange, { attempts: 5 }))

  expect(message).toMatch(
    /^Fetching conversations \[a, b\): ClearGrid answered 500 after 5 attempts \(request req_1\)\. /,
  )
})

test('one attempt is not worth a word', () => {
  const { message } = explain(abandoned(facts('rejected', { status: 403 })))

  expect(message).toMatch(/^Fetching conversations \[a, b\): ClearGrid answered 403\. This user/)
})

test.each([403, 404])(
  'a login that is refused with %d is about the settings, not a stream',
  (status) => {
    const { message } = explain(abandoned(facts('rejected', { status }), LOGIN))

    expect(message).toBe(
      `Logging in to ClearGrid: ClearGrid answered ${status}. ` +
        'Check lender, email, password and environment.',
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
    ['certificate-of-another-host', undefined, ConfigError, 'Check base_url'],
    ['proxy-refused', 407, ConfigError, 'Check HTTPS_PROXY'],
    ['proxy-failed', undefined, TransientError, 'check the proxy and HTTPS_PROXY'],
    ['broken', undefined, TransientError, 'check the network'],
    ['malformed', 200, SystemError, 'Something between the connector and ClearGrid'],
    ['server', 500, TransientError, 'Try again later'],
    ['overloaded', 429, TransientError, 'smaller concurrency'],
    ['unreachable', undefined, TransientError, 'Check the network'],
  ] as const)('%s (%p)', (kind, status, family, advice) => {
    const error = explain(abandoned(facts(kind, status === undefined ? {} : { status })))

    expect(error.constructor).toBe(family)
    expect(error.message).toContain(advice)
  })
})

test.each([
  ['proxy-no-address', 'HTTPS_PROXY is not the address of a proxy', 'Write it as http://'],
  ['proxy-of-another-kind', 'ALL_PROXY names a kind of proxy', 'begins with http:// or https://'],
] as const)(
  'a proxy that was named wrongly has nothing to do with what was asked: %s',
  (...each) => {
    const [kind, what, advice] = each

    const error = explain(abandoned(facts(kind, { what }), LOGIN))

    expect(error).toBeInstanceOf(ConfigError)
    expect(error.message.startsWith(`${what}. `)).toBe(true)
    expect(error.message).toContain(advice)
  },
)

test('what can be met by asking for less, or again, is for the platform something to try later', () => {
  expect(explain(tooMuchAsked()).message).toContain('a smaller window_days or page_size')
  expect(explain(tooMuchAsked(0, 'too-large')).message).toContain('Try with a smaller page_size')
  expect(explain(PAGE_CURSOR_LOST).message).toContain('The page cursor may have expired.')
  for (const thrown of [tooMuchAsked(), tooMuchAsked(0, 'too-large'), PAGE_CURSOR_LOST]) {
    expect(explain(thrown).failureType).toBe('transient_error')
  }
})

test('a request that cannot be made smaller is told as such', () => {
  const slow = explain(abandoned(facts('gateway-timeout', { status: 504 }), { attempts: 9 }))
  const large = explain(abandoned(facts('too-large')))

  expect(slow).toBeInstanceOf(TransientError)
  expect(slow.message).toContain('after 9 attempts. Even the smallest request took too long.')
  expect(large).toBeInstanceOf(SystemError)
  expect(large.message).toContain('Even the smallest request is too large.')
})

test('a login that takes too long is to be tried later, and cannot be made smaller', () => {
  const { message } = explain(abandoned(facts('deadline', { what: 'no answer' }), LOGIN))

  expect(message).toBe('Logging in to ClearGrid: no answer. Try again later.')
})

test('a request that is too slow to be asked for again is met by asking for less', () => {
  const error = explain(tooMuchAsked(0, 'deadline'))

  expect(error).toBeInstanceOf(TransientError)
  expect(error.message).toContain('with a smaller window_days or page_size.')
})

test('a login that is overloaded has nothing to do with how much is asked for at once', () => {
  const { message } = explain(abandoned(facts('overloaded', { status: 429 }), LOGIN))

  expect(message).toBe('Logging in to ClearGrid: ClearGrid answered 429. Try again later.')
})

test.each<[Nonsense, new (message: string) => ConnectorError, string]>([
  [{ kind: 'tokens-refused', logins: 3 }, ConfigError, 'refused (401) right after 3 logins in a'],
  [{ kind: 'tokens-expire', renewals: 20, action: 'Counting' }, TransientError, '401 20 times'],
  [{ kind: 'another-lender' }, SystemError, 'names another lender than before'],
  [{ kind: 'no-session' }, SystemError, 'no lenderPublicId or no token'],
  [{ kind: 'token-unusable' }, SystemError, 'a token that no request can carry'],
  [
    { kind: 'page-cursor-repeated', pages: 3, action: 'Counting' },
    SystemError,
    'Counting: ClearGrid returned the same page cursor twice within 3 pages',
  ],
  [
    { kind: 'empty-pages', pages: 50, action: 'Counting' },
    TransientError,
    '50 empty pages in a row',
  ],
])('nonsense in good answers has a sentence of its own: %j', (nonsense, family, sentence) => {
  const error = explain(new ClientFailure(nonsense))

  expect(error.constructor).toBe(family)
  expect(error.message).toContain(sentence)
})

test.each([[new TypeError('a defect')], ['text'], [undefined]])(
  'what the client did not throw comes back as it is: %p',
  (thrown) => {
    expect(explain(thrown)).toBe(thrown)
  },
)
