import { DAY_MS, MINUTE_MS } from '../../../src/time/instant'
import { createRounds, NoEndError } from '../../../src/sync/progress/rounds'
import { rowsFrom } from '../../support/rows'

function rowsAt(...minutes: readonly number[]) {
  return rowsFrom(
    minutes.map((minute, index) => ({
      public_id: `k${index}`,
      at: new Date(minute * MINUTE_MS).toISOString(),
    })),
  )
}

/** Pages until it is an error; undefined: it was none within so many. */
function pagesUntilError(
  windowMs: number,
  isOrdered: boolean,
  page: (index: number) => ReturnType<typeof rowsAt>,
  pagesMax = 3_000,
): number | undefined {
  const rounds = createRounds({ since: 0, until: windowMs })
  for (let index = 0; index < pagesMax; index += 1) {
    try {
      rounds.look(page(index), isOrdered, 'Fetching')
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(NoEndError)
      return index + 1
    }
  }
  return undefined
}

const AMONG = rowsAt(1, 5, 3)

test.each([
  ['a window that can be cut', DAY_MS, 201],
  ['the smallest', MINUTE_MS, 1_001],
])('out of order, pages among what came before end a walk: %s', (_, windowMs, pages) => {
  expect(pagesUntilError(windowMs, false, () => AMONG)).toBe(pages)
})

test('in order they do not: many rows may stand on one instant', () => {
  expect(pagesUntilError(DAY_MS, true, () => AMONG)).toBeUndefined()
})

test.each([
  ['later', (index: number) => rowsAt(index)],
  ['earlier', (index: number) => rowsAt(100_000 - index)],
])('a page that brings %s rows than all before is progress, however many there are', (_, page) => {
  expect(pagesUntilError(DAY_MS, false, page)).toBeUndefined()
})
