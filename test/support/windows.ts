import fc from 'fast-check'
import type { Window } from '../../src/time/window'

/** All of time, in the naive model: few enough instants to be looked at one by one. */
export const TIME_MAX = 60

/** A window of the naive model; empty and inverted ones included. */
export const anyWindow: fc.Arbitrary<Window> = fc.record({
  since: fc.integer({ min: 0, max: TIME_MAX }),
  until: fc.integer({ min: 0, max: TIME_MAX }),
})

export const anyWindows: fc.Arbitrary<Window[]> = fc.array(anyWindow, { maxLength: 6 })

/** A window that holds at least one instant. */
export const window: fc.Arbitrary<Window> = fc
  .tuple(fc.integer({ min: 0, max: TIME_MAX - 1 }), fc.integer({ min: 1, max: TIME_MAX }))
  .map(([since, length]) => ({ since, until: Math.min(TIME_MAX, since + length) }))

/** The naive model: every instant that is in one of the windows, in order. */
export function instantsOf(windows: readonly Window[]): number[] {
  const all = Array.from({ length: TIME_MAX + 1 }, (_, instant) => instant)
  return all.filter((at) => windows.some(({ since, until }) => since <= at && at < until))
}

/** Whether a list is the shortest way to write its instants: in order, apart, none empty. */
export function isShortest(windows: readonly Window[]): boolean {
  return windows.every(({ since, until }, index) => {
    const before = windows[index - 1]
    return since < until && (before === undefined || before.until < since)
  })
}
