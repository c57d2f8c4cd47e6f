import { createBell } from '../../src/sync/notify'
import { walkAll } from '../../src/sync/scheduler'
import type { StreamRun } from '../../src/sync/stream'
import { settled } from '../support/read-stream'

/** A stream with so many windows, whose walks end when the test says so. */
interface FakeRun extends StreamRun {
  readonly begun: number
  /** Ends the oldest walk in flight; with an error, where one is given. */
  end(thrown?: Error): void
}

function runOf(windows: number, shares = 0): FakeRun {
  const inFlight: { resolve: () => void; reject: (thrown: Error) => void }[] = []
  let left = windows
  let toShare = shares
  let begun = 0
  const nothing = (): Promise<void> => Promise.resolve()
  return {
    ...{ begin: nothing, announcePause: nothing, stop: nothing, abandon: nothing },
    hasFailed: false,
    get walksInFlight() {
      return inFlight.length
    },
    get begun() {
      return begun
    },
    hasWork: () => left > 0,
    share: () => {
      if (toShare === 0 || inFlight.length === 0) return false
      toShare -= 1
      left += 1
      return true
    },
    walkNext: async (signal) => {
      left -= 1
      begun += 1
      await new Promise<void>((resolve, reject) => {
        inFlight.push({ resolve, reject })
        signal.addEventListener('abort', () => reject(signal.reason as Error))
      })
    },
    end: (thrown) => {
      const walk = inFlight.shift()
      if (thrown === undefined) walk?.resolve()
      else walk?.reject(thrown)
    },
  }
}

interface Dispatched {
  readonly stop: AbortController
  readonly ended: () => boolean
  readonly outcome: Promise<unknown>
}

function dispatch(runs: readonly FakeRun[], concurrency: number): Dispatched {
  const stop = new AbortController()
  let hasEnded = false
  const outcome = walkAll(runs, concurrency, createBell(), stop.signal)
    .catch((thrown: unknown) => thrown)
    .finally(() => (hasEnded = true))
  return { stop, ended: () => hasEnded, outcome }
}

test('no more walks are in flight than may be; one that ends makes room for the next', async () => {
  const run = runOf(5)
  const { outcome, ended } = dispatch([run], 2)

  expect(run.walksInFlight).toBe(2)
  for (let ends = 0; ends < 5; ends += 1) {
    expect(run.walksInFlight).toBeLessThanOrEqual(2)
    expect(ended()).toBe(false)
    run.end()
    await settled()
  }

  expect(run.begun).toBe(5)
  expect(await outcome).toBeUndefined()
})

test('the stream with the fewest walks in flight is served first: none starves', async () => {
  const runs = [runOf(9), runOf(9), runOf(9)]
  dispatch(runs, 3)

  expect(runs.map(({ begun }) => begun)).toEqual([1, 1, 1])
  runs[2]?.end()
  await settled()

  expect(runs.map(({ begun }) => begun)).toEqual([1, 1, 2])
})

test('a long walk is shared only when no window is left to begin', async () => {
  const [one, other] = [runOf(2, 1), runOf(1)]
  dispatch([one, other], 3)

  expect([one.begun, other.begun]).toEqual([2, 1])
  other.end()
  await settled()

  expect([one.begun, one.walksInFlight]).toEqual([3, 3])
})

test('what comes further may be shared: the bell is heard', async () => {
  const bell = createBell()
  let canShare = false
  const run = runOf(1, 1)
  const share = (): boolean => canShare && run.share()
  const stop = new AbortController()
  const shared = { ...run, hasWork: run.hasWork, share }
  void walkAll([shared], 2, bell, stop.signal).catch(() => {})

  expect(run.begun).toBe(1)
  canShare = true
  bell.ring()
  await settled()

  expect(run.begun).toBe(2)
})

test('what ends the sync stops the other walks, and is told when all have come to rest', async () => {
  const lost = new Error('the reader has gone')
  const runs = [runOf(1), runOf(3)]
  const { outcome } = dispatch(runs, 2)

  runs[0]?.end(lost)

  expect(await outcome).toBe(lost)
  expect(runs[1]?.begun).toBe(1)
})

test('a walk that takes its time to stop is waited for', async () => {
  const lost = new Error('the reader has gone')
  let rest = (): void => {}
  const slow = runOf(1)
  const walkNext = async (): Promise<void> => {
    slow.walkNext(new AbortController().signal).catch(() => {})
    await new Promise<void>((resolve) => (rest = resolve))
  }
  let slowWork = true
  const stubborn = { ...slow, hasWork: () => slowWork && !(slowWork = false), walkNext }
  const quick = runOf(1)
  const { outcome, ended } = dispatch([stubborn, quick], 2)

  quick.end(lost)
  await settled()
  expect(ended()).toBe(false)
  rest()

  expect(await outcome).toBe(lost)
})

test('a sync that is told to stop begins nothing more, and says why it ends', async () => {
  const reason = new Error('enough')
  const run = runOf(9)
  const { outcome, stop } = dispatch([run], 2)

  stop.abort(reason)

  expect(await outcome).toBe(reason)
  expect(run.begun).toBe(2)
})

test('a sync that was told to stop before it began does nothing', async () => {
  const run = runOf(1)
  const stop = AbortSignal.abort(new Error('enough'))

  await expect(walkAll([run], 2, createBell(), stop)).rejects.toThrow('enough')
  expect(run.begun).toBe(0)
})

test('a window that nobody has begun comes before a share of another’s', async () => {
  const [one, other] = [runOf(1, 1), runOf(1)]
  dispatch([one, other], 2)
  await settled()

  expect([one.begun, other.begun]).toEqual([1, 1])
})
