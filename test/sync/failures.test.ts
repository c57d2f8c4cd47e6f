import { ConfigError, TransientError } from '../../src/errors'
import { createFailures, type Failures } from '../../src/sync/failures'

const FAILED = new TransientError('It failed')

function after(count: number, failures: Failures = createFailures()): Failures {
  for (let times = 0; times < count; times += 1) failures.add(FAILED)
  return failures
}

test('a stream of which nothing failed has nothing to tell', () => {
  expect(createFailures()).toMatchObject({
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
  ['what concerns everything', new ConfigError('No login', { isForAll: true })],
  ['a defect of ours', new TypeError('undefined is not a function')],
])('%s ends the stream at once: no other window would do better', (_, thrown) => {
  const failures = createFailures()

  failures.add(thrown)
  failures.oneSucceeded()

  expect(failures.haveGivenUp).toBe(true)
})
