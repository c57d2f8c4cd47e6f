import type { Client } from '../../src/cleargrid/client'
import type { Page } from '../../src/cleargrid/page/envelope'
import type { Pause } from '../../src/cleargrid/retry/pause'
import { ConfigError, StoppedError, SystemError } from '../../src/errors'
import { DAY_MS, MINUTE_MS, type Instant } from '../../src/time/instant'
import type { Message } from '../../src/protocol/messages'
import { loadSchema } from '../../src/schemas'
import { ownerId } from '../../src/sync/state/owner'
import { readStreams } from '../../src/sync/sync'
import { STREAMS } from '../../src/streams'
import { handClock } from '../support/hand-clock'
import { stateWith } from '../support/states'
import {
  clientThat,
  instantAt,
  listening,
  pageOf,
  statesIn,
  wordsOf,
  type Asked,
} from '../support/walks'

const NOW = instantAt(60)
const TWO = ['conversations', 'manual_communication_logs']

interface Given {
  readonly open?: Client['open']
  readonly endDate?: Instant
  readonly of?: string
  readonly stop?: AbortSignal
  readonly onConnect?: (onPause: (pause: Pause) => void) => void
}

interface Read {
  readonly said: Message[]
  readonly logs: readonly string[]
  readonly windowsAsked: () => string[]
  readonly outcome: Promise<unknown>
}

/** A sync of two streams, from minute 0 up to minute 60. */
function read(answer: (asked: Asked) => Page | Promise<Page>, given: Given = {}): Read {
  const { client, windowsAsked } = clientThat(answer)
  const { writer, said } = listening()
  const clock = handClock(NOW)
  const login = { lenderPublicId: 'L', serverNow: NOW }
  const { of, stop = new AbortController().signal } = given
  const before = of === undefined ? undefined : stateWith({ of, since: instantAt(0) })
  const outcome = readStreams({
    streams: STREAMS.filter(({ name }) => TWO.includes(name)).map((definition) => ({
      ...{ definition, schema: loadSchema(definition.name), before, rawBefore: undefined },
      syncMode: 'incremental' as const,
    })),
    settings: {
      ...{ startDate: instantAt(0), lookbackMs: 0, recheckMs: 0, endDate: given.endDate },
      sizeMax: { windowMs: 365 * DAY_MS, pageSize: 100 },
      ...{ concurrency: 2, environment: 'production' },
    },
    connect: (onPause) => {
      given.onConnect?.(onPause)
      return { ...client, open: given.open ?? (() => Promise.resolve(login)) }
    },
    ...{ writer, runtime: clock, stop },
  }).catch((thrown: unknown) => thrown)
  return { said, logs: clock.logged, windowsAsked, outcome }
}

test('each stream is read up to ClearGrid’s clock, and says whose its rows are', async () => {
  const { said, windowsAsked, outcome } = read(() => pageOf(''))

  expect(await outcome).toBe(true)
  expect(windowsAsked()).toEqual(['0-60', '0-60'])
  expect(statesIn(said).at(-1)).toMatchObject({ of: ownerId('production', 'L') })
})

test('an end date bounds the sync', async () => {
  const { windowsAsked, outcome } = read(() => pageOf(''), { endDate: instantAt(20) })

  await outcome

  expect(windowsAsked()).toEqual(['0-20', '0-20'])
})

test('one stream that fails leaves the other whole, and the sync is no success', async () => {
  const { said, outcome } = read(({ dataset }) => {
    if (dataset.code === 'D22') throw new SystemError('lost')
    return pageOf('')
  })

  expect(await outcome).toBe(false)
  expect(
    wordsOf(said)
      .filter((word) => word.includes('COMPLETE'))
      .sort(),
  ).toEqual([...['COMPLETE', 'INCOMPLETE']])
})

test('a login that fails is told once, and no stream begins', async () => {
  const { said, windowsAsked, outcome } = read(() => pageOf(''), {
    open: () => Promise.reject(new ConfigError('wrong password')),
  })

  expect(await outcome).toBe(false)
  expect(wordsOf(said)).toEqual(['ERROR', 'INCOMPLETE', 'INCOMPLETE'])
  expect(windowsAsked()).toEqual([])
})

test('the state of another lender is refused before any row is asked for', async () => {
  const { said, windowsAsked, outcome } = read(() => pageOf(''), { of: 'somebody else' })

  expect(await outcome).toBe(false)
  expect(JSON.stringify(said)).toContain('was written for another lender or environment')
  expect(windowsAsked()).toEqual([])
})

test('being told to stop while logging in is no failure of the login', async () => {
  const stop = new AbortController()
  const reason = new StoppedError()
  const { said, outcome } = read(() => pageOf(''), {
    stop: stop.signal,
    open: () => {
      stop.abort(reason)
      return Promise.reject(reason)
    },
  })

  expect(await outcome).toBe(reason)
  expect(said).toEqual([])
})

test('told to stop, each stream says its last safe STATE', async () => {
  const stop = new AbortController()
  const { said, outcome } = read(
    async ({ signal, pageCursor }) => {
      if (pageCursor === undefined) return pageOf('a@10', 'c1')
      stop.abort(new StoppedError())
      return await Promise.reject(signal?.reason as Error)
    },
    { stop: stop.signal },
  )

  expect(await outcome).toBeInstanceOf(StoppedError)
  const last = statesIn(said)
  expect(last).toHaveLength(2)
  expect(last.map(({ watermark }) => watermark)).toContain('2026-01-01T00:10:00.000Z')
  expect(last.every((state) => 'unfinished' in state)).toBe(true)
})

test('a pause is told for each stream where ClearGrid named its end, and only there', async () => {
  let pause: (pause: Pause) => void = () => {}
  const { said, outcome } = read(
    ({ index }) => {
      if (index === 0) {
        pause({ until: NOW + MINUTE_MS, wasAsked: false })
        pause({ until: NOW + 2 * MINUTE_MS, wasAsked: true })
      }
      return pageOf('')
    },
    { onConnect: (onPause) => (pause = onPause) },
  )

  await outcome

  const resets = JSON.stringify(said).match(/"quota_reset":\d+/g)
  expect(resets).toEqual(Array.from({ length: 2 }, () => `"quota_reset":${NOW + 2 * MINUTE_MS}`))
})

test('without ClearGrid’s clock ours bounds the sync, and what is settled is a day less sure', async () => {
  const { said, logs, windowsAsked, outcome } = read(() => pageOf(''), {
    open: () => Promise.resolve({ lenderPublicId: 'L', serverNow: undefined }),
  })

  await outcome

  expect(windowsAsked()).toEqual(['0-60', '0-60'])
  expect(logs.join()).toContain('WARN ClearGrid gave no time that can be believed')
  const settled = new Date(NOW - 2 * DAY_MS).toISOString()
  expect(statesIn(said).map((state) => state['settled'] ?? settled)).toEqual(
    statesIn(said).map(() => settled),
  )
})
