import { byteAt, COLON, DOT, isDigit, MINUS, PLUS, ZERO } from './bytes'

const DAY_MS: f64 = 86_400_000

/**
 * Milliseconds since 1970 of the RFC 3339 date-time in `[p, end)`, as `parseInstant` of src/time/instant.ts
 * has it; NaN for every form that is not the plain one: a T, seconds, a zone (Z or +hh:mm).
 */
export function instantAt(p: usize, end: usize): f64 {
  if (end - p < 20) return NaN
  const year = twoDigits(p) * 100 + twoDigits(p + 2)
  const month = twoDigits(p + 5)
  const day = twoDigits(p + 8)
  const hour = twoDigits(p + 11)
  const minute = twoDigits(p + 14)
  const second = twoDigits(p + 17)
  // A value above these bounds is not two digits.
  if (year > 9999 || hour > 23 || minute > 59 || second > 59) return NaN
  if (month - 1 > 11 || day - 1 >= daysOfMonth(year, month)) return NaN
  if (byteAt(p + 4) != MINUS || byteAt(p + 7) != MINUS || byteAt(p + 10) != 0x54) return NaN
  if (byteAt(p + 13) != COLON || byteAt(p + 16) != COLON) return NaN
  const ofDay: f64 = ((hour * 60 + minute) * 60 + second) * 1000
  return <f64>daysBefore(year, month, day) * DAY_MS + ofDay + restAt(p + 19, end)
}

/** The fraction, cut at the millisecond, less the zone's offset. */
function restAt(p: usize, end: usize): f64 {
  let ms: u32 = 0
  if (byteAt(p) == DOT) {
    const first = p + 1
    let weight: u32 = 100
    for (p = first; isDigit(byteAt(p)); p += 1) {
      ms += (byteAt(p) - ZERO) * weight
      weight /= 10
    }
    if (p == first) return NaN
  }
  const zone = byteAt(p)
  if (zone == 0x5a) return p + 1 == end ? <f64>ms : NaN
  if ((zone != PLUS && zone != MINUS) || p + 6 != end || byteAt(p + 3) != COLON) return NaN
  const hours = twoDigits(p + 1)
  const minutes = twoDigits(p + 4)
  if (hours > 23 || minutes > 59) return NaN
  const offset = <f64>((hours * 60 + minutes) * 60_000)
  return zone == PLUS ? <f64>ms - offset : <f64>ms + offset
}

/** The number that the two bytes at `p` write, or one that is greater than 99,999. */
function twoDigits(p: usize): u32 {
  const tens = byteAt(p) - ZERO
  const ones = byteAt(p + 1) - ZERO
  return tens < 10 && ones < 10 ? tens * 10 + ones : 1_000_000
}

function daysOfMonth(year: u32, month: u32): u32 {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
}

/** Days from 1 January 1970, in the Gregorian calendar; years begin in March, so leap days end them. */
function daysBefore(year: u32, month: u32, day: u32): i32 {
  const shifted: i32 = month > 2 ? month - 3 : month + 9
  const y: i32 = (month > 2 ? <i32>year : <i32>year - 1) + 400
  const era: i32 = y / 400
  const yearOfEra: i32 = y % 400
  const dayOfYear: i32 = (153 * shifted + 2) / 5 + <i32>day - 1
  const dayOfEra: i32 = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  return era * 146_097 + dayOfEra - 719_468 - 146_097
}
