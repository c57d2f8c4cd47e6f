import fc from 'fast-check'
import type { Window } from '../../src/cleargrid/client'
import { createSharedCount } from '../../src/sync/shared-count'
import { createTasks, newTask, type Task } from '../../src/sync/tasks'
import { subtract, union } from '../../src/sync/window'
import { anyWindows } from '../support/windows'

const UNREAD = [
  { since: 0, until: 10 },
  { since: 20, until: 25 },
]

function taskOf(tasks: ReturnType<typeof createTasks>, windowMs: number): Task {
  const task = tasks.next(windowMs)
  if (task === undefined) throw new Error('There is nothing left to walk.')
  return task
}

function windowsOf(tasks: ReturnType<typeof createTasks>, windowMs: number): Window[] {
  const windows: Window[] = []
  while (!tasks.isEmpty) windows.push(taskOf(tasks, windowMs).window)
  return windows
}

test('the oldest is walked first, in windows of the length that works', () => {
  const tasks = createTasks({ unread: UNREAD, recheck: [] })

  expect(windowsOf(tasks, 4)).toEqual([
    { since: 0, until: 4 },
    { since: 4, until: 8 },
    { since: 8, until: 10 },
    { since: 20, until: 24 },
    { since: 24, until: 25 },
  ])
})

test('whatever the lengths: the windows touch, do not overlap, and are all that was to read', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 })
  fc.assert(
    fc.property(anyWindows, lengths, (windows, all) => {
      const unread = union(windows)
      const tasks = createTasks({ unread, recheck: [] })
      let left = unread

      for (let cuts = 0; !tasks.isEmpty; cuts += 1) {
        const { window } = taskOf(tasks, all[cuts % all.length] ?? 1)
        expect(window.since).toBe(left[0]?.since)
        expect(subtract([window], left)).toEqual([])
        left = subtract(left, [window])
      }

      expect(left).toEqual([])
    }),
  )
})

test('what is new comes before what is looked through again', () => {
  const tasks = createTasks({
    unread: [{ since: 20, until: 25 }],
    recheck: [{ since: 0, until: 5 }],
  })

  const passes = [taskOf(tasks, 100).pass, taskOf(tasks, 100).pass]

  expect(passes).toEqual(['read', 'recheck'])
})

test('what a walk left unread is walked next', () => {
  const tasks = createTasks({ unread: UNREAD, recheck: [] })
  const first = taskOf(tasks, 10)

  tasks.putBack({ ...first, window: { since: 6, until: 10 } })

  expect(windowsOf(tasks, 10)).toEqual([{ since: 6, until: 10 }, UNREAD[1]])
})

test('rows that were written are skipped at the place where the walk broke off, only there', () => {
  const tasks = createTasks({ unread: UNREAD, recheck: [] })
  const first = taskOf(tasks, 10)
  tasks.putBack({ ...first, keysWritten: new Set(['a']), restarts: 2, timeouts: 3 })

  const pieces = [taskOf(tasks, 6), taskOf(tasks, 6), taskOf(tasks, 6)]

  expect(pieces.map(({ keysWritten }) => [...keysWritten])).toEqual([['a'], [], []])
  expect(pieces.map(({ restarts }) => restarts)).toEqual([2, 0, 0])
  expect(pieces.map(({ timeouts }) => timeouts)).toEqual([3, 0, 0])
})

test('what is left to read is known by its length, without what is looked through again', () => {
  const tasks = createTasks({ unread: UNREAD, recheck: [{ since: 0, until: 100 }] })
  const before = tasks.unreadMs

  taskOf(tasks, 4)

  expect([before, tasks.unreadMs]).toEqual([15, 11])
})

test('given up, nothing is left', () => {
  const tasks = createTasks({ unread: UNREAD, recheck: UNREAD })

  tasks.clear()

  expect(tasks.isEmpty).toBe(true)
  expect(tasks.next(10)).toBeUndefined()
})

