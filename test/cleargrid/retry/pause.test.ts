import fc from 'fast-check'
import { createPace, type Pause } from '../../../src/cleargrid/retry/pause'
import { StoppedError } from '../../../src/errors'
import { handClock } from '../../support/hand-clock'

test('where nobody asked for a pause, nobody waits', async () => {
  const clock = handClock()

  await createPace(clock, () => {}).ready()

  expect(clock.slept).toEqual([])
})

test('a pause holds for all requests together, and is over when it is over', async () => {
  const clock = handClock(1_000)
  const pace = createPace(clock, () => {})
  pace.hold(500, true)

  await pace.ready()
  await pace.ready()

  expect(clock.now()).toBe(1_500)
  expect(clock.slept).toEqual([500])
})

test('a pause that is prolonged while we sleep is slept to its end', async () => {
  const clock = handClock()
  const pace = createPace(clock, () => {})
  pace.hold(500, true)
  const ready = pace.ready()

  pace.hold(900, true)
  await ready

  expect(clock.now()).toBeGreaterThanOrEqual(900)
})

test('each pause is told once, with its end and with who asked for it', () => {
  const pauses: Pause[] = []
  const pace = createPace(handClock(1_000), (pause) => pauses.push(pause))

  pace.hold(500, false)
  pace.hold(900, true)
  pace.hold(100, true)
  pace.hold(900, true)

  expect(pauses).toEqual([
    { until: 1_500, wasAsked: false },
    { until: 1_900, wasAsked: true },
  ])
})

test('nobody is ready before the longest pause is over', async () => {
  const delays = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(delays, async (all) => {
      const clock = handClock()
      const pace = createPace(clock, () => {})
      for (const delayMs of all) pace.hold(delayMs, false)

      await pace.ready()

      expect(clock.now()).toBe(Math.max(...all))
    }),
  )
})

test('a sync that is told to stop does not sit a pause out', async () => {
  const stop = new AbortController()
  const pace = createPace(handClock(), () => {})
  pace.hold(600_000, true)
  stop.abort(new StoppedError())

  await expect(pace.ready(stop.signal)).rejects.toThrow(StoppedError)
})
