import fc from 'fast-check'
import {
  channelText,
  countText,
  counted,
  dayText,
  monthText,
  shareText,
} from '../../page/figures/words'
import { mondayOf } from '../../page/figures/contact-frequency'

test.each([
  [0, '0.0%'],
  [0.0001, 'under 0.1%'],
  [0.3333, '33.3%'],
  [0.9999, 'over 99.9%'],
  [1, '100.0%'],
  [null, '–'],
])('a share of %p reads %p', (share, expected) => {
  expect(shareText(share)).toBe(expected)
})

test('only all is 100%, and only nothing is 0%', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
      expect(shareText(share) === '100.0%').toBe(share === 1)
      expect(shareText(share) === '0.0%').toBe(share === 0)
    }),
  )
})

test('counts, months, days and channels read as people write them', () => {
  expect(countText(1234567)).toBe('1,234,567')
  expect([counted(1, 'call'), counted(2, 'call'), counted(2, 'person', 'people')]).toEqual([
    ...['1 call', '2 calls', '2 people'],
  ])
  expect([monthText('2026-05-31'), dayText('2026-05-01')]).toEqual(['May 2026', '1 May 2026'])
  expect(['call', 'SMS', 'WHATSAPP', 'e_visit'].map(channelText)).toEqual([
    ...['Call', 'SMS', 'WhatsApp', 'E_visit'],
  ])
})

test('a week begins on the Monday on or before a day', () => {
  expect(['2026-11-22', '2026-11-23', '2026-11-29', '2026-03-01'].map(mondayOf)).toEqual([
    ...['2026-11-16', '2026-11-23', '2026-11-23', '2026-02-23'],
  ])
})
