import fc from 'fast-check'
import { MINUTE_MS } from '../../src/instant'
import { advance } from '../../src/sync/position'
import type { Task } from '../../src/sync/tasks'
import {
  exactTotal,
  handOver,
  hasReachedItsEnd,
  pagesLeft,
  startWalk,
  type Walk,
} from '../../src/sync/walk-state'
import { rowsFrom } from '../support/rows'

const HOUR = 60 * MINUTE_MS
const TASK: Task = {
  pass: 'read',
  window: { since: 0, until: HOUR },
  stride: undefined,
  lengthMsMax: Infinity,
  keysWritten: new Set(['a']),
  restarts: 2,
  firstLook: new Set(['a 0']),
}

/** A walk of an hour that has come so far in so many pages. */
function walkAt(since: number, pages: number, task: Task = TASK): Walk {
  const walk = startWalk(task, 500)
  walk.pages = pages
  walk.firstInstant = task.window.since
  const rows = { key: () => 'x', instants: Float64Array.of(since, NaN) }
  walk.position = advance(walk.position, rows, [0], task.window)
  return walk
}

test('a long walk hands over the later half of what it has still before it', () => {
  const walk = walkAt(20 * MINUTE_MS, 4)

  const task = handOver(walk)

  expect(walk.until).toBe(40 * MINUTE_MS)
  expect(task?.window).toEqual({ since: 40 * MINUTE_MS, until: HOUR })
  expect(task).toMatchObject({ keysWritten: new Set(), restarts: 0, firstLook: undefined })
})

test('how much is left is judged by the rows, not by the silence before the first of them', () => {
  const walk = walkAt(20 * MINUTE_MS, 1)

  walk.firstInstant = 16 * MINUTE_MS
  expect(pagesLeft(walk)).toBe(10)

  walk.firstInstant = undefined
  expect(pagesLeft(walk)).toBe(0)
})

test('a count of the whole window cannot be held against a part of it', () => {
  const walk = walkAt(20 * MINUTE_MS, 4)
  walk.rowsExpected = 2_000

  handOver(walk)

  expect(walk.rowsExpected).toBeUndefined()
})

test.each([
  ['that has not begun', startWalk(TASK, 500)],
  ['of which nobody knows how far it has come', walkAt(0, 9)],
  ['that is nearly over', walkAt(50 * MINUTE_MS, 4)],
  ['whose rest is less than two minutes', walkAt(58 * MINUTE_MS + 1, 10_000)],
  ['whose rows come in no order', { ...walkAt(1, 9), position: disordered() }],
])('a walk %s is not shared', (_, walk) => {
  const { until } = walk

  expect(handOver(walk)).toBeUndefined()
  expect(walk.until).toBe(until)
})

function disordered(): Walk['position'] {
  return { ...walkAt(1, 9).position, isOrdered: false }
}

test('however often a walk is shared, the parts touch and are the whole', () => {
  const instant = fc.integer({ min: 1, max: HOUR - 1 })
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 1_000 }), (since, pages) => {
      const walk = walkAt(since, pages)
      let end = HOUR

      for (let part = handOver(walk); part !== undefined; part = handOver(walk)) {
        expect(part.window).toEqual({ since: walk.until, until: end })
        expect(part.window.since).toBeLessThan(end)
        end = walk.until
      }

      expect(walk.until).toBe(end)
      expect(walk.until).toBeGreaterThan(since)
    }),
  )
})

test('a walk that was shared ends where the other part begins; one that was not, with its pages', () => {
  const shared = walkAt(20 * MINUTE_MS, 4)
  handOver(shared)
  const whole = walkAt(20 * MINUTE_MS, 4)

  const ends = [40 * MINUTE_MS - 1, 40 * MINUTE_MS, undefined].map((lastInstant) => [
    hasReachedItsEnd(shared, lastInstant),
    hasReachedItsEnd(whole, lastInstant),
  ])

  expect(ends).toEqual([
    [false, false],
    [true, false],
    [false, false],
  ])
})

test('where rows come in no order, only the last page is the end', () => {
  const walk = walkAt(20 * MINUTE_MS, 4)
  handOver(walk)
  walk.position = disordered()

  expect(hasReachedItsEnd(walk, HOUR)).toBe(false)
})

test.each([
  ['exact', { rows: 7, exact: true, note: null }, 7],
  ['an estimate', { rows: 7, exact: false, note: null }, undefined],
  ['not there', { rows: null, exact: false, note: 'timeout' }, undefined],
])('only an exact count can be compared: %s', (_, total, expected) => {
  expect(exactTotal({ rows: rowsFrom([]), nextPageCursor: null, echo: {}, total })).toBe(expected)
})
