import type { Instant } from './instant'

/** A half-open stretch of time: `since` inclusive, `until` exclusive. */
export interface Window {
  readonly since: Instant
  readonly until: Instant
}

/**
 * Arithmetic of half-open windows `[since, until)`. A list that is returned is sorted, its windows
 * are not empty, do not overlap and do not touch: the shortest way to write the set of instants.
 */

/** All instants that are in any of the windows. */
export function union(...lists: readonly (readonly Window[])[]): Window[] {
  const sorted = lists
    .flat()
    .filter(({ since, until }) => since < until)
    .sort((a, b) => a.since - b.since)
  const merged: Window[] = []
  for (const window of sorted) {
    const last = merged.at(-1)
    if (last === undefined || window.since > last.until) merged.push(window)
    else merged[merged.length - 1] = { ...last, until: Math.max(last.until, window.until) }
  }
  return merged.map(({ since, until }) => ({ since, until }))
}

/** The instants of `from` that are in none of `what`. */
export function subtract(from: readonly Window[], what: readonly Window[]): Window[] {
  return union(what).reduce<Window[]>(
    (left, hole) =>
      left
        .flatMap(({ since, until }) => [
          { since, until: Math.min(until, hole.since) },
          { since: Math.max(since, hole.until), until },
        ])
        .filter(({ since, until }) => since < until),
    union(from),
  )
}

/** The instants that are in both lists. */
export function intersect(one: readonly Window[], other: readonly Window[]): Window[] {
  return subtract(one, subtract(one, other))
}

/** The instants of `windows` that lie in `bounds`. */
export function clip(windows: readonly Window[], bounds: Window): Window[] {
  return union(
    windows.map(({ since, until }) => ({
      since: Math.max(since, bounds.since),
      until: Math.min(until, bounds.until),
    })),
  )
}

/** The first instant at or after `instant` that is in none of the windows. */
export function firstGap(windows: readonly Window[], instant: Instant): Instant {
  return union(windows).reduce(
    (edge, { since, until }) => (since <= edge && edge < until ? until : edge),
    instant,
  )
}

/** `window` in two: the first `lengthMs` of it, and what is left, if anything is. */
export function cut(window: Window, lengthMs: number): [Window, Window | undefined] {
  const middle = window.since + lengthMs
  if (middle >= window.until) return [window, undefined]
  return [
    { since: window.since, until: middle },
    { since: middle, until: window.until },
  ]
}
