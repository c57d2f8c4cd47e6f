import { failureOfAnswer, failureOfError } from '../../src/cleargrid/failure'
import { answer } from '../support/answers'

describe('a status says what can be done', () => {
  test.each([
    [301, 'redirected'],
    [302, 'redirected'],
    [400, 'rejected'],
    [401, 'unauthorized'],
    [403, 'rejected'],
    [404, 'rejected'],
    [407, 'proxy-refused'],
    [408, 'server'],
    [422, 'rejected'],
    [425, 'server'],
    [429, 'overloaded'],
    [500, 'server'],
    [502, 'server'],
    [503, 'overloaded'],
    [504, 'gateway-timeout'],
    [204, 'malformed'],
  ])('%d: %s', (status, kind) => {
    const failure = failureOfAnswer(answer(status))

    expect(failure.facts).toEqual({ kind, status, what: `ClearGrid answered ${status}` })
  })
})

test('what ClearGrid’s support asks for first is its request id', () => {
  const body = '{"success":false,"error":{"message":"no","requestId":"req_8f2a1c9e4b7d"}}'

  const inBody = failureOfAnswer(answer(500, body, { 'x-request-id': 'gateway-1' }))
  const inHeader = failureOfAnswer(answer(502, '<html>', { 'x-request-id': 'gateway-1' }))

  expect(inBody.facts.requestId).toBe('req_8f2a1c9e4b7d')
  expect(inHeader.facts.requestId).toBe('gateway-1')
})

test('a request id is a short word, or none', () => {
  const long = failureOfAnswer(answer(500, '', { 'x-request-id': 'x'.repeat(5_000) }))
  const odd = failureOfAnswer(answer(500, '{"requestId":"Bearer s3cr3t"}'))

  expect(long.facts.requestId).toHaveLength(100)
  expect(odd.facts).not.toHaveProperty('requestId')
})

test('nothing else of an answer is told: it may echo a secret', () => {
  const body = '{"error":{"message":"wrong password s3cr3t"}}'

  const failure = failureOfAnswer(answer(500, body, { 'set-cookie': 's3cr3t' }))

  expect(JSON.stringify([failure.facts, failure.message, failure.stack])).not.toContain('s3cr3t')
})

test('the time that ClearGrid asks us to wait is handed on as it came', () => {
  const failure = failureOfAnswer(answer(429, '', { 'retry-after': '17' }))

  expect(failure.facts.retryAfter).toBe('17')
})

test.each([
  ['https://login.example/?token=s3cr3t', 'a redirect to login.example'],
  ['/login?token=s3cr3t', 'a redirect'],
])('a redirect names the host at the most: %s', (location, expected) => {
  const { message } = failureOfAnswer(answer(302, '', { location }))

  expect(message).toBe(`ClearGrid answered 302, ${expected}`)
})

function errorWith(code: string, message = 'x', cause?: Error): Error {
  return Object.assign(new Error(message, { cause }), code === '' ? {} : { code })
}

test.each([
  ['ECONNREFUSED', 'unreachable'],
  ['ECONNRESET', 'unreachable'],
  ['ENOTFOUND', 'unreachable'],
  ['EAI_AGAIN', 'unreachable'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'untrusted'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'untrusted'],
  ['CERT_HAS_EXPIRED', 'untrusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'untrusted'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'untrusted'],
])('an exchange that ended with %s: %s', (code, kind) => {
  const failure = failureOfError(errorWith(code))

  expect(failure.kind).toBe(kind)
  expect(failure.message).toContain(`(${code})`)
})

test('the code of a cause is told where the error itself has none', () => {
  const thrown = errorWith('', 'outer', errorWith('', 'middle', errorWith('ETIMEDOUT')))

  expect(failureOfError(thrown).message).toContain('(ETIMEDOUT)')
})

test('the code of an error of another realm is told as well', () => {
  const thrown = { message: 'outer', cause: { code: 'EHOSTUNREACH' } }

  expect(failureOfError(thrown).message).toContain('(EHOSTUNREACH)')
})

test('a proxy that refuses is the proxy’s matter', () => {
  const thrown = errorWith('', 'Proxy connection ended before receiving CONNECT response')

  expect(failureOfError(thrown).kind).toBe('proxy-refused')
})

test('past its deadline an exchange failed because of that, whatever else is said', () => {
  const failure = failureOfError(errorWith('ERR_CANCELED'), 60_000)

  expect(failure.facts).toEqual({ kind: 'deadline', what: 'no answer within 60 s' })
})

test.each([['text'], [undefined], [null], [{}]])('even %p, when thrown, is a failure', (thrown) => {
  expect(failureOfError(thrown).facts).toEqual({
    kind: 'unreachable',
    what: 'the connection failed (unknown reason)',
  })
})
