import { ExchangeFailure, type FailureKind } from '../../../src/cleargrid/http/failure'
import { createPauses } from '../../../src/cleargrid/retry/pause'
import { createPatience } from '../../../src/cleargrid/retry/patience'
import { createRetrier, type Retrier } from '../../../src/cleargrid/retry/retrier'
import { READ_POLICY } from '../../../src/cleargrid/retry/policy'
import {
  createConcurrencyLimit,
  type ConcurrencyLimit,
} from '../../../src/cleargrid/retry/concurrency-limit'
import { handClock, type HandClock } from '../../support/hand-clock'
import { settled } from '../../support/read-stream'

interface Retrying {
  readonly retrier: Retrier
  readonly limit: ConcurrencyLimit
  readonly clock: HandClock
}

function retrying(limitMax = 8): Retrying {
  const clock = handClock()
  const limit = createConcurrencyLimit(limitMax)
  const pauses = createPauses(clock, () => {})
  const retrier = createRetrier({
    ...{ runtime: clock, policy: READ_POLICY, pauses, limit },
    patience: createPatience(0),
  })
  return { retrier, limit, clock }
}

const PURPOSE = { action: 'Fetching', dataset: 'D23' }

/** Fails so, as often as it says, and then succeeds. */
function failing(kind: FailureKind, times: number): () => Promise<string> {
  let left = times
  return async () => {
    if (left-- > 0) throw new ExchangeFailure({ kind, what: 'it failed' })
    return await Promise.resolve('done')
  }
}

test('each success admits one more', async () => {
  const { retrier, limit } = retrying()

  for (let times = 0; times < 3; times += 1) await retrier(failing('server', 0), PURPOSE)

  expect(limit.current).toBe(5)
})

test('overload halves what may be in flight', async () => {
  const { retrier, limit } = retrying()
  for (let times = 0; times < 6; times += 1) await retrier(failing('server', 0), PURPOSE)

  await retrier(failing('overloaded', 1), PURPOSE)

  expect(limit.current).toBe(4)
})

test.each(['deadline', 'gateway-timeout'] as const)(
  'where nothing but %s comes back, that is overload too',
  async (kind) => {
    const { retrier, limit } = retrying()
    for (let times = 0; times < 6; times += 1) await retrier(failing('server', 0), PURPOSE)

    for (let times = 0; times < 9; times += 1)
      await retrier(failing(kind, 1), PURPOSE).catch(() => {})

    expect(limit.current).toBe(4)
  },
)

test('who is stopped gives its place to the next', async () => {
  const { retrier } = retrying(1)
  const stop = new AbortController()
  const reason = new Error('enough')
  const first = retrier(
    async () =>
      await new Promise((_, reject) => {
        stop.signal.addEventListener('abort', () => reject(reason))
      }),
    PURPOSE,
    stop.signal,
  )
  first.catch(() => {})
  const second = retrier(failing('server', 0), PURPOSE)

  await settled()
  stop.abort(reason)

  await expect(first).rejects.toBe(reason)
  expect(await second).toBe('done')
})
