import fc from 'fast-check'
import { DAY_MS, HOUR_MS } from '../../../src/time/instant'
import { day, done, planned, readUpTo, RECHECK_MS } from '../../support/rechecks'

test.each([
  ['an hour later', HOUR_MS, false],
  ['a millisecond before it is due', 20 * HOUR_MS - 1, false],
  ['20 hours later', 20 * HOUR_MS, true],
  ['a day later', DAY_MS, true],
  ['a month later', 30 * DAY_MS, true],
])('it is due after 20 hours, as daily syncs do not begin to the second: %s', (_, laterMs, due) => {
  expect(planned(readUpTo(20), day(20) + laterMs).recheck.length > 0).toBe(due)
})

test('of 300 daily syncs that begin half a minute early or late each looks back', () => {
  const jitter = fc.array(fc.integer({ min: -30_000, max: 30_000 }), {
    minLength: 300,
    maxLength: 300,
  })
  fc.assert(
    fc.property(jitter, (jitters) => {
      let state = readUpTo(20)
      let rechecks = 0

      for (const [index, jitterMs] of jitters.entries()) {
        const now = day(21 + index) + jitterMs
        const next = planned(state, now)
        rechecks += next.recheck.length
        state = done(next, now)
      }

      expect(rechecks).toBe(300)
    }),
    { numRuns: 5 },
  )
})

test('syncs of every hour look back once in 20 hours', () => {
  let state = readUpTo(20)
  let rechecks = 0

  for (let hour = 1; hour <= 60; hour += 1) {
    const next = planned(state, day(20) + hour * HOUR_MS)
    rechecks += next.recheck.length
    state = done(next, day(20))
  }

  expect(rechecks).toBe(3)
})

test('with an end date in the past it comes again every day: it goes by ClearGrid’s clock', () => {
  let state = readUpTo(20)
  const rechecks: number[] = []

  for (let now = day(41); now <= day(45); now += DAY_MS) {
    const next = planned(state, now, RECHECK_MS, day(1), day(20))
    rechecks.push(next.recheck.length)
    state = done(next, day(20))
  }

  expect(rechecks).toEqual([1, 1, 1, 1, 1])
})

test('one that began in the future did not: it is due, and meets all that may have changed', () => {
  const before = readUpTo(20)
  const future = { began: day(90), changedSince: day(15), left: [] }

  const { recheck, state } = planned({ ...before, recheck: future }, day(20) + HOUR_MS)

  expect(recheck).toEqual([{ since: day(10), until: day(18) }])
  expect(state.recheck).toMatchObject({ began: day(20) + HOUR_MS, changedSince: day(15) })
})

test('where even the pass before was in the future, all counts as changed', () => {
  const future = { began: day(90), changedSince: day(80), left: [] }

  const { state } = planned({ ...readUpTo(20), recheck: future }, day(21))

  expect(state.recheck.changedSince).toBe(day(1))
})
