import { SECOND_MS } from '../../../src/time/instant'
import fc from 'fast-check'
import { newTask } from '../../../src/sync/progress/tasks'
import {
  aroundOf,
  askedWindow,
  frontMs,
  restMs,
  wholeSeconds,
} from '../../../src/sync/progress/whole-seconds'
import { cut } from '../../../src/time/window'

const instant = fc.integer({ min: 0, max: 100 * SECOND_MS })
const lengthMs = fc.integer({ min: 1, max: 50 * SECOND_MS })
const window = fc
  .tuple(instant, lengthMs)
  .map(([since, length]) => ({ since, until: since + length }))

test('what is asked for holds the window, in whole seconds, and less than a second around it', () => {
  fc.assert(
    fc.property(window, ({ since, until }) => {
      const asked = askedWindow(newTask('read', { since, until }))

      expect([asked.since % SECOND_MS, asked.until % SECOND_MS]).toEqual([0, 0])
      expect(since - asked.since).toBeLessThan(SECOND_MS)
      expect(since - asked.since).toBeGreaterThanOrEqual(0)
      expect(asked.until - until).toBeLessThan(SECOND_MS)
      expect(asked.until - until).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('inside of a second that holds more than a walk can bring, it begins at the millisecond', () => {
  const task = { ...newTask('read', { since: 1_234, until: 5_678 }), isInsideSecond: true }

  expect(askedWindow(task)).toEqual({ since: 1_234, until: 6_000 })
})

test('nothing outside of what the sync is for is asked for', () => {
  const bounds = { since: 1_234, until: 5_678 }

  expect(askedWindow(newTask('read', bounds, bounds))).toEqual(bounds)
})

test('of less than a second that was cut off once, a second more is asked for on both sides', () => {
  const task = { ...newTask('read', { since: 2_000, until: 2_999 }), marginMs: SECOND_MS }

  expect(askedWindow(task)).toEqual({ since: 1_000, until: 4_000 })
})

test('a window is cut at whole seconds, from either end, and no part asks for more than was meant', () => {
  const atLeastASecond = lengthMs.filter((length) => length >= SECOND_MS)
  fc.assert(
    fc.property(window, atLeastASecond, ({ since, until }, most) => {
      fc.pre(until - since > most)

      const [front, rest] = cut({ since, until }, frontMs({ since, until }, most))
      const [left, back] = cut({ since, until }, restMs({ since, until }, most))

      expect(front.until % SECOND_MS === 0 || front.until - since === most).toBe(true)
      expect([front.since, rest?.until ?? front.until]).toEqual([since, until])
      expect(left.until).toBe(back?.since ?? until)
      for (const part of [front, back ?? left]) {
        expect(part.until - part.since).toBeGreaterThan(0)
        if (most < 2 * SECOND_MS) continue
        const asked = aroundOf(part)
        expect(asked.until - asked.since).toBeLessThanOrEqual(most)
      }
    }),
  )
})

test('below a second a window is cut where it must', () => {
  expect(frontMs({ since: 250, until: 900 }, 100)).toBe(100)
  expect(restMs({ since: 250, until: 900 }, 100)).toBe(550)
})

test('lengths lose what is less than a second, unless that is all they have', () => {
  expect([2_999, 1_000, 999, 1].map(wholeSeconds)).toEqual([2_000, 1_000, 999, 1])
})
