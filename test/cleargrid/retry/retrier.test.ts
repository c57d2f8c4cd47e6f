import { ExchangeFailure, type FailureKind } from '../../../src/cleargrid/http/failure'
import { layered, type Send } from '../../../src/cleargrid/layer'
import {
  createConcurrencyLimit,
  type ConcurrencyLimit,
} from '../../../src/cleargrid/retry/concurrency-limit'
import { limited } from '../../../src/cleargrid/retry/limited'
import { createPatience } from '../../../src/cleargrid/retry/patience'
import { createPauses } from '../../../src/cleargrid/retry/pause'
import { paused } from '../../../src/cleargrid/retry/paused'
import { READ_POLICY } from '../../../src/cleargrid/retry/policy'
import { retried } from '../../../src/cleargrid/retry/retrier'
import { answer } from '../../support/answers'
import { handClock } from '../../support/hand-clock'
import { settled } from '../../support/read-stream'

interface Retrying {
  /** Sends what fails as each attempt does, and is done when one does not. */
  readonly send: (attempt: () => Promise<unknown>, signal?: AbortSignal) => Promise<unknown>
  readonly limit: ConcurrencyLimit
}

function retrying(limitMax = 8): Retrying {
  const runtime = handClock()
  const limit = createConcurrencyLimit(limitMax)
  const pauses = createPauses(runtime, () => {})
  const retry = retried({ runtime, policy: READ_POLICY, pauses, patience: createPatience(0) })
  const around = [retry, limited(limit), paused(pauses)]
  const request = { method: 'GET', url: '', headers: {}, deadlineMs: 1_000 } as const
  const purpose = { action: 'Fetching', dataset: 'D23' }
  return {
    limit,
    send: async (attempt, signal) => {
      const once: Send = async ({ read }) => {
        await attempt()
        return read(answer(200))
      }
      const signalled = signal === undefined ? request : { ...request, signal }
      return await layered(around, once)({ purpose, request: signalled, read: () => 'done' })
    },
  }
}

/** Fails so, as often as it says, and then succeeds. */
function failing(kind: FailureKind, times: number): () => Promise<void> {
  let left = times
  return async () => {
    if (left-- > 0) throw new ExchangeFailure({ kind, what: 'it failed' })
    await Promise.resolve()
  }
}

test('each success admits one more', async () => {
  const { send, limit } = retrying()

  for (let times = 0; times < 3; times += 1) await send(failing('server', 0))

  expect(limit.current).toBe(5)
})

test('overload halves what may be in flight', async () => {
  const { send, limit } = retrying()
  for (let times = 0; times < 6; times += 1) await send(failing('server', 0))

  await send(failing('overloaded', 1))

  expect(limit.current).toBe(4)
})

test.each(['deadline', 'gateway-timeout'] as const)(
  'where nothing but %s comes back, that is overload too',
  async (kind) => {
    const { send, limit } = retrying()
    for (let times = 0; times < 6; times += 1) await send(failing('server', 0))

    for (let times = 0; times < 9; times += 1) await send(failing(kind, 1)).catch(() => {})

    expect(limit.current).toBe(4)
  },
)

test('who is stopped gives its place to the next', async () => {
  const { send } = retrying(1)
  const stop = new AbortController()
  const reason = new Error('enough')
  const first = send(
    async () =>
      await new Promise((_, reject) => {
        stop.signal.addEventListener('abort', () => reject(reason))
      }),
    stop.signal,
  )
  first.catch(() => {})
  const second = send(failing('server', 0))

  await settled()
  stop.abort(reason)

  await expect(first).rejects.toBe(reason)
  expect(await second).toBe('done')
})

test('who waits for its turn when it is stopped does not wait any longer', async () => {
  const { send } = retrying(1)
  let free = (): void => {}
  const first = send(async () => await new Promise<void>((resolve) => (free = resolve)))
  const stop = new AbortController()
  const reason = new Error('enough')
  const second = send(failing('server', 0), stop.signal)
  second.catch(() => {})

  await settled()
  stop.abort(reason)

  await expect(second).rejects.toBe(reason)
  free()
  expect(await first).toBe('done')
})
