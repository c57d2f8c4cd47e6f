import { SystemError } from '../../../src/errors'
import { HOUR_MS, MINUTE_MS } from '../../../src/time/instant'
import { leftAfter, rowsSettled } from '../../../src/sync/progress/left-over'
import { advance } from '../../../src/sync/progress/position'
import { newTask, type Task } from '../../../src/sync/progress/tasks'
import { startWalk, type Walk } from '../../../src/sync/progress/walk'
import { EMPTY_PAGES, PAGE_CURSOR_LOST, tooMuchAsked } from '../../support/failures'

const WINDOW = { since: 0, until: HOUR_MS }
const TOO_MUCH = tooMuchAsked()

/** A walk that has met rows at these minutes. */
function walkAt(task: Partial<Task>, ...minutes: readonly number[]): Walk {
  const walk = startWalk({ ...newTask('read', WINDOW), ...task }, 'usual')
  const rows = {
    key: (index: number) => `k${index}`,
    cursorValues: Float64Array.from(minutes, (minute) => minute * MINUTE_MS),
  }
  const toWrite = minutes.map((_, index) => index)
  walk.position = advance(walk.position, rows, toWrite, WINDOW, walk.position)
  walk.rowsReceived = minutes.length
  return walk
}

test.each<[string, Error]>([
  ['a timeout', TOO_MUCH],
  ['a lost page cursor', PAGE_CURSOR_LOST],
  ['fifty empty pages', EMPTY_PAGES],
])(
  'after %s it goes on from the last row, and repeats none of those at its instant',
  (_, thrown) => {
    const left = leftAfter(thrown, walkAt({}, 5, 20, 20))

    expect(left).toMatchObject({
      window: { since: 20 * MINUTE_MS, until: HOUR_MS },
      keysWritten: new Set(['k1', 'k2']),
    })
  },
)

test('what was handed over is another’s: only the walk’s own part is left', () => {
  const walk = walkAt({}, 5, 20)
  walk.until = 40 * MINUTE_MS

  expect(leftAfter(TOO_MUCH, walk)?.window).toEqual({
    since: 20 * MINUTE_MS,
    until: 40 * MINUTE_MS,
  })
})

test('a walk whose rows came out of order is begun again whole', () => {
  const walk = walkAt({}, 20, 5)

  expect(leftAfter(TOO_MUCH, walk)).toMatchObject({ window: WINDOW, keysWritten: new Set() })
  expect(rowsSettled(walk)).toBe(0)
})

test('of a stream whose rows ever came out of order a walk begins again whole, however well it went', () => {
  const walk = walkAt({}, 5)

  const left = leftAfter(TOO_MUCH, walk, true)

  expect(left).toMatchObject({ window: WINDOW, timeouts: 1 })
})

test.each<[string, Error, Partial<Task>, Partial<Task>]>([
  ['timeouts', TOO_MUCH, { timeouts: 59 }, { timeouts: 60 }],
  ['lost page cursors', PAGE_CURSOR_LOST, { restarts: 11 }, { restarts: 12 }],
])('%s in one place are bounded, unless the walk comes further', (_, thrown, last, beyond) => {
  expect(leftAfter(thrown, walkAt(last))).toMatchObject(beyond)
  expect(leftAfter(thrown, walkAt(beyond))).toBeUndefined()
  expect(leftAfter(thrown, walkAt(beyond, 5))).toBeDefined()
})

test('empty pages in a window that is as short as can be are no answer about size', () => {
  const window = { since: 0, until: MINUTE_MS }

  expect(leftAfter(EMPTY_PAGES, startWalk(newTask('read', window), 'usual'))).toBeUndefined()
})

test.each([
  ['an answer that is not as documented', new SystemError('malformed')],
  ['a defect', new TypeError('undefined')],
])('nothing helps against %s', (_, thrown) => {
  expect(leftAfter(thrown, walkAt({}, 5))).toBeUndefined()
})

test('of the rows that came, those at the place where it goes on come again', () => {
  expect(rowsSettled(walkAt({}, 5, 20, 20))).toBe(1)
})
