import fc from 'fast-check'
import {
  advance,
  startPosition,
  type Placed,
  type Position,
} from '../../../src/sync/progress/position'
import { all } from '../../support/rows'

const WINDOW = { since: 10, until: 20 }

interface Place {
  readonly key: string
  readonly cursorValue: number | undefined
}

function rowsAt(...places: readonly (readonly [string, number | undefined])[]): Place[] {
  return places.map(([key, cursorValue]) => ({ key, cursorValue }))
}

function after(...pages: readonly (readonly Place[])[]): Position {
  return pages.reduce((before, page) => step(before, page), startPosition(WINDOW))
}

/** After a page of which all rows have been written. */
function step(before: Position, page: readonly Place[], start = startPosition(WINDOW)): Position {
  return advance(before, placed(page), all(page), WINDOW, start)
}

function placed(page: readonly Place[]): Placed {
  return {
    key: (index) => page[index]?.key ?? '',
    cursorValues: Float64Array.from(page, ({ cursorValue }) => cursorValue ?? NaN),
  }
}

test('a walk begins with nothing behind it', () => {
  expect(startPosition(WINDOW)).toEqual({
    since: 10,
    keysAtSince: new Set(),
    rowsAtSince: 0,
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
  const begun = startPosition(WINDOW, new Set(['x']))

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
  expect(after(page)).toEqual(startPosition(WINDOW))
})

test.each([
  ['within a page', [rowsAt(['a', 12], ['b', 15], ['c', 14])]],
  ['on the first page, which all descend', [rowsAt(['a', 19], ['b', 15], ['c', 11])]],
  ['over the border of pages', [rowsAt(['a', 12], ['b', 15]), rowsAt(['c', 14])]],
  ['and more came later', [rowsAt(['a', 12], ['b', 11]), rowsAt(['c', 15], ['d', 16])]],
])('rows out of order take everything back, to where the walk began: %s', (_, pages) => {
  const { newest, ...position } = after(...pages)

  expect(position).toEqual({
    since: 10,
    keysAtSince: new Set(),
    rowsAtSince: 0,
    isOrdered: false,
  })
  expect(newest).toBe(Math.max(...pages.flat().map(({ cursorValue }) => cursorValue ?? 0)))
})

test('rows out of order leave what the walk was handed: it was true before it began', () => {
  const start = startPosition(WINDOW, new Set(['x']))
  const before = step(start, rowsAt(['a', 12]), start)

  const position = step(before, rowsAt(['b', 11]), start)

  expect(position.keysAtSince).toEqual(new Set(['x']))
})

test('a row outside the window between two others is no disorder', () => {
  const page = rowsAt(['a', 12], ['b', 9_999], ['c', undefined], ['d', 5], ['e', 13])

  expect(after(page)).toMatchObject({ since: 13, newest: 13, isOrdered: true })
})

test('only the rows that are written count: those of a part that was handed over are another’s', () => {
  const page = rowsAt(['a', 12], ['b', 19], ['c', 13])

  const position = advance(
    startPosition(WINDOW),
    placed(page),
    [0, 2],
    WINDOW,
    startPosition(WINDOW),
  )

  expect(position).toMatchObject({ since: 13, isOrdered: true, keysAtSince: new Set(['c']) })
})

test('of very many rows on one instant some thousand keys are kept, and all rows are counted', () => {
  const pages = Array.from({ length: 12 }, (_, page) =>
    Array.from({ length: 1_000 }, (__, row) => ({ key: `${page}-${row}`, cursorValue: 12 })),
  )

  const position = after(...pages)

  expect(position.keysAtSince.size).toBe(5_000)
  expect(position.rowsAtSince).toBe(12_000)
})

test('rows on the last instant are counted anew when it moves', () => {
  const same = after(rowsAt(['a', 12], ['b', 12]), rowsAt(['c', 12]))
  const further = step(same, rowsAt(['d', 12], ['e', 13]))

  expect([same.rowsAtSince, further.rowsAtSince]).toEqual([3, 1])
})

test('every row of the window before the place has been seen, where rows come in order', () => {
  const instants = fc.array(fc.integer({ min: 5, max: 25 })).map((all) => all.sort((a, b) => a - b))
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 5 }), (all, pageSize) => {
      const rows = all.map((cursorValue, index) => ({ key: String(index), cursorValue }))
      let position = startPosition(WINDOW)

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

test('what is claimed is true whatever the order: every row before the place has come', () => {
  const instants = fc.array(fc.integer({ min: 10, max: 19 }), { maxLength: 20 })
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 5 }), (all, pageSize) => {
      const rows = all.map((cursorValue, index) => ({ key: String(index), cursorValue }))
      let position = startPosition(WINDOW)

      for (let at = 0; at < rows.length; at += pageSize) {
        position = step(position, rows.slice(at, at + pageSize))
      }

      const isSorted = all.every((instant, index) => instant >= (all[index - 1] ?? 0))
      expect(position.isOrdered).toBe(isSorted)
      expect(position.since).toBe(isSorted ? (all.at(-1) ?? 10) : 10)
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
