import { namesIn, withoutColumn } from '../../../src/commands/discover/told'

test('fields that are no columns are told in one line a reason, and so many by name', () => {
  const unusable = ['', ...Array.from({ length: 30 }, (_, index) => `${'x'.repeat(200)}${index}`)]

  const lines = withoutColumn('borrowers', { properties: {}, unusable, beyond: 7 })

  expect(lines.map(([level]) => level)).toEqual(['WARN', 'WARN'])
  expect(lines[0]?.[1]).toMatch(/^borrowers: .*: "", x{100}…, .* and 11 more\.$/)
  expect(lines[1]?.[1]).toMatch(/^borrowers: 7 more new fields than /)
  expect(withoutColumn('borrowers', { properties: {}, unusable: [], beyond: 0 })).toEqual([])
})

test('a few names are all told', () => {
  expect(namesIn(['a', 'b'])).toBe('a, b')
})
