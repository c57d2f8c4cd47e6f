import fc from 'fast-check'
import { aheadOf, finished, fold, later, watermarkOf } from '../../../src/sync/state/stream-state'
import type { StreamState } from '../../../src/sync/state/stream-state'
import { checkpoint, stateUnderWay, stateWith } from '../../support/states'
import { instantsOf, isShortest } from '../../support/windows'

const checkpoints = fc.array(checkpoint, { minLength: 1, maxLength: 8 })

test('the order in which windows are written does not matter', () => {
  const inTwoOrders = checkpoints.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  )
  fc.assert(
    fc.property(stateUnderWay, inTwoOrders, (state, [one, other]) => {
      expect(one.reduce(fold, state)).toEqual(other.reduce(fold, state))
    }),
  )
})

test('what was said once may be said again', () => {
  fc.assert(
    fc.property(stateUnderWay, checkpoint, (state, said) => {
      const once = fold(state, said)

      expect(fold(once, said)).toEqual(once)
    }),
  )
})

test('reading adds to what has been read, and takes from what is to be read again', () => {
  fc.assert(
    fc.property(stateUnderWay, checkpoints, (state, list) => {
      const after = list.reduce(fold, state)

      const done = instantsOf(list.flatMap((c) => (c.pass === 'read' ? [c.window] : [])))
      const read = new Set([...instantsOf(state.read), ...done])
      expect(instantsOf(after.read)).toEqual([...read].sort((a, b) => a - b))
      expect(instantsOf(after.again)).toEqual(
        instantsOf(state.again).filter((at) => !done.includes(at)),
      )
      expect([after.read, after.again, after.recheck.left].every(isShortest)).toBe(true)
    }),
  )
})

test('looking for changed rows is no reading: it moves neither watermark nor windows', () => {
  fc.assert(
    fc.property(stateUnderWay, checkpoint, (state, { window }) => {
      const after = fold(state, { pass: 'recheck', window })

      expect({ ...after, recheck: state.recheck }).toEqual(state)
      expect(instantsOf(after.recheck.left)).toEqual(
        instantsOf(state.recheck.left).filter((at) => at < window.since || at >= window.until),
      )
    }),
  )
})

test('the watermark only ever rises', () => {
  fc.assert(
    fc.property(stateUnderWay, checkpoint, (state, said) => {
      expect(watermarkOf(fold(state, said))).toBeGreaterThanOrEqual(watermarkOf(state))
    }),
  )
})

test('before the watermark lies no unread instant, and it is not behind the newest row', () => {
  fc.assert(
    fc.property(stateUnderWay, (state) => {
      const watermark = watermarkOf(state)

      const read = instantsOf(state.read)
      const before = instantsOf([{ since: state.since, until: watermark }])
      expect(before.filter((at) => !read.includes(at))).toEqual([])
      expect(watermark).toBeLessThanOrEqual(Math.max(state.since, state.newest ?? -Infinity))
      expect(watermark).toBeGreaterThanOrEqual(state.since)
    }),
  )
})

test('what was read ahead begins at the watermark and forgets nothing', () => {
  fc.assert(
    fc.property(stateUnderWay, (state) => {
      const watermark = watermarkOf(state)

      expect(instantsOf(aheadOf(state))).toEqual(
        instantsOf(state.read).filter((at) => at >= watermark),
      )
    }),
  )
})

const READ_TO_100: StreamState = stateWith({ read: [{ since: 0, until: 100 }] })

test.each([
  ['no row was ever seen: silence is not progress', undefined, 0],
  ['the last row was long ago', 40, 40],
  ['the last row came at the end', 99, 99],
  ['a row of the future was seen', 5_000, 100],
])('everything up to 100 is read, and %s', (_, newest, watermark) => {
  expect(watermarkOf({ ...READ_TO_100, newest })).toBe(watermark)
})

test('a hole holds the watermark back, however much was read behind it', () => {
  const windows = [
    { since: 0, until: 10 },
    { since: 11, until: 100 },
  ]

  const state = stateWith({ read: windows, newest: 99 })

  expect(watermarkOf(state)).toBe(10)
  expect(aheadOf(state)).toEqual([{ since: 11, until: 100 }])
})

test('a finished sync keeps its watermark, and of what was read all but the silence at the end', () => {
  fc.assert(
    fc.property(stateUnderWay, (state) => {
      const after = finished(state)

      expect(watermarkOf(after)).toBe(watermarkOf(state))
      const last = Math.max(state.since, state.newest ?? 0)
      expect(instantsOf(after.read)).toEqual(instantsOf(state.read).filter((at) => at < last))
      expect(after).toMatchObject({ unfinished: undefined, hasEnded: true })
      const { read, unfinished, hasEnded, ...rest } = state
      expect(after).toMatchObject(rest)
    }),
  )
})

test('a finished sync that read everything has nothing ahead', () => {
  expect(aheadOf(finished(stateWith({ ...READ_TO_100, newest: 60 })))).toEqual([])
})

test('a finished sync keeps what it was not asked to read again: an end date may have bounded it', () => {
  const again = [{ since: 70, until: 90 }]

  expect(finished(stateWith({ ...READ_TO_100, newest: 95, again })).again).toEqual(again)
})

test('what is taken back has not been read: it is a hole, and what was learned of it stays', () => {
  const state = stateWith({ ...READ_TO_100, newest: 99, again: [{ since: 20, until: 30 }] })

  const after = fold(state, { pass: 'taken back', window: { since: 10, until: 40 } })

  expect(after).toEqual({
    ...state,
    read: [
      { since: 0, until: 10 },
      { since: 40, until: 100 },
    ],
    takenBack: 1,
  })
  expect(watermarkOf(after)).toBe(10)
})

test('what is taken back and read once more is read', () => {
  fc.assert(
    fc.property(stateUnderWay, checkpoint, (state, { window }) => {
      const read = fold(state, { pass: 'read', window, newest: undefined })

      const back = fold(read, { pass: 'taken back', window })
      const again = fold(back, { pass: 'read', window, newest: undefined })

      expect(instantsOf(back.read).filter((at) => instantsOf([window]).includes(at))).toEqual([])
      // The count makes it a state of its own: no two STATEs are equal.
      expect(again).toEqual({ ...read, takenBack: read.takenBack + 1 })
    }),
  )
})

test('reading settles nothing by itself: what is settled is a matter of the plan', () => {
  fc.assert(
    fc.property(stateUnderWay, checkpoint, (state, said) => {
      const { of, settled, isUnordered, learned } = fold(state, said)

      expect({ of, settled, isUnordered, learned }).toEqual({
        of: state.of,
        settled: state.settled,
        isUnordered: state.isUnordered,
        learned: state.learned,
      })
    }),
  )
})

test.each([
  [1, 2, 2],
  [2, 1, 2],
  [undefined, 1, 1],
  [1, undefined, 1],
  [undefined, undefined, undefined],
  [0, undefined, 0],
  [-5, undefined, -5],
])('of %p and %p the later is %p', (a, b, expected) => {
  expect(later(a, b)).toBe(expected)
})
