import type { Page } from '../../src/cleargrid/page/envelope'
import { SystemError } from '../../src/errors'
import { DAY_MS, MINUTE_MS } from '../../src/time/instant'
import { followEcho } from '../../src/sync/echo'
import { StreamProgress } from '../../src/sync/progress/stream-progress'
import { newTask, type Task } from '../../src/sync/progress/tasks'
import { startWalk, type Walk } from '../../src/sync/progress/walk'
import { rowsFrom } from '../support/rows'
import { nothingToRead } from '../support/states'

const WINDOW = { since: 0, until: 30 * DAY_MS }
const NOW = 100 * DAY_MS
const AT_NOW = { now: NOW, latest: NOW }

interface Followed {
  readonly walk: Walk
  readonly putBack: Task['window'][]
  /** Of what was put back: the keys that were written at its beginning. */
  readonly keysBack: string[]
  readonly notes: string[]
  readonly windowMs: number
}

function follow(
  echo: Page['echo'],
  pages = 1,
  times = AT_NOW,
  before?: Partial<Walk>,
  rows = rowsFrom([]),
): Followed {
  const task = { ...newTask('read', WINDOW), keysWritten: new Set(['x']) }
  const walk = { ...startWalk(task, 'usual'), ...before, pages }
  const progress = new StreamProgress(nothingToRead(), { windowMs: 30 * DAY_MS, pageSize: 500 })
  const putBack: Task['window'][] = []
  const keysBack: string[] = []
  progress.putBack = ({ window, keysWritten }) => {
    putBack.push(window)
    keysBack.push(...keysWritten)
  }
  const notes: string[] = []
  const page: Page = { rows, nextPageCursor: null, echo }
  followEcho(walk, page, 'Fetching logs, page 1', {
    drift: { observe: () => {}, note: (what) => void notes.push(what), report: () => [] },
    progress,
    times,
  })
  return { walk, putBack, keysBack, notes, windowMs: progress.size.window.proved }
}

test.each<[string, Page['echo']]>([
  ['nothing', {}],
  ['the window', WINDOW],
  ['more than the window', { since: -DAY_MS, until: 40 * DAY_MS }],
  ['the last instant of the window', { since: 0, until: 30 * DAY_MS - 1 }],
])('where meta says %s, the window was read', (_, echo) => {
  const { walk, putBack, notes } = follow(echo)

  expect(walk).toMatchObject(WINDOW)
  expect([putBack, notes]).toEqual([[], []])
})

test.each([
  [{ since: 999 }, { since: 0, until: 999 }],
  [{ until: 30 * DAY_MS - 2 }, { since: 30 * DAY_MS - 2, until: 30 * DAY_MS }],
])('less than a second that was not read (%j) is put back as well', (echo, left) => {
  const { walk, putBack, notes, windowMs } = follow(echo)

  expect(walk).toMatchObject({ ...WINDOW, ...echo })
  expect(putBack).toEqual([left])
  expect(notes).toEqual([
    'ClearGrid read up to a second less than it was asked to, which was asked for again',
  ])
  // It is no length of a window.
  expect(windowMs).toBe(30 * DAY_MS)
})

test('the end of a window that was not read is put back, in windows of the length that was', () => {
  const until = 7 * DAY_MS

  const { walk, putBack, notes, windowMs } = follow({ since: 0, until })

  expect(walk).toMatchObject({ since: 0, until, position: { keysAtSince: new Set(['x']) } })
  expect(putBack).toEqual([{ since: until, until: 30 * DAY_MS }])
  expect(notes).toEqual(['ClearGrid read less than the window that was asked for'])
  expect(windowMs).toBe(until)
})

test('the beginning as well: what had been written there goes with it, not with the new beginning', () => {
  const since = 23 * DAY_MS

  const { walk, putBack, keysBack } = follow({ since })

  expect(walk).toMatchObject({ since, until: 30 * DAY_MS })
  expect(walk.position).toMatchObject({ since, keysAtSince: new Set() })
  expect(putBack).toEqual([{ since: 0, until: since }])
  expect(keysBack).toEqual(['x'])
})

