import fc from 'fast-check'
import { MINUTE_MS } from '../../../src/time/instant'
import { advance } from '../../../src/sync/progress/position'
import type { Task } from '../../../src/sync/progress/tasks'
import {
  count,
  exactTotal,
  handOver,
  hasReachedItsEnd,
  pagesLeft,
  startWalk,
  type Walk,
} from '../../../src/sync/progress/walk'
import { rowsFrom } from '../../support/rows'

const HOUR = 60 * MINUTE_MS
const TASK: Task = {
  pass: 'read',
  window: { since: 0, until: HOUR },
  keysWritten: new Set(['a']),
  restarts: 2,
  timeouts: 3,
  bounds: { since: 0, until: HOUR },
  isInsideSecond: false,
  marginMs: 0,
  firstLook: undefined,
  shared: undefined,
}

/** A walk of an hour that ClearGrid has counted, which has come so far in so many pages. */
function walkAt(since: number, pages: number, task: Task = TASK): Walk {
  const walk = startWalk(task, 'usual')
  walk.pages = pages
  walk.firstInstant = task.window.since
  walk.rowsExpected = 2_000
  const rows = { key: () => 'x', cursorValues: Float64Array.of(since) }
  walk.position = advance(walk.position, rows, [0], task.window, walk.position)
  return walk
}

test('a long walk hands over the later half of what it has still before it', () => {
  const walk = walkAt(20 * MINUTE_MS, 4)

  const task = handOver(walk)

  expect(walk.until).toBe(40 * MINUTE_MS)
  expect(walk.hasHandedOver).toBe(true)
  expect(task?.window).toEqual({ since: 40 * MINUTE_MS, until: HOUR })
  expect(task).toMatchObject({ keysWritten: new Set(), restarts: 0, timeouts: 0 })
})

test('how much is left is judged by the rows, not by the silence before the first of them', () => {
  const walk = walkAt(20 * MINUTE_MS, 1)

  walk.firstInstant = 16 * MINUTE_MS
  expect(pagesLeft(walk)).toBe(10)

  walk.firstInstant = undefined
  expect(pagesLeft(walk)).toBe(0)
})

test('a count of the whole window is held against all parts together, however often it is shared', () => {
  const walk = walkAt(20 * MINUTE_MS, 9)

  const parts = [handOver(walk), handOver(walk)]

  expect(walk.rowsExpected).toBeUndefined()
  expect(walk.shared).toMatchObject({ window: { since: 0, until: HOUR }, rowsExpected: 2_000 })
  expect(parts.map((part) => part?.shared)).toEqual([walk.shared, walk.shared])
  expect([1, 2, 3].map(() => walk.shared?.leave())).toEqual([false, false, true])
})

test('a part of what was shared may be shared again: the count is still of the whole', () => {
  const first = walkAt(10 * MINUTE_MS, 9)
  const part = handOver(first)
  if (part === undefined) throw new Error('It was shared')
  const second = walkAt(part.window.since + 5 * MINUTE_MS, 9, part)
  second.rowsExpected = undefined

  const third = handOver(second)

  expect(third?.shared).toBe(first.shared)
  expect(third?.window).toEqual({ since: second.until, until: HOUR })
})

test('a recheck is shared without a count: its rows have been written once', () => {
  const walk = walkAt(20 * MINUTE_MS, 4, { ...TASK, pass: 'recheck' })
  walk.rowsExpected = undefined

  const part = handOver(walk)

  expect(part).toMatchObject({ pass: 'recheck', shared: undefined })
})

test.each([
  ['that has not begun', { ...startWalk(TASK, 'usual'), rowsExpected: 9 }],
  ['of which nobody knows how far it has come', walkAt(0, 9)],
  ['that is nearly over', walkAt(50 * MINUTE_MS, 4)],
  ['whose last page is here', { ...walkAt(20 * MINUTE_MS, 4), isEnding: true }],
  ['whose rest is less than two minutes', walkAt(58 * MINUTE_MS + 1, 10_000)],
  ['whose rows come in no order', { ...walkAt(1, 9), position: disordered() }],
  [
    'that nobody has counted: nothing could prove that its rows come in order',
    { ...walkAt(20 * MINUTE_MS, 4), rowsExpected: undefined },
  ],
  [
    'that is a second look: a count did not fit',
    walkAt(20 * MINUTE_MS, 4, { ...TASK, firstLook: new Set<string>() }),
  ],
])('a walk %s is not shared', (_, walk) => {
  const { until, rowsExpected } = walk

  expect(handOver(walk)).toBeUndefined()
  expect(walk).toMatchObject({ until, rowsExpected, shared: undefined, hasHandedOver: false })
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

test('all rows of a walk have come when one at its end or beyond has, shared or not', () => {
  const shared = walkAt(20 * MINUTE_MS, 4)
  handOver(shared)
  const whole = walkAt(20 * MINUTE_MS, 4)

  const ends = [40 * MINUTE_MS - 1, 40 * MINUTE_MS, HOUR, undefined].map((lastInstant) => [
    hasReachedItsEnd(shared, lastInstant),
    hasReachedItsEnd(whole, lastInstant),
  ])

  expect(ends).toEqual([
    [false, false],
    [true, false],
    [true, true],
    [false, false],
  ])
})

test('rows are kept only where there may be a second look, and not too many', () => {
  const rows = rowsFrom([{ public_id: 'a' }, { public_id: 'b' }])
  const counted = walkAt(20 * MINUTE_MS, 4)
  const uncounted = { ...counted, rowsExpected: undefined }
  const full = { ...counted, rowsReceived: 9_999 }

  for (const walk of [counted, uncounted, full]) count(walk, rows, [0, 1])

  expect([counted, uncounted, full].map(({ kept }) => kept.length)).toEqual([1, 0, 0])
  expect([counted, uncounted, full].map(({ rowsReceived }) => rowsReceived)).toEqual([2, 2, 10_001])
})

test('a walk knows its first row that can be read, wherever it came', () => {
  const walk = startWalk(TASK, 'usual')
  const unreadable = rowsFrom([{ public_id: 'a' }])
  const later = rowsFrom([{ public_id: 'b', at: '1970-01-01T00:10:00Z' }])

  for (const rows of [unreadable, later]) count(walk, rows, [0])

  expect(walk.firstInstant).toBe(10 * MINUTE_MS)
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
