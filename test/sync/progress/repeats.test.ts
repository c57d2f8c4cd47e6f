import fc from 'fast-check'
import { SystemError } from '../../../src/errors'
import { createRepeats } from '../../../src/sync/progress/repeats'
import { rowsFrom } from '../../support/rows'

interface Row {
  readonly key: string
  readonly at: number
}

/** Pages as a walk meets them: how many are looked at before it ends with an error, if it does. */
function pagesUntilError(pages: readonly (readonly Row[])[]): number | undefined {
  const repeats = createRepeats()
  let newest = -Infinity
  for (const [index, page] of pages.entries()) {
    const last = Math.max(newest, ...page.map(({ at }) => at))
    const rows = rowsFrom(
      page.map(({ key, at }) => ({ public_id: key, at: new Date(at).toISOString() })),
    )
    try {
      repeats.look(rows, last > newest, 'Fetching')
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(SystemError)
      return index + 1
    }
    newest = last
  }
  return undefined
}

function pageFrom(first: number, length = 4): Row[] {
  return Array.from({ length }, (_, index) => ({ key: `k${first + index}`, at: first + index }))
}

const [A, B, C] = [pageFrom(0), pageFrom(10), pageFrom(20)]

test.each([
  ['A A A', [A], 5],
  ['A B A B', [A, B], 7],
  ['A B C A B C', [A, B, C], 9],
  ['C B A C B A', [C, B, A], 9],
])('pages that go round end a walk: %s', (_, cycle, most) => {
  const pages = Array.from({ length: 50 }, (__, index) => cycle[index % cycle.length] ?? [])

  const ended = pagesUntilError(pages)

  expect(ended).toBeDefined()
  expect(ended).toBeLessThanOrEqual(most)
})

test('however long the circle and in whatever order its rows come, it is walked twice at most', () => {
  const circle = fc.integer({ min: 1, max: 12 }).chain((length) =>
    fc.tuple(
      fc.shuffledSubarray(
        Array.from({ length }, (_, index) => index),
        { minLength: length },
      ),
      fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 10 }),
    ),
  )
  fc.assert(
    fc.property(circle, ([order, turns]) => {
      const pages = Array.from({ length: 60 }, (_, index) => {
        const page = pageFrom(10 * (order[index % order.length] ?? 0))
        const turn = turns[index % turns.length] ?? 0
        return [...page.slice(turn), ...page.slice(0, turn)]
      })

      const ended = pagesUntilError(pages)

      expect(ended).toBeDefined()
      expect(ended).toBeLessThanOrEqual(order.length + 4 + order.length)
    }),
  )
})

test('pages in order never end a walk, whatever ties they hold', () => {
  const gaps = fc.array(fc.constantFrom(0, 0, 0, 1, 5), { maxLength: 80 })
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 5 }), (all, pageSize) => {
      let at = 0
      const rows = all.map((gap, index) => ({ key: `k${index}`, at: (at += gap) }))
      const pages = Array.from({ length: Math.ceil(rows.length / pageSize) }, (_, page) =>
        rows.slice(page * pageSize, (page + 1) * pageSize),
      )

      expect(pagesUntilError(pages)).toBeUndefined()
    }),
  )
})

test('rows that move while they are read come twice, and end no walk', () => {
  const pages = Array.from({ length: 30 }, (_, page) => [
    ...pageFrom(10 * page),
    // A row of the page before has moved here.
    { key: `k${10 * (page - 1)}`, at: 10 * page + 5 },
  ])

  expect(pagesUntilError(pages)).toBeUndefined()
})

test('the same page twice may be chance, and empty pages are none', () => {
  expect(pagesUntilError([A, A, A, B, B, B, [], [], [], [], [], C, C])).toBeUndefined()
})

test('many rows without a readable time are no circle: they differ by their keys', () => {
  const pages = Array.from({ length: 20 }, (_, page) =>
    rowsFrom(Array.from({ length: 50 }, (__, row) => ({ public_id: `k${page}-${row}`, at: null }))),
  )
  const repeats = createRepeats()

  expect(() => {
    for (const rows of pages) repeats.look(rows, false, 'Fetching')
  }).not.toThrow()
})
