import fc from 'fast-check'
import {
  going,
  lateStream,
  lateSync,
  runLate,
  type LateHistory,
  type LateOutcome,
  type LateRow,
  type LateStream,
} from '../../support/late-rows'

const RUNS = { numRuns: 600 }

/** Before the first sync. */
const NOTHING: LateHistory = { state: undefined, now: 20, written: new Set() }

/** Syncs of which windows fail and which are killed; then some that go well. */
const history = fc.tuple(
  lateStream,
  fc.array(lateSync, { maxLength: 6 }),
  lateSync.map(going),
  lateSync.map(going),
)

/** Rows that were visible at an instant, lay before the horizon, and were never written. */
function missing(stream: LateStream, outcome: LateOutcome, visibleAt: number): LateRow[] {
  return stream.rows.filter(
    (row) => row.visibleFrom <= visibleAt && row.at < outcome.horizon && !outcome.written.has(row),
  )
}

test('a sync that comes to its end has every row that was visible when it began', () => {
  fc.assert(
    fc.property(history, ([stream, syncs, last]) => {
      const before = syncs.reduce<LateHistory>((at, sync) => runLate(stream, sync, at), NOTHING)

      const outcome = runLate(stream, last, before)

      fc.pre(!outcome.isSame)
      expect(missing(stream, outcome, outcome.began)).toEqual([])
    }),
    RUNS,
  )
})

test('where it went on with one that was cut short, within ten minutes, the next one has them', () => {
  fc.assert(
    fc.property(history, ([stream, syncs, last, next]) => {
      const before = syncs.reduce<LateHistory>((at, sync) => runLate(stream, sync, at), NOTHING)

      const outcome = runLate(stream, next, runLate(stream, last, before))

      expect(missing(stream, outcome, outcome.began)).toEqual([])
    }),
    RUNS,
  )
})

test('also with an end date in all but the last: what lies beyond it stays to be settled', () => {
  fc.assert(
    fc.property(history, ([stream, syncs, last, next]) => {
      const bounded = { ...last, endsBefore: 30 }
      const before = [...syncs, bounded].reduce<LateHistory>(
        (at, sync) => runLate(stream, sync, at),
        NOTHING,
      )

      const outcome = runLate(stream, next, before)

      fc.pre(!outcome.isSame)
      expect(missing(stream, outcome, outcome.began)).toEqual([])
    }),
    RUNS,
  )
})

test('a sync that goes on within ten minutes repeats nothing that was not to be repeated', () => {
  const calm = lateSync.map((sync) => ({ ...going(sync), pause: 0, windowTakes: 0 }))
  fc.assert(
    fc.property(lateStream, lateSync, calm, (stream, first, second) => {
      const killed = runLate(stream, { ...going(first), windowTakes: 1, killedAfter: 3 }, NOTHING)
      fc.pre(!killed.isWhole)

      const { state } = runLate(stream, { ...second, killedAfter: 0 }, killed)

      expect(state?.again).toEqual([])
      expect(state?.settled).toBe(killed.state?.settled)
    }),
  )
})
