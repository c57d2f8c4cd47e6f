import fc from 'fast-check'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/instant'
import type { Learned } from '../../src/sync/state'
import {
  afterPage,
  afterTimeout,
  canShrink,
  halfWindow,
  learnedFrom,
  nextWindow,
  startTuning,
  type Tuning,
} from '../../src/sync/tuning'
import { learned } from '../support/states'

const BOUNDS = { windowMs: 30 * DAY_MS, pageSize: 500 }

const bounds: fc.Arbitrary<Learned> = fc.record({
  windowMs: fc.integer({ min: 1, max: 366 }).map((days) => days * DAY_MS),
  pageSize: fc.integer({ min: 1, max: 1000 }),
})

function times(count: number, step: (tuning: Tuning) => Tuning, from: Tuning): Tuning {
  return Array.from({ length: count }).reduce<Tuning>(step, from)
}

test('a first sync begins with the settings, a later one with what worked', () => {
  const remembered = { windowMs: 6 * HOUR_MS, pageSize: 125 }

  expect(startTuning(undefined, BOUNDS)).toMatchObject(BOUNDS)
  expect(startTuning(remembered, BOUNDS)).toMatchObject(remembered)
})

test('what is remembered never exceeds what is set now, nor falls below a minute', () => {
  fc.assert(
    fc.property(learned, bounds, (remembered, set) => {
      const { windowMs, pageSize } = startTuning(remembered, set)

      expect(windowMs).toBeLessThanOrEqual(set.windowMs)
      expect(windowMs).toBeGreaterThanOrEqual(MINUTE_MS)
      expect(pageSize).toBeLessThanOrEqual(set.pageSize)
      expect(pageSize).toBeGreaterThanOrEqual(1)
    }),
  )
})

test('whatever is asked, timeouts come to an end: 40 halvings lead from a year to a minute', () => {
  fc.assert(
    fc.property(bounds, fc.boolean(), (set, isFirstPage) => {
      let asked: Learned = set
      let tuning = startTuning(undefined, set)
      let halvings = 0

      for (; canShrink(asked); halvings += 1) {
        tuning = afterTimeout(tuning, asked, isFirstPage)
        asked = { windowMs: halfWindow(asked.windowMs), pageSize: tuning.pageSize }
      }

      expect(halvings).toBeLessThanOrEqual(40)
      expect(asked.windowMs).toBe(MINUTE_MS)
      expect(asked.pageSize).toBe(Math.min(10, set.pageSize))
    }),
  )
})

test('after a timeout nobody asks for more than half, down to a minute and ten rows', () => {
  const tuning = afterTimeout(startTuning(undefined, BOUNDS), BOUNDS, true)
  const least = afterTimeout(tuning, { windowMs: MINUTE_MS, pageSize: 10 }, true)

  expect(tuning).toMatchObject({ windowMs: 15 * DAY_MS, pageSize: 250 })
  expect(least).toMatchObject({ windowMs: MINUTE_MS, pageSize: 10 })
})

test('a timeout of something small makes nothing larger', () => {
  const small = { windowMs: HOUR_MS, pageSize: 5 }
  const tuning = startTuning(small, { windowMs: DAY_MS, pageSize: 5 })

  expect(afterTimeout(tuning, BOUNDS, true)).toMatchObject(small)
})

test('good pages double the page size, up to the setting', () => {
  const tuning = startTuning({ windowMs: DAY_MS, pageSize: 60 }, BOUNDS)

  const sizes = [1, 2, 3, 4, 5].map(
    (pages) => times(pages, (now) => afterPage(now, BOUNDS), tuning).pageSize,
  )

  expect(sizes).toEqual([120, 240, 480, 500, 500])
})

test('a page size that failed in mid-walk is tried again only after twenty good pages', () => {
  const failed = afterTimeout(startTuning(undefined, BOUNDS), BOUNDS, false)

  const soon = times(19, (now) => afterPage(now, BOUNDS), failed)
  const later = afterPage(soon, BOUNDS)

  expect([failed.pageSize, soon.pageSize, later.pageSize]).toEqual([250, 250, 500])
})

test('on the first page the window was to blame: the page size recovers at once', () => {
  const failed = afterTimeout(startTuning(undefined, BOUNDS), BOUNDS, true)

  expect(afterPage(failed, BOUNDS).pageSize).toBe(500)
})

test('a window that fitted into one page doubles the next, a fuller one adds a tenth', () => {
  expect(nextWindow(HOUR_MS, 0, BOUNDS)).toBe(2 * HOUR_MS)
  expect(nextWindow(HOUR_MS, 1, BOUNDS)).toBe(2 * HOUR_MS)
  expect(nextWindow(HOUR_MS, 2, BOUNDS) / HOUR_MS).toBeCloseTo(1.1)
})

test('a window always grows until it is as long as the setting, and never longer', () => {
  const length = fc.integer({ min: 1, max: 366 * DAY_MS })
  fc.assert(
    fc.property(length, fc.integer({ min: 0, max: 9 }), bounds, (windowMs, pages, set) => {
      fc.pre(windowMs <= set.windowMs)

      const next = nextWindow(windowMs, pages, set)

      expect(next).toBeLessThanOrEqual(set.windowMs)
      expect(next > windowMs || windowMs === set.windowMs).toBe(true)
    }),
  )
})

test('as long as the settings work, there is nothing to remember', () => {
  const started = startTuning(undefined, BOUNDS)
  const failed = afterTimeout(started, BOUNDS, true)

  expect(learnedFrom(started, BOUNDS)).toBeUndefined()
  expect(learnedFrom(failed, BOUNDS)).toEqual({ windowMs: 15 * DAY_MS, pageSize: 250 })
})

test.each([
  [{ windowMs: MINUTE_MS, pageSize: 10 }, false],
  [{ windowMs: MINUTE_MS, pageSize: 11 }, true],
  [{ windowMs: MINUTE_MS + 1, pageSize: 10 }, true],
  [{ windowMs: 1, pageSize: 1 }, false],
])('%j can be made smaller: %p', (asked, expected) => {
  expect(canShrink(asked)).toBe(expected)
})
