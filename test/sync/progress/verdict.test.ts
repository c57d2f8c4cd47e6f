import { createCounting } from '../../../src/sync/progress/counting'
import { createSharedCount } from '../../../src/sync/progress/shared-count'
import type { Checkpoint } from '../../../src/sync/state/stream-state'
import { newTask, type Task } from '../../../src/sync/progress/tasks'
import { settleCount, type Settled } from '../../../src/sync/progress/verdict'
import { startWalk, type Walk } from '../../../src/sync/progress/walk'

const WINDOW = { since: 0, until: 100 }
const KEPT = { keys: () => ['a'], cursorValues: Float64Array.of(7), indexes: [0] }

interface Outcome {
  readonly taken: Checkpoint[]
  readonly putBack: Task[]
  readonly shortfalls: Settled['shortfall'][]
  readonly closed: string[]
}

/** What comes of walks that are done, one after the other. */
function settle(...walks: readonly Walk[]): Outcome {
  const result: Outcome = { taken: [], putBack: [], shortfalls: [], closed: [] }
  for (const walk of walks) {
    const { verdict, shortfall } = settleCount(walk, {
      counting: createCounting(),
      take: (checkpoint) => void result.taken.push(checkpoint),
      putBack: (task) => void result.putBack.push(task),
    })
    if (verdict !== undefined) result.closed.push(verdict)
    if (shortfall !== undefined) result.shortfalls.push(shortfall)
  }
  return result
}

function walkOf(members: Partial<Walk>, task: Partial<Task> = {}): Walk {
  return { ...startWalk({ ...newTask('read', WINDOW), ...task }, 'usual'), ...members }
}

test.each([
  ['was not counted', undefined, 3, 'not compared'],
  ['gives what was counted', 3, 3, 'agrees'],
  ['gives more: rows have come meanwhile', 3, 4, 'agrees'],
])('a window that %s is closed', (_, rowsExpected, rowsReceived, verdict) => {
  const { closed, taken, putBack } = settle(walkOf({ rowsExpected, rowsReceived }))

  expect([closed, taken, putBack]).toEqual([[verdict], [], []])
})

test('a window that is short is taken back and read a second time, before anything is said', () => {
  const walk = walkOf({ rowsExpected: 3, rowsReceived: 1, kept: [KEPT] })

  const { closed, taken, putBack, shortfalls } = settle(walk)

  expect(taken).toEqual([{ pass: 'taken back', window: WINDOW }])
  expect(putBack).toEqual([{ ...newTask('read', WINDOW), firstLook: new Set(['a 7']) }])
  expect(closed).toEqual([])
  expect(shortfalls).toEqual([
    { window: WINDOW, rowsExpected: 3, rowsReceived: 1, isSecondLook: false },
  ])
})

test('the second time it is told, and is no failure', () => {
  const walk = walkOf({ rowsExpected: 3, rowsReceived: 1 }, { firstLook: new Set() })

  const { closed, taken, putBack, shortfalls } = settle(walk)

  expect([closed, taken, putBack]).toEqual([['short'], [], []])
  expect(shortfalls).toEqual([
    { window: WINDOW, rowsExpected: 3, rowsReceived: 1, isSecondLook: true },
  ])
})

test('of a window that was shared only what a walk has really read is compared', () => {
  const walk = walkOf({ until: 40, rowsExpected: 3, rowsReceived: 1 })

  expect(settle(walk).taken).toEqual([{ pass: 'taken back', window: { since: 0, until: 40 } }])
})

describe('parts of a walk that was shared', () => {
  function parts(rowsExpected: number): [Walk, Walk] {
    const shared = createSharedCount(WINDOW, rowsExpected)
    shared.join()
    const members = { shared, rowsReceived: 2, kept: [KEPT] }
    return [walkOf({ ...members, until: 40 }), walkOf({ ...members, since: 40 })]
  }

  test('say nothing before all are done, and then agree together', () => {
    expect(settle(...parts(4).slice(0, 1)).closed).toEqual([])
    expect(settle(...parts(4)).closed).toEqual(['agrees'])
  })

  test('that are short together are read a second time as a whole, by one walk', () => {
    const { taken, putBack } = settle(...parts(5))

    expect(taken).toEqual([{ pass: 'taken back', window: WINDOW }])
    expect(putBack).toMatchObject([{ window: WINDOW, shared: undefined }])
  })

  test('of which one failed prove nothing: the claim on all of them is taken back', () => {
    const [first, second] = parts(4)
    first.shared?.spoil()
    first.shared?.leave()

    const { taken, putBack, closed } = settle(second)

    expect(taken).toEqual([{ pass: 'taken back', window: WINDOW }])
    expect([putBack, closed]).toEqual([[], []])
  })
})
