import fc from 'fast-check'
import type { FailureKind } from '../../src/cleargrid/failure'
import { delayBeforeRetry, HASTY, PATIENT, type RetryPolicy } from '../../src/cleargrid/retry'

const NOW = Date.UTC(2025, 0, 1)
const WORLD = { random: 0.999, now: NOW }

const RETRIED = ['unreachable', 'overloaded', 'server', 'malformed'] as const
const FINAL = [
  'untrusted',
  'proxy-refused',
  'deadline',
  'gateway-timeout',
  'unauthorized',
  'rejected',
  'redirected',
] as const satisfies readonly FailureKind[]

const policy: fc.Arbitrary<RetryPolicy> = fc.record({
  attemptsMax: fc.integer({ min: 1, max: 10 }),
  firstDelayMs: fc.integer({ min: 1, max: 5_000 }),
  delayMsMax: fc.integer({ min: 1, max: 60_000 }),
  retryAfterMsMax: fc.integer({ min: 0, max: 600_000 }),
})
const world = fc.record({
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  now: fc.constant(NOW),
})
const header = fc.oneof(
  fc.constant(undefined),
  fc.nat().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  fc.string(),
)

test('a delay lies between nothing and its bound, whatever came back', () => {
  const kind = fc.constantFrom(...RETRIED)
  fc.assert(
    fc.property(kind, header, fc.integer({ min: 1, max: 30 }), policy, world, (k, h, n, p, w) => {
      const failure = { kind: k, ...(h === undefined ? {} : { retryAfter: h }) }

      const delayMs = delayBeforeRetry(failure, n, p, w)

      if (delayMs === 'never') return expect(n).toBeGreaterThanOrEqual(p.attemptsMax)
      expect(delayMs).toBeGreaterThanOrEqual(0)
      expect(delayMs).toBeLessThanOrEqual(Math.max(p.delayMsMax, p.retryAfterMsMax))
    }),
  )
})

test('without a word from ClearGrid the longest wait doubles, up to its bound', () => {
  const attempts = [1, 2, 3, 4, 5, 6, 7, 8, 9]

  const longest = attempts.map((attempt) =>
    delayBeforeRetry({ kind: 'overloaded' }, attempt, PATIENT, { random: 1, now: NOW }),
  )

  expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
})

test('those who failed together do not come back together: the wait is drawn from zero up', () => {
  const delays = [0, 0.25, 0.5].map((random) =>
    delayBeforeRetry({ kind: 'server' }, 2, PATIENT, { random, now: NOW }),
  )

  expect(delays).toEqual([0, 250, 500])
})

test.each([
  ['unreachable', PATIENT, 5],
  ['server', PATIENT, 5],
  ['malformed', PATIENT, 5],
  ['overloaded', PATIENT, 10],
  ['server', HASTY, 2],
  ['overloaded', HASTY, 4],
] as const)('%s is given up after its last attempt', (kind, chosen, attemptsMax) => {
  const last = delayBeforeRetry({ kind }, attemptsMax, chosen, WORLD)
  const lastButOne = delayBeforeRetry({ kind }, attemptsMax - 1, chosen, WORLD)

  expect(last).toBe('never')
  expect(lastButOne).not.toBe('never')
})

test.each(FINAL)('%s is never simply repeated, not even if ClearGrid asks for it', (kind) => {
  expect(delayBeforeRetry({ kind }, 1, PATIENT, WORLD)).toBe('never')
  expect(delayBeforeRetry({ kind, retryAfter: '1' }, 1, PATIENT, WORLD)).toBe('never')
})

describe('a Retry-After header wins', () => {
  test.each([
    ['seconds', '7', 7_000],
    ['seconds with blanks', ' 7 ', 7_000],
    ['a fraction of a second', '0.5', 500],
    ['a date', 'Wed, 01 Jan 2025 00:01:30 GMT', 90_000],
    ['ten hours: no longer than the bound', '36000', 600_000],
    ['a date next year: no longer than the bound', 'Thu, 01 Jan 2026 00:00:00 GMT', 600_000],
    ['more than a number can hold', '9'.repeat(400), 600_000],
  ])('%s', (_, retryAfter, expected) => {
    expect(delayBeforeRetry({ kind: 'overloaded', retryAfter }, 1, PATIENT, WORLD)).toBe(expected)
  })

  test.each([
    ['nobody can read it', 'soon'],
    ['nobody can read it', ''],
    ['nobody can read it', '10s'],
    ['nobody can read it', '1e3'],
    ['nobody can read it', 'NaN'],
    ['nobody can read it', '120, 120'],
    ['it is no date, though JavaScript takes it for one', '-5'],
    ['it is no date, though JavaScript takes it for one', 'rubbish 5'],
    ['it is no date, though JavaScript takes it for one', 'rubbish 2030'],
    ['it asks for no wait at all', '0'],
    ['it asks for no wait at all', '0.0'],
    ['it lies in the past', 'Tue, 31 Dec 2024 23:00:00 GMT'],
    ['it is now', 'Wed, 01 Jan 2025 00:00:00 GMT'],
  ])('unless %s: %j', (_, retryAfter) => {
    const failure = { kind: 'overloaded', retryAfter } as const

    expect(delayBeforeRetry(failure, 2, PATIENT, WORLD)).toBe(0.999 * 2 * PATIENT.firstDelayMs)
  })
})
