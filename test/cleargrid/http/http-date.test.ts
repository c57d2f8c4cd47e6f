import fc from 'fast-check'
import { parseHttpDate } from '../../../src/cleargrid/http/http-date'

const NOW = Date.UTC(2026, 10, 25)

test('the date that JavaScript writes is read again, to the second', () => {
  const date = fc.date({ min: new Date(0), max: new Date(Date.UTC(9999, 0)), noInvalidDate: true })
  fc.assert(
    fc.property(date, (value) => {
      expect(parseHttpDate(value.toUTCString(), NOW)).toBe(Math.floor(+value / 1000) * 1000)
    }),
  )
})

test.each([
  ['Sun, 06 Nov 1994 08:49:37 GMT'],
  ['Sunday, 06-Nov-94 08:49:37 GMT'],
  ['Sun Nov  6 08:49:37 1994'],
])('RFC 9110 has three forms: %s', (text) => {
  expect(parseHttpDate(text, NOW)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37))
})

test('two digits are a year at most fifty years ahead', () => {
  const yearOf = (digits: string): number =>
    new Date(parseHttpDate(`Sunday, 01-Mar-${digits} 00:00:00 GMT`, NOW) ?? NaN).getUTCFullYear()

  expect(['26', '27', '76', '77', '99'].map(yearOf)).toEqual([2026, 2027, 2076, 1977, 1999])
})

test('a leap second is the next minute’s first', () => {
  expect(parseHttpDate('Sat, 31 Dec 2016 23:59:60 GMT', NOW)).toBe(Date.UTC(2017, 0))
})

test.each([
  [undefined],
  [''],
  ['0'],
  ['-1'],
  ['2026-11-25T00:00:00Z'],
  ['Wed, 25 Nov 2026 00:00:00'],
  ['Wed, 25 Nov 2026 00:00:00 UTC'],
  ['Wed, 25 Nov 2026 00:00:00 +0000'],
  ['wed, 25 nov 2026 00:00:00 gmt'],
  ['Wed, 25 Nov 26 00:00:00 GMT'],
  ['Wed, 5 Nov 2026 00:00:00 GMT'],
  ['Sun, 31 Nov 2026 00:00:00 GMT'],
  ['Sun, 29 Feb 2026 00:00:00 GMT'],
  ['Sun, 00 Mar 2026 00:00:00 GMT'],
  ['Wed, 25 Nov 2026 24:00:00 GMT'],
  ['Wed, 25 Nov 2026 00:60:00 GMT'],
  ['Wed, 25 Nov 2026 00:00:00 GMT, x'],
])('nothing else is an HTTP date: %j', (text) => {
  expect(parseHttpDate(text, NOW)).toBeUndefined()
})
