import fc from 'fast-check'
import {
  cut,
  startGauge,
  succeeded,
  trialFailed,
  nextTrial,
  trialSucceeded,
  type Gauge,
} from '../../../src/sync/progress/gauge'

const LIMITS = { floor: 10, most: 500 }

/** Proved at 100, after 160 was too much. */
const LEARNED = startGauge(LIMITS, { proved: 100, failed: 160 })

function answered(gauge: Gauge, times: number): Gauge {
  return Array.from({ length: times }).reduce<Gauge>((now) => succeeded(now), gauge)
}

test('the first sync begins with the setting: nothing is tried', () => {
  const gauge = startGauge(LIMITS, undefined)

  expect(gauge).toMatchObject({ proved: 500, failed: Infinity })
  expect(nextTrial(gauge, 500)).toBeUndefined()
})

test('where nothing is known to fail, the double is tried, up to the setting', () => {
  const gauge = startGauge(LIMITS, { proved: 100, failed: Infinity })

  expect(nextTrial(gauge, 500)).toBe(200)
  expect(nextTrial({ ...gauge, proved: 300 }, 500)).toBe(500)
})

test('far below what failed a tenth more is tried at once, near it only after many successes', () => {
  const near = { ...LEARNED, proved: 120 }

  expect(nextTrial(LEARNED, 500)).toBe(111)
  expect(nextTrial(answered(near, 19), 500)).toBeUndefined()
  expect(nextTrial(answered(near, 20), 500)).toBe(132)
})

test('nothing larger than what failed is tried', () => {
  expect(nextTrial(answered({ ...LEARNED, proved: 158 }, 20), 500)).toBe(160)
})

test('what once failed is forgotten when it is answered', () => {
  expect(trialSucceeded(LEARNED, 160)).toMatchObject({ proved: 160, failed: Infinity })
  expect(trialSucceeded(LEARNED, 110)).toMatchObject({ proved: 110, failed: 160 })
})

test('a first failed trial may be chance: it is tried once more soon, then twice as late', () => {
  const once = trialFailed(LEARNED, 150)
  const twice = trialFailed(once, 150)

  const soon = Array.from({ length: 8 }).reduce<Gauge>((gauge) => succeeded(gauge), once)
  expect([nextTrial(once, 500), nextTrial(soon, 500)]).toEqual([undefined, 150])
  expect(twice).toMatchObject({ proved: 100, failed: 150, caution: 40, isInDoubt: false })
})

test('caution has its bounds: never less than 20 successes, never more than 160', () => {
  const failed = Array.from({ length: 20 }).reduce<Gauge>((now) => trialFailed(now, 150), LEARNED)

  expect(failed.caution).toBe(160)
  expect(answered(failed, 10_000).caution).toBe(20)
})

test('whatever happens, it stays between the floor and the setting, and below what failed', () => {
  const event = fc.record({
    kind: fc.constantFrom('answered', 'refused', 'tried', 'tried in vain'),
    size: fc.integer({ min: 10, max: 500 }),
  })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      let gauge = startGauge(LIMITS, undefined)
      for (const { kind, size } of events) {
        const trial = nextTrial(gauge, LIMITS.most)
        if (kind === 'answered') gauge = succeeded(gauge)
        if (kind === 'refused') gauge = cut(gauge, Math.min(size, gauge.proved), 2, LIMITS.floor)
        if (kind === 'tried' && trial !== undefined) gauge = trialSucceeded(gauge, trial)
        if (kind === 'tried in vain' && trial !== undefined) gauge = trialFailed(gauge, trial)

        expect(gauge.proved).toBeGreaterThanOrEqual(LIMITS.floor)
        expect(gauge.proved).toBeLessThanOrEqual(LIMITS.most)
        expect(trial ?? LIMITS.most).toBeLessThanOrEqual(LIMITS.most)
        expect(gauge.caution).toBeGreaterThanOrEqual(20)
        expect(gauge.caution).toBeLessThanOrEqual(160)
      }
    }),
  )
})

test('a setting that was made smaller wins over what was learned', () => {
  expect(startGauge({ floor: 1, most: 10 }, { proved: 50, failed: 60 })).toMatchObject({
    proved: 10,
    failed: 60,
  })
})
