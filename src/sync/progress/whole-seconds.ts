import type { Window } from '../../time/window'
import { secondAfter, secondBefore, SECOND_MS } from '../../time/instant'
import type { Task } from './tasks'

/** A length in whole seconds, rounded down; one below a second stays as it is. */
export function wholeSeconds(lengthMs: number): number {
  return lengthMs < SECOND_MS ? lengthMs : secondBefore(lengthMs)
}

/** The least stretch of whole seconds that holds a window. Neighbours overlap by a second at most. */
export function aroundOf({ since, until }: Window): Window {
  return { since: secondBefore(since), until: secondAfter(until) }
}

/**
 * What is asked for to read a task's window: whole seconds. ClearGrid's documentation shows `since` and
 * `until` so, and nothing says what it makes of a fraction: it may be rounded, and rows be missed.
 * What lies around the window is another's, or was written before. Only where a second holds more rows
 * than one walk can bring, the walks that go on inside of it are asked for to the millisecond; and
 * nothing outside of the sync's own bounds is asked for, unless ClearGrid has shown that it cuts off
 * parts of a second.
 */
export function askedWindow({
  window,
  bounds,
  isInsideSecond,
  marginMs,
}: Pick<Task, 'window' | 'bounds' | 'isInsideSecond' | 'marginMs'>): Window {
  const { since, until } = aroundOf(window)
  if (marginMs > 0) return { since: since - marginMs, until: until + marginMs }
  return {
    since: isInsideSecond ? window.since : Math.max(since, bounds.since),
    until: Math.min(until, bounds.until),
  }
}

/**
 * How much of the front of a window to cut off, so that the cut falls on a whole second and no more
 * than `lengthMs` is asked for. Below a second the cut falls where it must.
 */
export function frontMs({ since }: Window, lengthMs: number): number {
  const frontUntil = secondBefore(since) + secondBefore(lengthMs)
  return frontUntil > since ? frontUntil - since : lengthMs
}

/** How much to leave, so that what is cut off the end is as `frontMs` says of the front. */
export function restMs({ since, until }: Window, lengthMs: number): number {
  const restUntil = secondAfter(until) - secondBefore(lengthMs)
  return restUntil < until ? restUntil - since : until - since - lengthMs
}
