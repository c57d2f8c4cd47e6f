import { ExchangeFailure, type FailureKind } from '../../../src/cleargrid/http/failure'
import { createPace } from '../../../src/cleargrid/retry/pause'
import { createPatience } from '../../../src/cleargrid/retry/patience'
import { createRetrier, type Retrier } from '../../../src/cleargrid/retry/retrier'
import { PATIENT } from '../../../src/cleargrid/retry/policy'
import { createSlots, type Slots } from '../../../src/cleargrid/retry/concurrency-limit'
import { handClock, type HandClock } from '../../support/hand-clock'
import { settled } from '../../support/read-stream'

interface Retrying {
  readonly retrier: Retrier
  readonly slots: Slots
  readonly clock: HandClock
}

function retrying(limitMax = 8): Retrying {
  const clock = handClock()
  const slots = createSlots(limitMax)
  const pace = createPace(clock, () => {})
  const retrier = createRetrier({
    ...{ runtime: clock, policy: PATIENT, pace, slots },
    patience: createPatience(0),
  })
  return { retrier, slots, clock }
}

const DOING = { doing: 'Fetching', settings: 'settings', dataset: 'D23' }

/** Fails so, as often as it says, and then succeeds. */
function failing(kind: FailureKind, times: number): () => Promise<string> {
  let left = times
  return async () => {
    if (left-- > 0) throw new ExchangeFailure({ kind, what: 'it failed' })
    return await Promise.resolve('done')
  }
}

test('each success admits one more', async () => {
  const { retrier, slots } = retrying()

  for (let times = 0; times < 3; times += 1) await retrier(failing('server', 0), DOING)

  expect(slots.limit).toBe(5)
})

test('overload halves what may be in flight', async () => {
  const { retrier, slots } = retrying()
  for (let times = 0; times < 6; times += 1) await retrier(failing('server', 0), DOING)

  await retrier(failing('overloaded', 1), DOING)

  expect(slots.limit).toBe(4)
})

test.each(['deadline', 'gateway-timeout'] as const)(
  'where nothing but %s comes back, that is overload too',
  async (kind) => {
    const { retrier, slots } = retrying()
    for (let times = 0; times < 6; times += 1) await retrier(failing('server', 0), DOING)

    for (let times = 0; times < 9; times += 1)
      await retrier(failing(kind, 1), DOING).catch(() => {})

    expect(slots.limit).toBe(4)
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
    DOING,
    stop.signal,
  )
  first.catch(() => {})
  const second = retrier(failing('server', 0), DOING)

  await settled()
  stop.abort(reason)

  await expect(first).rejects.toBe(reason)
  expect(await second).toBe('done')
})
