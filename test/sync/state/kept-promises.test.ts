import fc from 'fast-check'
import { aheadOf, watermarkOf } from '../../../src/sync/state/stream-state'
import { subtract, union } from '../../../src/time/window'
import {
  anyFate,
  modelStream,
  modelSync,
  planOf,
  runModel,
  throughThePlatform,
  type ModelStream,
  type ModelSync,
  type Witness,
} from '../../support/model-sync'
import { instantsOf, isShortest, TIME_MAX } from '../../support/windows'

/** Syncs of which any window may break off, and a last one that goes well. */
const history = fc.tuple(
  modelStream,
  fc.array(modelSync(anyFate), { maxLength: 4 }),
  modelSync(fc.constant('whole')),
)

const WALKS_IN_FLIGHT = 4

function live(
  stream: ModelStream,
  syncs: readonly ModelSync[],
  onStep: (witness: Witness) => void = () => {},
): Witness | undefined {
  return syncs.reduce<Witness | undefined>(
    (witness, sync) => runModel(stream, sync, witness, onStep).witness,
    undefined,
  )
}

function instantsBetween(since: number, until: number): number[] {
  return instantsOf([{ since, until }])
}

test('the watermark never passes an unread instant, nor the newest row written', () => {
  fc.assert(
    fc.property(history, ([stream, syncs, last]) => {
      live(stream, [...syncs, last], ({ state, truth, written }) => {
        const watermark = watermarkOf(state)
        const passed = instantsBetween(stream.startDate, watermark)

        expect(passed.filter((at) => !truth.has(at))).toEqual([])
        expect(watermark).toBeLessThanOrEqual(Math.max(stream.startDate, ...written))
      })
    }),
    { numRuns: 150 },
  )
})

test('after a sync that went well nothing is missing, however the ones before were cut short', () => {
  fc.assert(
    fc.property(history, ([stream, syncs, last]) => {
      const witness = live(stream, [...syncs, last])

      const due = stream.rows.filter((at) => stream.startDate <= at && at < last.horizon)
      expect(due.filter((at) => witness?.written.has(at) !== true)).toEqual([])
    }),
    { numRuns: 150 },
  )
})

test('a state never says that more was read than is true', () => {
  fc.assert(
    fc.property(history, ([stream, syncs, last]) => {
      const witness = live(stream, [last, ...syncs])
      if (witness === undefined) return

      const back = throughThePlatform(witness.state, stream.startDate)

      expect(instantsOf(back.read).filter((at) => !witness.truth.has(at))).toEqual([])
    }),
  )
})

test('what is planned and what was read cover all, and meet only where it is read again', () => {
  fc.assert(
    fc.property(history, ([stream, syncs, { horizon }]) => {
      const from = live(stream, syncs)

      const { state, unread } = planOf(stream, from?.state, horizon, from?.now ?? TIME_MAX)

      const covered = new Set(instantsOf(union(unread, state.read)))
      const due = instantsBetween(stream.startDate, horizon)
      expect(due.filter((at) => !covered.has(at))).toEqual([])
      const once = new Set(instantsOf(subtract(unread, state.again)))
      expect(instantsOf(state.read).filter((at) => once.has(at))).toEqual([])
      expect(isShortest(unread)).toBe(true)
      const asked = instantsOf(unread)
      expect(asked.filter((at) => at < stream.startDate || at >= horizon)).toEqual([])
    }),
  )
})

test('while all goes well, few stretches are ahead: as many as walks are in flight', () => {
  const wholeSyncs = fc.array(modelSync(fc.constant('whole')), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(modelStream, wholeSyncs, (stream, syncs) => {
      live(stream, syncs, ({ state }) => {
        expect(aheadOf(state).length).toBeLessThanOrEqual(WALKS_IN_FLIGHT)
      })
    }),
  )
})

test('the next sync reads the overlap, what was silent, and what is new; nothing else', () => {
  const whole = modelSync(fc.constant('whole'))
  fc.assert(
    fc.property(modelStream, whole, fc.integer({ min: 0, max: 30 }), (stream, sync, moreMs) => {
      const from = live(stream, [sync])
      const before = from?.state
      const horizon = sync.horizon + moreMs

      const { unread } = planOf(stream, before, horizon, from?.now ?? TIME_MAX)

      const watermark = before === undefined ? 0 : watermarkOf(before)
      const since = Math.max(stream.startDate, watermark - stream.overlapMs)
      expect(instantsOf(unread)).toEqual(instantsBetween(since, horizon))
    }),
  )
})

test('a sync that was cut short and goes on at once has no second overlap', () => {
  fc.assert(
    fc.property(modelStream, modelSync(anyFate), modelSync(anyFate), (stream, first, cut) => {
      const before = live(stream, [first])
      const { witness, isWhole } = runModel(stream, cut, before, () => {})
      fc.pre(witness !== undefined && !isWhole)
      const state = throughThePlatform(witness.state, stream.startDate)

      const { unread } = planOf(stream, state, cut.horizon, witness.now)

      const again = new Set(instantsOf(witness.state.again))
      const trusted = instantsOf(state.read).filter((at) => at < (state.newest ?? 0))
      const reread = instantsOf(unread).filter((at) => trusted.includes(at) && !again.has(at))
      expect(reread).toEqual([])
    }),
  )
})
