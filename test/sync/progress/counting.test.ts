import { createCounting, type Counting } from '../../../src/sync/progress/counting'

const TIMED_OUT = { rows: null, exact: false, note: 'timeout' }
const COUNTED = { rows: 7, exact: true, note: null }

/** For how many of the next windows a count is asked for, in their order. */
function asked(counting: Counting, windows: number): boolean[] {
  return Array.from({ length: windows }, () => {
    const ask = counting.shouldAsk()
    counting.windowClosed()
    return ask
  })
}

test('as long as counting is quick, each window is counted', () => {
  const counting = createCounting()

  counting.observe(COUNTED)
  counting.observe(undefined)

  expect(asked(counting, 3)).toEqual([true, true, true])
})

test('a count that took too long is left alone for eight windows', () => {
  const counting = createCounting()

  counting.observe(TIMED_OUT)

  expect(asked(counting, 10).indexOf(true)).toBe(8)
})

test('the second time it is left alone for good', () => {
  const counting = createCounting()

  counting.tookTooLong()
  asked(counting, 8)
  counting.observe(TIMED_OUT)

  expect(asked(counting, 1_000)).not.toContain(true)
})

test('a count that ClearGrid refused for another reason costs nothing, and is asked again', () => {
  const counting = createCounting()

  counting.observe({ rows: null, exact: false, note: 'not supported' })

  expect(counting.shouldAsk()).toBe(true)
})

test('a window that was too much as a whole is not counted, nor any before one has been read', () => {
  const counting = createCounting()

  counting.suspend()

  expect(asked(counting, 3)).toEqual([false, true, true])
})

test('a window that was too much does not bring back a count that was left alone for longer', () => {
  const counting = createCounting()
  counting.tookTooLong()

  counting.suspend()

  expect(asked(counting, 10).indexOf(true)).toBe(8)
})

test('a count that has come once is hardly to blame for a timeout, until one takes too long', () => {
  const counting = createCounting()
  const before = counting.hasProved
  counting.observe(COUNTED)
  const proved = counting.hasProved
  counting.observe(TIMED_OUT)

  expect([before, proved, counting.hasProved]).toEqual([false, true, false])
})

test('counts that never fitted the rows of five windows are not asked for any more', () => {
  const counting = createCounting()

  const asks = [1, 2, 3, 4, 5].map(() => {
    const ask = counting.shouldAsk()
    counting.didNotHelp()
    return ask
  })

  expect(asks).not.toContain(false)
  expect(asked(counting, 1_000)).not.toContain(true)
})
