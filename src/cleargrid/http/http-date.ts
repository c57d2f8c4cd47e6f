import type { Instant } from '../../time/instant'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const MONTH = `(?<month>${MONTHS.join('|')})`
const TIME = '(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})'
const DAY_NAME = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const LONG_DAY_NAME = '(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)'

/** The three forms of RFC 9110, 5.6.7: the one in use, that of RFC 850, and asctime's. */
const FORMS = [
  `${DAY_NAME}, (?<day>\\d{2}) ${MONTH} (?<year>\\d{4}) ${TIME} GMT`,
  `${LONG_DAY_NAME}, (?<day>\\d{2})-${MONTH}-(?<year>\\d{2}) ${TIME} GMT`,
  `${DAY_NAME} ${MONTH} (?<day>\\d{2}| \\d) ${TIME} (?<year>\\d{4})`,
].map((form) => new RegExp(`^${form}$`))

/** A two-digit year that seems more than this many years ahead is of the century before. */
const YEARS_AHEAD_MAX = 50

/**
 * The instant of an HTTP date in one of the three forms of RFC 9110, 5.6.7; undefined for
 * everything else, and for days that no calendar has. The name of the day is not checked against
 * the date.
 * @param now tells the century of a year with two digits.
 */
export function parseHttpDate(text: string | undefined, now: Instant): Instant | undefined {
  const trimmed = text?.trim() ?? ''
  const parts = FORMS.map((form) => form.exec(trimmed)?.groups).find((found) => found !== undefined)
  if (parts === undefined) return undefined
  const numberOf = (name: string): number => Number(parts[name])
  const month = MONTHS.indexOf(parts['month'] ?? '')
  const [day, hour, minute, second] = ['day', 'hour', 'minute', 'second'].map(numberOf)
  if (day === undefined || hour === undefined || minute === undefined || second === undefined) {
    return undefined
  }
  const year = parts['year']?.length === 2 ? fullYear(numberOf('year'), now) : numberOf('year')
  // 60 is a leap second: the next minute's first.
  if (hour > 23 || minute > 59 || second > 60) return undefined
  const midnight = new Date(0).setUTCFullYear(year, month, day)
  const isReal = new Date(midnight).getUTCMonth() === month && day > 0
  return isReal ? midnight + ((hour * 60 + minute) * 60 + second) * 1000 : undefined
}

function fullYear(lastTwo: number, now: Instant): number {
  const thisYear = new Date(now).getUTCFullYear()
  const sameCentury = thisYear - (thisYear % 100) + lastTwo
  return sameCentury > thisYear + YEARS_AHEAD_MAX ? sameCentury - 100 : sameCentury
}
