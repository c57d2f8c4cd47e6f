/** Numbers as people read them. */

/** `12,500`. */
export function countText(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

/** `1 retry`, `3 retries`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`
}

const MINUTE_S = 60
const HOUR_S = 60 * MINUTE_S
const DAY_S = 24 * HOUR_S

/** About how long: `45 s`, `12 min`, `3 h 20 min`, `2 days 4 h`. */
export function durationText(durationMs: number): string {
  // Any time at all counts as at least one second.
  const seconds = Math.max(durationMs > 0 ? 1 : 0, Math.round(durationMs / 1000))
  if (seconds < 2 * MINUTE_S) return `${seconds} s`
  const minutes = Math.round(seconds / MINUTE_S)
  if (seconds < 2 * HOUR_S) return `${minutes} min`
  if (seconds < 2 * DAY_S) return inTwo(minutes, 60, 'h', 'min')
  return inTwo(Math.round(seconds / HOUR_S), 24, 'days', 'h')
}

function inTwo(value: number, size: number, large: string, small: string): string {
  const rest = value % size
  return `${Math.floor(value / size)} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`
}
