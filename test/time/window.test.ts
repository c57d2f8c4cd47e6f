import fc from 'fast-check'
import { clip, cut, firstGap, intersect, subtract, union, type Window } from '../../src/time/window'
import { anyWindow, anyWindows, instantsOf, isShortest, TIME_MAX, window } from '../support/windows'

/** Both hold for whatever comes out: the right instants, written in the shortest way. */
function expectInstants(result: readonly Window[], expected: readonly number[]): void {
  expect(instantsOf(result)).toEqual(expected)
  expect(isShortest(result)).toBe(true)
}

test('a union holds the instants of all, and no other', () => {
  fc.assert(
    fc.property(anyWindows, anyWindows, (a, b) => {
      expectInstants(union(a, b), instantsOf([...a, ...b]))
    }),
  )
})

test('a difference holds the instants of the first that are not in the second', () => {
  fc.assert(
    fc.property(anyWindows, anyWindows, (a, b) => {
      const taken = new Set(instantsOf(b))

      expectInstants(
        subtract(a, b),
        instantsOf(a).filter((at) => !taken.has(at)),
      )
    }),
  )
})

test('an intersection holds the instants that are in both', () => {
  fc.assert(
    fc.property(anyWindows, anyWindows, (a, b) => {
      const inB = new Set(instantsOf(b))

      expectInstants(
        intersect(a, b),
        instantsOf(a).filter((at) => inB.has(at)),
      )
    }),
  )
})

test('a clip holds the instants within the bounds', () => {
  fc.assert(
    fc.property(anyWindows, anyWindow, (windows, bounds) => {
      const inside = instantsOf(windows).filter((at) => bounds.since <= at && at < bounds.until)

      expectInstants(clip(windows, bounds), inside)
    }),
  )
})

test('bounds may be endless', () => {
  fc.assert(
    fc.property(anyWindows, (windows) => {
      const endless = { since: -Infinity, until: Infinity }

      expect(clip(windows, endless)).toEqual(union(windows))
    }),
  )
})

test('the first gap is the first instant, from here on, that is in none', () => {
  fc.assert(
    fc.property(anyWindows, fc.integer({ min: 0, max: TIME_MAX }), (windows, from) => {
      const inside = new Set(instantsOf(windows))
      const gaps = Array.from({ length: TIME_MAX + 2 }, (_, at) => at)

      expect(firstGap(windows, from)).toBe(gaps.find((at) => at >= from && !inside.has(at)))
    }),
  )
})

test('two parts of a cut touch, and are the whole', () => {
  fc.assert(
    fc.property(window, fc.integer({ min: 1, max: TIME_MAX * 2 }), (whole, lengthMs) => {
      const [first, rest] = cut(whole, lengthMs)

      expect(first.since).toBe(whole.since)
      expect(first.until - first.since).toBe(Math.min(lengthMs, whole.until - whole.since))
      expect(rest?.since ?? whole.until).toBe(first.until)
      expect(rest?.until ?? whole.until).toBe(whole.until)
      expect(rest === undefined || rest.since < rest.until).toBe(true)
    }),
  )
})

test('windows that touch are one: the exclusive end is the next one’s first instant', () => {
  const touching = [
    { since: 5, until: 9 },
    { since: 0, until: 5 },
  ]

  expect(union(touching)).toEqual([{ since: 0, until: 9 }])
  expect(firstGap(touching, 0)).toBe(9)
})

test('a millisecond between two windows keeps them apart', () => {
  const apart = [
    { since: 0, until: 5 },
    { since: 6, until: 9 },
  ]

  expect(union(apart)).toEqual(apart)
  expect(firstGap(apart, 0)).toBe(5)
})

test('nothing that was handed in is changed', () => {
  fc.assert(
    fc.property(anyWindows, anyWindow, (windows, bounds) => {
      const before = structuredClone(windows)
      for (const one of windows) Object.freeze(one)
      Object.freeze(windows)

      union(windows)
      subtract(windows, [bounds])
      intersect(windows, [bounds])
      clip(windows, bounds)
      firstGap(windows, 0)

      expect(windows).toEqual(before)
    }),
  )
})