describe('turned round, because one end fails', () => {
  test('the newest is walked first, in windows cut off the end', () => {
    const tasks = createTasks({ unread: UNREAD, recheck: [] })

    tasks.turnRound()

    expect(windowsOf(tasks, 4)).toEqual([
      { since: 21, until: 25 },
      { since: 20, until: 21 },
      { since: 6, until: 10 },
      { since: 2, until: 6 },
      { since: 0, until: 2 },
    ])
  })

  test('and back again, the oldest that is left', () => {
    const tasks = createTasks({ unread: UNREAD, recheck: [] })
    tasks.turnRound()
    taskOf(tasks, 4)

    tasks.turnRound()

    expect(taskOf(tasks, 4).window).toEqual({ since: 0, until: 4 })
  })

  test('what is looked through again stays last', () => {
    const recheck = [{ since: 30, until: 40 }]
    const tasks = createTasks({ unread: [{ since: 0, until: 4 }], recheck })

    tasks.turnRound()

    expect([taskOf(tasks, 10), taskOf(tasks, 10)].map(({ pass }) => pass)).toEqual([
      'read',
      'recheck',
    ])
    expect(tasks.isEmpty).toBe(true)
  })

  test('a recheck is cut off its front all the same', () => {
    const tasks = createTasks({ unread: [], recheck: [{ since: 0, until: 10 }] })

    tasks.turnRound()

    expect(taskOf(tasks, 4).window).toEqual({ since: 0, until: 4 })
  })

  test('what a walk left unread is walked next', () => {
    const tasks = createTasks({ unread: UNREAD, recheck: UNREAD })
    tasks.turnRound()
    const first = taskOf(tasks, 4)

    tasks.putBack({ ...first, window: { since: 23, until: 25 } })

    expect(taskOf(tasks, 4).window).toEqual({ since: 23, until: 25 })
  })

  test('the keys of rows that were written stay with the beginning of their stretch', () => {
    const tasks = createTasks({ unread: [], recheck: [] })
    const written = { ...newTask('read', { since: 0, until: 10 }), keysWritten: new Set(['a']) }
    tasks.putBack(written)
    tasks.turnRound()

    const pieces = [taskOf(tasks, 6), taskOf(tasks, 6)]

    expect(pieces.map(({ window, keysWritten }) => [window.since, ...keysWritten])).toEqual([
      [4],
      [0, 'a'],
    ])
  })

  test('the first stretch is the one that the next window is cut off', () => {
    const tasks = createTasks({ unread: UNREAD, recheck: [] })
    const first = tasks.first
    tasks.turnRound()

    expect([first, tasks.first]).toEqual(UNREAD)
  })
})

test('however often they are turned round: the windows do not overlap, and are all there was', () => {
  const length = fc.integer({ min: 1, max: 30 })
  const turns = fc.array(fc.record({ length, isTurn: fc.boolean() }), { minLength: 1 })
  fc.assert(
    fc.property(anyWindows, turns, (windows, all) => {
      const unread = union(windows)
      const tasks = createTasks({ unread, recheck: [] })
      let left = unread

      for (let cuts = 0; !tasks.isEmpty; cuts += 1) {
        const { length: windowMs = 1, isTurn = false } = all[cuts % all.length] ?? {}
        if (isTurn) tasks.turnRound()
        const { window } = taskOf(tasks, windowMs)
        expect(window.until - window.since).toBeLessThanOrEqual(windowMs)
        expect(subtract([window], left)).toEqual([])
        left = subtract(left, [window])
      }

      expect(left).toEqual([])
    }),
  )
})

test('each part of a stretch that was shared joins in its count', () => {
  const shared = createSharedCount({ since: 0, until: 10 }, 3)
  const tasks = createTasks({ unread: [], recheck: [] })
  tasks.putBack({ ...newTask('read', { since: 0, until: 10 }), shared })

  const parts = [taskOf(tasks, 6), taskOf(tasks, 6)].map((task) => task.shared?.leave())

  expect(parts).toEqual([false, true])
})
