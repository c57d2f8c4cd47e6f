import fc from 'fast-check'
import { createSharedCount } from '../../../src/sync/progress/shared-count'
import { createTasks, newTask } from '../../../src/sync/progress/tasks'
import { subtract, union } from '../../../src/time/window'
import { taskOf, UNREAD, windowsOf } from '../../support/tasks'
import { anyWindows } from '../../support/windows'

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

test('each part of a stretch that was shared joins in its count', () => {
  const shared = createSharedCount({ since: 0, until: 10 }, 3)
  const tasks = createTasks({ unread: [], recheck: [] })
  tasks.putBack({ ...newTask('read', { since: 0, until: 10 }), shared })

  const parts = [taskOf(tasks, 6), taskOf(tasks, 6)].map((task) => task.shared?.leave())

  expect(parts).toEqual([false, true])
})
