import fc from 'fast-check'
import { createPauses, type Pause } from '../../../src/cleargrid/retry/pause'
import { StoppedError } from '../../../src/errors'
import { handClock } from '../../support/hand-clock'

test('where nobody asked for a pause, nobody waits', async () => {
  const clock = handClock()

  await createPauses(clock, () => {}).ready()

  expect(clock.slept).toEqual([])
})

test('a pause holds for all requests together, and is over when it is over', async () => {
  const clock = handClock(1_000)
  const pauses = createPauses(clock, () => {})
  pauses.hold(500, true)

  await pauses.ready()
  await pauses.ready()

  expect(clock.now()).toBe(1_500)
  expect(clock.slept).toEqual([500])
})

test('a pause is slept in whole milliseconds: no clock shows less', async () => {
  const clock = handClock()
  const pauses = createPauses(clock, () => {})
  pauses.hold(0.4, false)

  await pauses.ready()

  expect(clock.slept).toEqual([1])
})

test('a pause that is prolonged while we sleep is slept to its end', async () => {
  const clock = handClock()
  const pauses = createPauses(clock, () => {})
  pauses.hold(500, true)
  const ready = pauses.ready()

  pauses.hold(900, true)
  await ready

  expect(clock.now()).toBeGreaterThanOrEqual(900)
})

test('each pause is told once, with its end and with who asked for it', () => {
  const announced: Pause[] = []
  const pauses = createPauses(handClock(1_000), (pause) => announced.push(pause))

  pauses.hold(500, false)
  pauses.hold(900, true)
  pauses.hold(100, true)
  pauses.hold(900, true)

  expect(announced).toEqual([
    { until: 1_500, wasAsked: false },
    { until: 1_900, wasAsked: true },
  ])
})

test('nobody is ready before the longest pause is over', async () => {
  const delays = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(delays, async (all) => {
      const clock = handClock()
      const pauses = createPauses(clock, () => {})
      for (const delayMs of all) pauses.hold(delayMs, false)

      await pauses.ready()

      expect(clock.now()).toBe(Math.max(...all))
    }),
  )
})

test('a sync that is told to stop does not sit a pause out', async () => {
  const stop = new AbortController()
  const pauses = createPauses(handClock(), () => {})
  pauses.hold(600_000, true)
  stop.abort(new StoppedError())

  await expect(pauses.ready(stop.signal)).rejects.toThrow(StoppedError)
})
