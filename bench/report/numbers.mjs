/** How numbers look in the report: three digits that mean something, and no more. */

export const times = (value) => `${significant(value)} ×`
export const microseconds = (seconds) => significant(seconds * 1e6)
export const percent = (share) => `${Math.round(100 * share)}%`
export const seconds = (value) => significant(value)
export const milliseconds = (value) => `${Math.round(value)}`
export const megabytes = (bytes) => significant(bytes / 1e6)
export const perSecond = (value) => count(Number(value.toPrecision(3)))
export const count = (value) => value.toLocaleString('en-US')

function significant(value) {
  if (value >= 99.95) return count(Math.round(value))
  return value.toFixed(value >= 9.995 ? 1 : 2)
}
