import { createTotals, type Totals } from '../../src/sync/totals'

const TIMED_OUT = { rows: null, exact: false, note: 'timeout' }

/** For how many of the next windows a count is asked for, in their order. */
function asked(totals: Totals, windows: number): boolean[] {
  return Array.from({ length: windows }, () => {
    const ask = totals.shouldAsk()
    totals.windowClosed()
    return ask
  })
}

test('as long as counting is quick, each window is counted', () => {
  const totals = createTotals()

  totals.observe({ rows: 7, exact: true, note: null })
  totals.observe(undefined)

  expect(asked(totals, 3)).toEqual([true, true, true])
})

test('a count that took too long is left alone for eight windows', () => {
  const totals = createTotals()

  totals.observe(TIMED_OUT)

  expect(asked(totals, 10).indexOf(true)).toBe(8)
})

test('the second time it is left alone for good', () => {
  const totals = createTotals()

  totals.tookTooLong()
  asked(totals, 8)
  totals.observe(TIMED_OUT)

  expect(asked(totals, 1_000)).not.toContain(true)
})

test('a count that ClearGrid refused for another reason costs nothing, and is asked again', () => {
  const totals = createTotals()

  totals.observe({ rows: null, exact: false, note: 'not supported' })

  expect(totals.shouldAsk()).toBe(true)
})
