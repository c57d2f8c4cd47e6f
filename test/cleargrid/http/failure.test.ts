import {
  failureFromAnswer,
  failureFromError,
  withAnswer,
  failureFromCode,
} from '../../../src/cleargrid/http/failure'
import { answer } from '../../support/answers'

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
    const failure = failureFromAnswer(answer(status))

    expect(failure.facts).toEqual({ kind, status, what: `ClearGrid answered ${status}` })
  })
})

test('what ClearGrid’s support asks for first is its request id', () => {
  const body = '{"success":false,"error":{"message":"no","requestId":"req_8f2a1c9e4b7d"}}'

  const inBody = failureFromAnswer(answer(500, body, { 'x-request-id': 'gateway-1' }))
  const inHeader = failureFromAnswer(answer(502, '<html>', { 'x-request-id': 'gateway-1' }))

  expect(inBody.facts.requestId).toBe('req_8f2a1c9e4b7d')
  expect(inHeader.facts.requestId).toBe('gateway-1')
})

test('a request id is a short word, or none', () => {
  const long = failureFromAnswer(answer(500, '', { 'x-request-id': 'x'.repeat(5_000) }))
  const odd = failureFromAnswer(answer(500, '{"requestId":"Bearer s3cr3t"}'))

  expect(long.facts.requestId).toHaveLength(100)
  expect(odd.facts).not.toHaveProperty('requestId')
})

test('nothing else of an answer is told: it may echo a secret', () => {
  const body = '{"error":{"message":"wrong password s3cr3t"}}'

  const failure = failureFromAnswer(answer(500, body, { 'set-cookie': 's3cr3t' }))

  expect(JSON.stringify([failure.facts, failure.message, failure.stack])).not.toContain('s3cr3t')
})

test('the time that ClearGrid asks us to wait is handed on as it came', () => {
  const failure = failureFromAnswer(answer(429, '', { 'retry-after': '17' }))

  expect(failure.facts.retryAfter).toBe('17')
})

test.each([
  ['https://login.example/?token=s3cr3t', 'a redirect to login.example'],
  ['/login?token=s3cr3t', 'a redirect'],
])('a redirect names the host at the most: %s', (location, expected) => {
  const { message } = failureFromAnswer(answer(302, '', { location }))

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
  ['EPROTO', 'unreachable'],
  ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'unreachable'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'unreachable'],
  ['ERR_TLS_HANDSHAKE_TIMEOUT', 'unreachable'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate-untrusted'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-untrusted'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate-untrusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-untrusted'],
  ['CERT_HAS_EXPIRED', 'certificate-expired'],
  ['CERT_NOT_YET_VALID', 'certificate-expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-of-another-host'],
])('a connection that ended with %s: %s', (code, kind) => {
  const failure = failureFromError(errorWith(code), false)

  expect(failure.kind).toBe(kind)
  expect(failure.message).toContain(`(${code})`)
})

test('once there was a connection, it has broken', () => {
  expect(failureFromError(errorWith('ECONNRESET'), true).facts).toEqual({
    kind: 'broken',
    what: 'the connection broke (ECONNRESET)',
  })
})

test('the code of a cause is told where the error itself has none', () => {
  const thrown = errorWith('', 'outer', errorWith('', 'middle', errorWith('ETIMEDOUT')))

  expect(failureFromError(thrown, false).message).toContain('(ETIMEDOUT)')
})

test('the code of an error of another realm is told as well', () => {
  const thrown = { message: 'outer', cause: { code: 'EHOSTUNREACH' } }

  expect(failureFromError(thrown, false).message).toContain('(EHOSTUNREACH)')
})

test('no text of an error decides: a host may be called anything', () => {
  const thrown = errorWith('EAI_AGAIN', 'getaddrinfo EAI_AGAIN proxy-certificate.example')

  expect(failureFromError(thrown, false).kind).toBe('unreachable')
})

test('a refusal in other words than ClearGrid’s JSON comes from something in between', () => {
  const json = failureFromAnswer(answer(403, '{"success":false,"message":"no"}'))
  const html = failureFromAnswer(answer(403, '<html>Blocked</html>'))
  const nothing = failureFromAnswer(answer(403))

  expect([json.kind, html.kind, nothing.kind]).toEqual(['rejected', 'in-between', 'rejected'])
})

test('a code in the body is told beside the status, with what the headers say', () => {
  const failure = withAnswer(
    failureFromCode(503),
    answer(200, '{"code":503,"requestId":"req_1"}', { 'retry-after': '9', date: 'today' }),
  )

  expect(failure.facts).toEqual({
    kind: 'overloaded',
    what: 'ClearGrid answered 200 with the code 503',
    status: 503,
    requestId: 'req_1',
    retryAfter: '9',
    date: 'today',
  })
})

test.each([['text'], [undefined], [null], [{}]])('even %p, when thrown, is a failure', (thrown) => {
  expect(failureFromError(thrown, false).facts).toEqual({
    kind: 'unreachable',
    what: 'the connection failed (unknown reason)',
  })
})
