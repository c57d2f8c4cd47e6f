import fc from 'fast-check'
import { createSharedCount, KEPT_MAX } from '../../../src/sync/progress/shared-count'

const WINDOW = { since: 0, until: 100 }
const KEPT = { keys: () => ['a'], cursorValues: Float64Array.of(1), indexes: [0] }

test('it is done when all who joined have left, in whatever order', () => {
  fc.assert(
    fc.property(fc.nat({ max: 20 }), (joins) => {
      const count = createSharedCount(WINDOW, 5)
      for (let times = 0; times < joins; times += 1) expect(count.join()).toBe(count)

      const left = Array.from({ length: joins + 1 }, () => count.leave())

      expect(left.indexOf(true)).toBe(joins)
    }),
  )
})

test('the rows of all parts are added up, and kept', () => {
  const count = createSharedCount(WINDOW, 5)

  count.add(2, [KEPT])
  count.add(3, [KEPT, KEPT])

  expect(count).toMatchObject({ rowsReceived: 5, rowsExpected: 5, isSpoilt: false })
  expect(count.kept).toHaveLength(3)
})

test('more rows than may be kept are counted all the same', () => {
  const count = createSharedCount(WINDOW, 5)

  count.add(KEPT_MAX, [KEPT])
  count.add(1, [KEPT])

  expect(count).toMatchObject({ rowsReceived: KEPT_MAX + 1, kept: [] })
})

test('a part that was not read to its end spoils the whole count', () => {
  const count = createSharedCount(WINDOW, 5)

  count.spoil()
  count.add(5, [])

  expect(count.isSpoilt).toBe(true)
})
