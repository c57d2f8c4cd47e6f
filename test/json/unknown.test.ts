import { isEmptyObject, isObject, memberOf } from '../../src/json/unknown'

test.each([
  [{}, true],
  [{ a: 1 }, true],
  [null, false],
  [[], false],
  [[{}], false],
  ['{}', false],
  [undefined, false],
])('%j is an object: %s', (value, expected) => {
  expect(isObject(value)).toBe(expected)
})

test('a member is looked up in objects only', () => {
  expect(memberOf({ a: 1 }, 'a')).toBe(1)
  expect(memberOf({ a: 1 }, 'b')).toBeUndefined()
  expect(memberOf(['x'], '0')).toBeUndefined()
  expect(memberOf(['x'], 'length')).toBeUndefined()
  expect(memberOf('text', 'length')).toBeUndefined()
  expect(memberOf(null, 'a')).toBeUndefined()
})

test('an empty object has no member; an empty list is none', () => {
  expect(isEmptyObject({})).toBe(true)
  expect(isEmptyObject({ a: undefined })).toBe(false)
  expect(isEmptyObject([])).toBe(false)
})
