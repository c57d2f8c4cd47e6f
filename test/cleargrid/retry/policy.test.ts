import fc from 'fast-check'
import {
  delayBeforeRetry,
  CHECK_POLICY,
  READ_POLICY,
  retryAfterMs,
} from '../../../src/cleargrid/retry/policy'

const NOW = Date.UTC(2025, 0, 1)
const MINUTE_MS = 60_000

const AT_FIRST = {
  repeat: 'patience',
  attempt: 1,
  failingMs: 0,
  silenceMs: 0,
  random: 0.999,
} as const

const standing = fc.record({
  repeat: fc.constantFrom('patience', 'overload'),
  attempt: fc.integer({ min: 1, max: 3000 }),
  failingMs: fc.integer({ min: -MINUTE_MS, max: 4 * MINUTE_MS }),
  silenceMs: fc.integer({ min: 0, max: 70 * MINUTE_MS }),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
})
const askedMs = fc.option(fc.nat({ max: 100 * MINUTE_MS }), { nil: undefined })

test('whatever is asked for, no wait goes beyond the budget of silence', () => {
  fc.assert(
    fc.property(standing, askedMs, (state, asked) => {
      const delay = delayBeforeRetry(state, asked, READ_POLICY)

      if (delay === 'never') return
      expect(delay.delayMs).toBeGreaterThanOrEqual(0)
      expect(state.silenceMs + delay.delayMs).toBeLessThanOrEqual(READ_POLICY.silenceMsMax)
    }),
  )
})

test('nothing is asked again before the time that ClearGrid named, but for the end of the budget', () => {
  fc.assert(
    fc.property(standing, fc.integer({ min: 1, max: 100 * MINUTE_MS }), (state, asked) => {
      const delay = delayBeforeRetry(state, asked, READ_POLICY)

      if (delay === 'never') return
      const isCut = delay.cutFromMs !== undefined
      if (isCut) expect(delay.delayMs).toBe(READ_POLICY.silenceMsMax - state.silenceMs)
      else expect(delay.delayMs).toBeGreaterThanOrEqual(asked)
      // What is named in seconds is asked less and less often, if it does not help.
      expect(delay.delayMs).toBeLessThanOrEqual(Math.max(asked, READ_POLICY.delayMsMax))
      expect(isCut).toBe(state.silenceMs + asked > READ_POLICY.silenceMsMax)
    }),
  )
})

test('a named second that does not help is waited for longer and longer, up to the longest wait', () => {
  const delays = [1, 3, 30].map((attempt) =>
    delayBeforeRetry({ ...AT_FIRST, repeat: 'overload', attempt, random: 1 }, 1_000, READ_POLICY),
  )

  expect(delays).toEqual([1_000, 2_000, 10_000].map((delayMs) => ({ delayMs, wasAsked: true })))
})

test('without a word from ClearGrid the longest wait doubles, up to its bound', () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 2000].map((attempt) =>
    delayBeforeRetry({ ...AT_FIRST, attempt, random: 1 }, undefined, READ_POLICY),
  )

  expect(longest).toEqual(
    [500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000].map((delayMs) => ({
      delayMs,
      wasAsked: false,
    })),
  )
})

test('those who failed together do not come back together: the wait is drawn from zero up', () => {
  const delays = [0, 0.25, 0.5].map((random) =>
    delayBeforeRetry({ ...AT_FIRST, attempt: 2, random }, undefined, READ_POLICY),
  )

  expect(delays).toMatchObject([{ delayMs: 0 }, { delayMs: 250 }, { delayMs: 500 }])
})

test('an outage of two minutes is survived with certainty: an attempt follows when it is over', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1 }),
      fc.integer({ min: 1, max: 30_000 }),
      (randoms, tookMs) => {
        let beganMs = 0
        for (let attempt = 1; beganMs < 2 * MINUTE_MS; attempt += 1) {
          const random = Math.max(0.01, randoms[attempt % randoms.length] ?? 0)
          const state = { ...AT_FIRST, attempt, random, failingMs: beganMs - tookMs }
          const delay = delayBeforeRetry(state, undefined, READ_POLICY)

          if (delay === 'never') throw new Error(`given up after ${beganMs} ms`)
          beganMs += tookMs + delay.delayMs
        }
      },
    ),
  )
})

test('what has failed for two and a half minutes is given up', () => {
  const patient = { ...AT_FIRST, attempt: 40, failingMs: 2.5 * MINUTE_MS }

  expect(delayBeforeRetry(patient, undefined, READ_POLICY)).toBe('never')
  expect(delayBeforeRetry({ ...patient, failingMs: 149_999 }, undefined, READ_POLICY)).not.toBe(
    'never',
  )
})

test('overload has the whole budget of silence', () => {
  const overloaded = { ...AT_FIRST, repeat: 'overload', failingMs: 54 * MINUTE_MS } as const
  const atTheEnd = { ...overloaded, silenceMs: 55 * MINUTE_MS }

  expect(delayBeforeRetry(overloaded, undefined, READ_POLICY)).not.toBe('never')
  expect(delayBeforeRetry(atTheEnd, undefined, READ_POLICY)).toBe('never')
})

test.each([
  ['patience', 2],
  ['overload', 4],
] as const)('check is hasty: %s ends with attempt %d', (repeat, attemptsMax) => {
  const last = delayBeforeRetry(
    { ...AT_FIRST, repeat, attempt: attemptsMax },
    undefined,
    CHECK_POLICY,
  )
  const before = { ...AT_FIRST, repeat, attempt: attemptsMax - 1 }

  expect(last).toBe('never')
  expect(delayBeforeRetry(before, 60_000, CHECK_POLICY)).toMatchObject({ delayMs: 2_000 })
})

test.each([
  ['seconds', '7', 7_000],
  ['seconds with blanks', ' 7 ', 7_000],
  ['a fraction of a second', '0.5', 500],
  ['no wait at all', '0', 0],
  ['a date', 'Wed, 01 Jan 2025 00:01:30 GMT', 90_000],
  ['a date in the form of RFC 850', 'Wednesday, 01-Jan-25 00:01:30 GMT', 90_000],
  ['a date in the form of asctime', 'Wed Jan  1 00:01:30 2025', 90_000],
  ['a date in the past', 'Tue, 31 Dec 2024 23:00:00 GMT', 0],
])('Retry-After may be %s', (_, retryAfter, expected) => {
  expect(retryAfterMs({ retryAfter }, NOW)).toBe(expected)
})

test.each([
  ...['soon', '', '10s', '1e3', 'NaN', '120, 120', '-5', 'rubbish 5', 'rubbish 2030'],
  ...['Wed, 32 Jan 2025 00:00:00 GMT', '2025-01-01T00:10:00Z'],
])('Retry-After that nobody can read is none: %j', (retryAfter) => {
  expect(retryAfterMs({ retryAfter }, NOW)).toBeUndefined()
})

test('a date is held against the Date beside it: our clock may be wrong', () => {
  const retryAfter = 'Wed, 01 Jan 2025 00:01:30 GMT'

  expect(retryAfterMs({ retryAfter, date: 'Wed, 01 Jan 2025 00:01:00 GMT' }, 0)).toBe(30_000)
  expect(retryAfterMs({ retryAfter, date: 'yesterday' }, NOW)).toBe(90_000)
})