test('what lies beyond ClearGrid’s own clock has not happened yet: it is not asked for again', () => {
  const until = 29 * DAY_MS

  const { walk, putBack } = follow({ until }, 1, { now: until, latest: until })

  expect(walk.until).toBe(until)
  expect(putBack).toEqual([])
})

test.each([2, 90])(
  'nor what its own clock, which is %d seconds behind its gateway’s, has not come to',
  (seconds) => {
    const until = 30 * DAY_MS - seconds * 1_000
    const now = 30 * DAY_MS

    const { walk, putBack, notes, windowMs } = follow({ until }, 1, { now, latest: now })

    expect(walk.until).toBe(until)
    expect([putBack, notes]).toEqual([[], []])
    expect(windowMs).toBe(30 * DAY_MS)
  },
)

describe('where ClearGrid’s clock is known only within days', () => {
  const times = { now: 27 * DAY_MS, latest: 31 * DAY_MS }

  test('what it did not read of a window is asked for again: it may have happened', () => {
    const { walk, putBack } = follow({ until: 29 * DAY_MS }, 1, times)

    expect(walk.until).toBe(29 * DAY_MS)
    expect(putBack).toEqual([{ since: 29 * DAY_MS, until: 30 * DAY_MS }])
  })

  test('a window that it says nothing of has not happened yet, and nothing is claimed', () => {
    const { walk, putBack } = follow({ until: 0 }, 1, { now: 0, latest: 31 * DAY_MS })

    expect(walk.until).toBe(walk.since)
    expect(putBack).toEqual([])
  })
})

test('a window that it says nothing of, and yet gives rows of, is an error', () => {
  const rows = rowsFrom([{ public_id: 'a', at: '1970-01-02T00:00:00Z' }])
  const times = { now: 0, latest: 31 * DAY_MS }

  expect(() => follow({ until: 0 }, 1, times, {}, rows)).toThrow(SystemError)
})

test('of what was asked for around a window, meta may say that less was read', () => {
  const walk = startWalk(newTask('read', { since: 500, until: 30 * DAY_MS }), 'usual')

  const followed = follow({ since: 300 }, 1, AT_NOW, walk)

  expect(followed.walk).toMatchObject({ since: 500, until: 30 * DAY_MS })
  expect(followed.putBack).toEqual([])
})

test('a later page that says the same as the first is as good', () => {
  const { walk, putBack } = follow({ until: 7 * DAY_MS }, 2, AT_NOW, { until: 7 * DAY_MS })

  expect(walk.until).toBe(7 * DAY_MS)
  expect(putBack).toEqual([])
})

test.each<[string, Page['echo'], number]>([
  ['less than the page before', { until: DAY_MS }, 2],
  ['nothing worth mentioning', { until: MINUTE_MS - 1 }, 1],
  ['nothing at all', { since: DAY_MS, until: DAY_MS }, 1],
])('where meta says %s, that is an error and not a loop', (_, echo, pages) => {
  expect(() => follow(echo, pages)).toThrow(SystemError)
})

test('a part of a second that was rounded away is asked for once more, with a second on both sides', () => {
  const window = { since: 35_000, until: 35_082 }
  const echo = { since: 35_000, until: 35_000 }
  const progress = new StreamProgress(nothingToRead(), { windowMs: 30 * DAY_MS, pageSize: 500 })
  const tasks: Task[] = []
  progress.putBack = (task) => void tasks.push(task)
  const page: Page = { rows: rowsFrom([]), nextPageCursor: null, echo }
  const drift = { observe: () => {}, note: () => {}, report: () => [] }
  const context = { progress, drift, times: AT_NOW }
  const walkOf = (task: Task): Walk => ({ ...startWalk(task, 'usual'), pages: 1 })

  const walk = walkOf(newTask('read', window))
  followEcho(walk, page, 'Fetching logs, page 1', context)

  expect(walk.until).toBe(walk.since)
  expect(tasks).toMatchObject([{ window, marginMs: 1_000 }])
  const again = walkOf({ ...newTask('read', window), marginMs: 1_000 })
  expect(() => followEcho(again, page, 'Fetching logs, page 1', context)).toThrow('in its meta')
})
