import fc from 'fast-check'
import { createTasks, newTask } from '../../../src/sync/progress/tasks'
import { subtract, union } from '../../../src/time/window'
import { taskOf, UNREAD, windowsOf } from '../../support/tasks'
import { anyWindows } from '../../support/windows'

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
