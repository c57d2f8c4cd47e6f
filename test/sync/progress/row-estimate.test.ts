import { estimateRows, isNews, type Progress } from '../../../src/sync/progress/row-estimate'
import { createTasks } from '../../../src/sync/progress/tasks'
import { startWalk, type Walk } from '../../../src/sync/progress/walk'

const NOTHING: Progress = { rowsClosed: 0, closedMs: 0, unreadMs: 0, walks: [] }

function walkOf(rowsReceived: number, rowsExpected: number | undefined): Walk {
  const window = { since: 0, until: 100 }
  const task = createTasks({ unread: [window], recheck: [] }).next(100)
  if (task === undefined) throw new Error('There is a task')
  return { ...startWalk(task, 'usual'), rowsReceived, rowsExpected }
}

test.each<[string, Partial<Progress>, number | undefined]>([
  ['all is read: what came', { rowsClosed: 70, closedMs: 10 }, 70],
  ['the rest is as full as what is closed', { rowsClosed: 70, closedMs: 10, unreadMs: 20 }, 210],
  ['nothing is closed to judge by', { unreadMs: 20 }, undefined],
  ['what is open was counted', { walks: [walkOf(3, 40)] }, 40],
  ['more came than was counted', { walks: [walkOf(50, 40)] }, 50],
  [
    'what is open was not counted',
    { rowsClosed: 5, closedMs: 10, walks: [walkOf(3, undefined)] },
    58,
  ],
])('an estimate where %s', (_, progress, expected) => {
  expect(estimateRows({ ...NOTHING, ...progress })).toBe(expected)
})

test.each([
  [100, undefined, true],
  [100, 100, false],
  [105, 100, false],
  [106, 100, true],
  [94, 100, true],
  [0, 0, false],
  [1, 0, true],
])('an estimate of %d after %p is news: %p', (estimate, told, expected) => {
  expect(isNews(estimate, told)).toBe(expected)
})
