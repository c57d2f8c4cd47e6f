import { countText, durationText, plural } from '../../src/terminal/words'

test.each([
  [0, '0 s'],
  [1, '1 s'],
  [999, '1 s'],
  [119_000, '119 s'],
  [120_000, '2 min'],
  [45 * 60_000, '45 min'],
  [2 * 3_600_000, '2 h'],
  [3 * 3_600_000 + 20 * 60_000, '3 h 20 min'],
  [48 * 3_600_000, '2 days'],
  [52 * 3_600_000, '2 days 4 h'],
])('%i ms is about %s', (durationMs, text) => {
  expect(durationText(durationMs)).toBe(text)
})

test('numbers and their words agree', () => {
  expect([plural(0, 'row'), plural(1, 'row'), plural(1_200, 'row')]).toEqual([
    '0 rows',
    '1 row',
    '1,200 rows',
  ])
  expect(plural(2, 'retry', 'retries')).toBe('2 retries')
  expect(countText(1_234_567.8)).toBe('1,234,568')
})
