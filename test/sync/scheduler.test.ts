import { createNotifier } from '../../src/sync/notify'
import { walkAll } from '../../src/sync/scheduler'
import type { Stream } from '../../src/sync/stream'
import { settled } from '../support/read-stream'

/** A stream with so many windows, whose walks end when the test says so. */
interface FakeStream extends Stream {
  readonly begun: number
  /** Ends the oldest walk in flight; with an error, where one is given. */
  end(thrown?: Error): void
}

function streamOf(windows: number, shares = 0): FakeStream {
  const inFlight: { resolve: () => void; reject: (thrown: Error) => void }[] = []
  let left = windows
  let toShare = shares
  let begun = 0
  const nothing = (): Promise<void> => Promise.resolve()
  return {
    ...{ announcePause: nothing, stop: nothing },
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

function dispatch(streams: readonly FakeStream[], concurrency: number): Dispatched {
  const stop = new AbortController()
  let hasEnded = false
  const outcome = walkAll(streams, concurrency, createNotifier(), stop.signal)
    .catch((thrown: unknown) => thrown)
    .finally(() => (hasEnded = true))
  return { stop, ended: () => hasEnded, outcome }
}

test('no more walks are in flight than may be; one that ends makes room for the next', async () => {
  const stream = streamOf(5)
  const { outcome, ended } = dispatch([stream], 2)

  expect(stream.walksInFlight).toBe(2)
  for (let ends = 0; ends < 5; ends += 1) {
    expect(stream.walksInFlight).toBeLessThanOrEqual(2)
    expect(ended()).toBe(false)
    stream.end()
    await settled()
  }

  expect(stream.begun).toBe(5)
  expect(await outcome).toBeUndefined()
})

test('the stream with the fewest walks in flight is served first: none starves', async () => {
  const streams = [streamOf(9), streamOf(9), streamOf(9)]
  dispatch(streams, 3)

  expect(streams.map(({ begun }) => begun)).toEqual([1, 1, 1])
  streams[2]?.end()
  await settled()

  expect(streams.map(({ begun }) => begun)).toEqual([1, 1, 2])
})

test('a long walk is shared only when no window is left to begin', async () => {
  const [one, other] = [streamOf(2, 1), streamOf(1)]
  dispatch([one, other], 3)

  expect([one.begun, other.begun]).toEqual([2, 1])
  other.end()
  await settled()

  expect([one.begun, one.walksInFlight]).toEqual([3, 3])
})

test('what comes further may be shared: the scheduler is notified', async () => {
  const notifier = createNotifier()
  let canShare = false
  const stream = streamOf(1, 1)
  const share = (): boolean => canShare && stream.share()
  const stop = new AbortController()
  const shared = { ...stream, hasWork: stream.hasWork, share }
  void walkAll([shared], 2, notifier, stop.signal).catch(() => {})

  expect(stream.begun).toBe(1)
  canShare = true
  notifier.notify()
  await settled()

  expect(stream.begun).toBe(2)
})

test('what ends the sync stops the other walks, and is told when all have come to rest', async () => {
  const lost = new Error('the reader has gone')
  const streams = [streamOf(1), streamOf(3)]
  const { outcome } = dispatch(streams, 2)

  streams[0]?.end(lost)

  expect(await outcome).toBe(lost)
  expect(streams[1]?.begun).toBe(1)
})

test('a walk that takes its time to stop is waited for', async () => {
  const lost = new Error('the reader has gone')
  let rest = (): void => {}
  const slow = streamOf(1)
  const walkNext = async (): Promise<void> => {
    slow.walkNext(new AbortController().signal).catch(() => {})
    await new Promise<void>((resolve) => (rest = resolve))
  }
  let slowWork = true
  const stubborn = { ...slow, hasWork: () => slowWork && !(slowWork = false), walkNext }
  const quick = streamOf(1)
  const { outcome, ended } = dispatch([stubborn, quick], 2)

  quick.end(lost)
  await settled()
  expect(ended()).toBe(false)
  rest()

  expect(await outcome).toBe(lost)
})

test('a sync that is told to stop begins nothing more, and says why it ends', async () => {
  const reason = new Error('enough')
  const stream = streamOf(9)
  const { outcome, stop } = dispatch([stream], 2)

  stop.abort(reason)

  expect(await outcome).toBe(reason)
  expect(stream.begun).toBe(2)
})

test('a sync that was told to stop before it began does nothing', async () => {
  const stream = streamOf(1)
  const stop = AbortSignal.abort(new Error('enough'))

  await expect(walkAll([stream], 2, createNotifier(), stop)).rejects.toThrow('enough')
  expect(stream.begun).toBe(0)
})

test('a window that nobody has begun comes before a share of another’s', async () => {
  const [one, other] = [streamOf(1, 1), streamOf(1)]
  dispatch([one, other], 2)
  await settled()

  expect([one.begun, other.begun]).toEqual([1, 1])
})
