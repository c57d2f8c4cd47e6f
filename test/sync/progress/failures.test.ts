import { TransientError } from '../../../src/errors'
import { MINUTE_MS } from '../../../src/time/instant'
import { createFailures, type Failures } from '../../../src/sync/progress/failures'
import { NO_LOGIN } from '../../support/failures'

const FAILED = new TransientError('It failed')

const atOnce = (): Failures => createFailures()

function after(count: number, failures: Failures = atOnce()): Failures {
  for (let times = 0; times < count; times += 1) failures.add(FAILED, 0)
  return failures
}

test('a stream of which nothing failed has nothing to tell', () => {
  expect(atOnce()).toMatchObject({
    haveAny: false,
    haveGivenUp: false,
    isTimeToTurn: false,
  })
})

test.each([
  [1, false, false],
  [2, false, false],
  [3, true, false],
  [4, false, false],
  [6, true, false],
  [8, false, false],
  [9, true, true],
])('after %d windows in a row: to turn round is %p, to give up %p', (count, turn, giveUp) => {
  expect(after(count)).toMatchObject({ isTimeToTurn: turn, haveGivenUp: giveUp, haveAny: true })
})

test('a window that is read begins the count again, but what failed has failed', () => {
  const failures = after(8)
  failures.oneSucceeded()

  expect(after(8, failures)).toMatchObject({ haveAny: true, haveGivenUp: false })
})

test.each([
  ['what concerns everything', NO_LOGIN],
  ['a defect of ours', new TypeError('undefined is not a function')],
])('%s ends the stream at once: no other window would do better', (_, thrown) => {
  const failures = atOnce()

  failures.add(thrown, 0)
  failures.oneSucceeded()

  expect(failures.haveGivenUp).toBe(true)
})

test('a stream is given up after fifty minutes without a page, whatever is still to be tried', () => {
  const failures = createFailures()
  const tooLong = [0, 49, 50].map((minutes) => failures.hasFailedTooLong(minutes * MINUTE_MS))

  failures.onPage()

  expect(tooLong).toEqual([false, false, true])
  expect(failures.hasFailedTooLong(50 * MINUTE_MS)).toBe(false)
  failures.add(FAILED, 100 * MINUTE_MS)
  expect(failures.haveGivenUp).toBe(true)
})
