import fc from 'fast-check'
import { advance, startOf, type Position } from '../../src/sync/position'
import { all } from '../support/rows'

const WINDOW = { since: 10, until: 20 }

interface Place {
  readonly key: string
  readonly cursorValue: number | undefined
}

function rowsAt(...places: readonly (readonly [string, number | undefined])[]): Place[] {
  return places.map(([key, cursorValue]) => ({ key, cursorValue }))
}

function after(...pages: readonly (readonly Place[])[]): Position {
  return pages.reduce(step, startOf(WINDOW))
}

/** After a page of which all rows have been written. */
function step(before: Position, page: readonly Place[]): Position {
  const rows = {
    key: (index: number) => page[index]?.key ?? '',
    instants: Float64Array.from(page.flatMap(({ cursorValue }) => [cursorValue ?? NaN, NaN])),
  }
  return advance(before, rows, all(page), WINDOW)
}

test('a walk begins with nothing behind it', () => {
  expect(startOf(WINDOW)).toEqual({
    since: 10,
    keysAtSince: new Set(),
    newest: undefined,
    isOrdered: true,
  })
})

test('what lies before the last row has been written, its own instant perhaps not whole', () => {
  const position = after(rowsAt(['a', 11], ['b', 12]), rowsAt(['c', 14]))

  expect(position).toMatchObject({ since: 14, newest: 14 })
})

test('rows at the last instant are remembered by their keys, over the border of pages', () => {
  const position = after(rowsAt(['a', 11], ['b', 12]), rowsAt(['c', 12], ['d', 12]))

  expect(position.since).toBe(12)
  expect([...position.keysAtSince]).toEqual(['b', 'c', 'd'])
})

test('rows at the very beginning of the window are remembered too', () => {
  expect([...after(rowsAt(['a', 10])).keysAtSince]).toEqual(['a'])
})

test('a walk that goes on keeps the keys it was handed, until it gets further', () => {
  const begun = startOf(WINDOW, new Set(['x']))

  const same = step(begun, rowsAt(['a', 10]))
  const further = step(same, rowsAt(['b', 11]))

  expect([...same.keysAtSince]).toEqual(['x', 'a'])
  expect([...further.keysAtSince]).toEqual(['b'])
})

test.each([
  ['before the window', rowsAt(['a', 9])],
  ['at its exclusive end', rowsAt(['a', 20])],
  ['in the year 9999', rowsAt(['a', Date.UTC(9999, 0)])],
  ['at no readable time', rowsAt(['a', undefined])],
  ['nowhere: an empty page', []],
])('a row %s moves nothing', (_, page) => {
  expect(after(page)).toEqual(startOf(WINDOW))
})

test('once a row came before its predecessor, the place stays: only the whole window counts', () => {
  const position = after(rowsAt(['a', 12], ['b', 11]), rowsAt(['c', 15], ['d', 16]))

  expect(position).toEqual({
    since: 12,
    keysAtSince: new Set(['a']),
    newest: 16,
    isOrdered: false,
  })
})

test('every row of the window before the place has been seen, where rows come in order', () => {
  const instants = fc.array(fc.integer({ min: 5, max: 25 })).map((all) => all.sort((a, b) => a - b))
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 5 }), (all, pageSize) => {
      const rows = all.map((cursorValue, index) => ({ key: String(index), cursorValue }))
      let position = startOf(WINDOW)

      for (let at = 0; at < rows.length; at += pageSize) {
        position = step(position, rows.slice(at, at + pageSize))
        const { since, keysAtSince } = position
        const unseen = rows.slice(at + pageSize).filter(({ cursorValue }) => cursorValue >= 10)
        expect(unseen.filter(({ cursorValue }) => cursorValue < since)).toEqual([])
        expect(unseen.filter(({ key }) => keysAtSince.has(key))).toEqual([])
      }
    }),
  )
})

test('whatever the order, the place never passes the window nor the newest row', () => {
  const page = fc.array(
    fc.record({
      key: fc.string(),
      cursorValue: fc.option(fc.integer({ min: 5, max: 25 }), { nil: undefined }),
    }),
  )
  fc.assert(
    fc.property(fc.array(page), (pages) => {
      const { since, newest } = after(...pages)

      expect(since).toBeGreaterThanOrEqual(WINDOW.since)
      expect(since).toBeLessThan(WINDOW.until)
      expect(since).toBeLessThanOrEqual(newest ?? WINDOW.since)
    }),
  )
})
