import fc from 'fast-check'
import {
  DAY_MS,
  formatForQuery,
  formatInstant,
  HOUR_MS,
  parseInstant,
} from '../../src/time/instant'

const NOON = Date.UTC(2024, 1, 29, 12)

/** Years 0001 to 9999: those that RFC 3339 can write in any zone. */
const instant = fc.integer({ min: Date.UTC(2, 0), max: Date.UTC(9999, 0) })

describe('the same instant can be written in many ways', () => {
  test.each([
    ['2024-02-29T12:00:00Z', NOON],
    ['2024-02-29T12:00:00z', NOON],
    ['2024-02-29t12:00:00Z', NOON],
    ['2024-02-29 12:00:00Z', NOON],
    ['2024-02-29T12:00:00', NOON],
    ['2024-02-29T12:00:00.000Z', NOON],
    ['2024-02-29T12:00:00+00:00', NOON],
    ['2024-02-29T16:00:00+04:00', NOON],
    ['2024-02-29T06:30:00-05:30', NOON],
    ['2024-03-01T01:00:00+13:00', NOON],
    ['2024-02-29T12:00:00+0000', NOON],
    ['2024-02-29T06:30:00-0530', NOON],
    ['2024-02-29', NOON - 12 * HOUR_MS],
  ])('%s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected)
  })
})

describe('digits below the millisecond are dropped, never rounded up', () => {
  test.each([
    ['2024-02-29T12:00:00.1Z', NOON + 100],
    ['2024-02-29T12:00:00.12Z', NOON + 120],
    ['2024-02-29T12:00:00.1239Z', NOON + 123],
    ['2024-02-29T12:00:00.999999999Z', NOON + 999],
    ['1969-12-31T23:59:59.9999Z', -1],
  ])('%s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected)
  })
})

describe('what is no instant is refused, not guessed', () => {
  test.each([
    ['a day that February never has', '2024-02-30'],
    ['29 February of a common year', '2023-02-29T00:00:00Z'],
    ['29 February of a century', '2100-02-29'],
    ['month 13', '2024-13-01'],
    ['day 0', '2024-01-00'],
    ['hour 24', '2024-01-01T24:00:00Z'],
    ['minute 60', '2024-01-01T00:60:00Z'],
    ['a zone of 99 hours', '2024-01-01T00:00:00+99:99'],
    ['a zone of a whole day', '2024-01-01T00:00:00-24:00'],
    ['a zone of 60 minutes', '2024-01-01T00:00:00+01:60'],
    ['half a zone', '2024-01-01T00:00:00+01'],
    ['no seconds', '2024-01-01T00:00Z'],
    ['a date in words', '1 January 2024'],
    ['a blank around it', ' 2024-01-01'],
    ['a line break behind it', '2024-01-01\n'],
    ['epoch seconds as text', '1704067200'],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(parseInstant(text)).toBeUndefined()
  })

  test.each([[1704067200000], [null], [undefined], [true], [{}], [['2024-01-01']]])(
    'a value that is not text: %p',
    (value) => {
      expect(parseInstant(value)).toBeUndefined()
    },
  )
})

test('29 February exists in leap years only', () => {
  expect(parseInstant('2024-02-29')).toBe(Date.UTC(2024, 1, 29))
  expect(parseInstant('2000-02-29')).toBe(Date.UTC(2000, 1, 29))
})

test('an instant that is written and read again is the same', () => {
  fc.assert(
    fc.property(instant, (at) => {
      expect(parseInstant(formatInstant(at))).toBe(at)
      expect(parseInstant(formatForQuery(at))).toBe(at)
    }),
  )
})

test('a zone moves the clock on the wall, not the instant', () => {
  const minutes = fc.integer({ min: 0, max: 14 * 60 })
  fc.assert(
    fc.property(instant, minutes, fc.constantFrom('+', '-'), (at, offset, sign) => {
      const wall = at + (sign === '+' ? offset : -offset) * 60_000
      const zone = `${sign}${twoDigits(Math.floor(offset / 60))}:${twoDigits(offset % 60)}`

      const text = formatInstant(wall).replace('Z', zone)

      expect(parseInstant(text)).toBe(at)
    }),
  )
})

test('the text of an earlier instant sorts before the text of a later one', () => {
  fc.assert(
    fc.property(instant, instant, (a, b) => {
      expect(formatInstant(a) < formatInstant(b)).toBe(a < b)
    }),
  )
})

test('a query leaves out a fraction of zero, and no other', () => {
  expect(formatForQuery(NOON)).toBe('2024-02-29T12:00:00Z')
  expect(formatForQuery(NOON + 1)).toBe('2024-02-29T12:00:00.001Z')
  expect(formatForQuery(NOON + DAY_MS)).toBe('2024-03-01T12:00:00Z')
})

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

test('30 February is no day in the usual form either', () => {
  expect(parseInstant('2024-02-30T00:00:00.000Z')).toBeUndefined()
  expect(parseInstant('2024-02-29T00:00:00.000Z')).toBe(Date.UTC(2024, 1, 29))
})
