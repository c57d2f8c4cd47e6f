import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/time/instant'
import { BEGIN, errorsOf, scenario, silenceMsOf, type Scenario } from './kit'

const NOW = BEGIN + 30 * DAY_MS

function tenant(): Scenario {
  const world = scenario('communication_logs')
  for (let index = 0; index < 600; index += 1) world.add(`row-${index}`, BEGIN + index * HOUR_MS)
  return world
}

describe('E7: whatever ClearGrid asks, a sync is silent for an hour at the most', () => {
  const asked = [3_600, 600, 36_000] as const

  test.each(asked.flatMap((seconds) => [1, 4, 32].map((c) => [seconds, c] as const)))(
    'always 429 with Retry-After %i, %i at once',
    async (seconds, concurrency) => {
      const world = tenant()

      const done = await world.sync({
        startsAt: NOW,
        settings: { concurrency, windowMs: DAY_MS },
        weather: { overloaded: 1, retryAfter: { seconds, asDate: false } },
        isJudged: false,
      })

      expect(done.end).toBe('incomplete')
      expect(silenceMsOf(done)).toBeLessThanOrEqual(HOUR_MS)
      expect(errorsOf(done)).toHaveLength(1)
    },
  )
})

test('E7: a server that names a time is not asked before it, but once more at the end', async () => {
  const world = tenant()

  const done = await world.sync({
    startsAt: NOW,
    settings: { concurrency: 1 },
    weather: { overloaded: 1, retryAfter: { seconds: 1_800, asDate: false } },
    isJudged: false,
  })

  const asked = done.log.map(({ at }) => at)
  const gaps = asked.slice(1).map((at, index) => at - (asked[index] ?? 0))
  // The second pause is cut: no silence is longer than an hour.
  const pauses = gaps.filter((gapMs) => gapMs > 1_000)
  expect(pauses).toHaveLength(2)
  expect(pauses[0]).toBeGreaterThanOrEqual(1_799_000)
  expect(pauses[1]).toBeGreaterThanOrEqual(1_490_000)
})

describe('E8: an outage of less than two minutes costs no sync', () => {
  const outages = [8_000, 60_000, 110_000].flatMap((lengthMs) =>
    ([502, 504, 'reset', 'refused'] as const).map((how) => [lengthMs, how] as const),
  )

  test.each(outages)('%i ms of %s', async (lengthMs, how) => {
    const world = tenant()
    const since = NOW + 500

    const done = await world.sync({
      startsAt: NOW,
      settings: { pageSize: 20 },
      weather: { outages: [{ since, until: since + lengthMs, how }] },
    })

    expect(done.end).toBe('complete')
    expect(world.ledger.written.size).toBe(600)
  })
})

test('E8: an outage of ten minutes is told, once', async () => {
  const world = tenant()

  const done = await world.sync({
    startsAt: NOW,
    settings: { pageSize: 20 },
    weather: { outages: [{ since: NOW + 500, until: NOW + 10 * MINUTE_MS, how: 502 }] },
  })

  expect(done.end).toBe('incomplete')
  expect(errorsOf(done)).toHaveLength(1)
})

test('E12: nothing is asked for a walk that has ended with a row without its key', async () => {
  const world = tenant()
  const at = BEGIN + 100
  const text = `{"public_id":null,"communicated_at":"${new Date(at).toISOString()}"}`
  world.dataset.add('', { at, updatedAt: at, from: at, lateMs: 0, text, orderAt: at })

  const done = await world.sync({
    startsAt: NOW,
    settings: { pageSize: 10, concurrency: 1 },
    nature: { latencyMs: [20_000, 20_000] },
    isJudged: false,
  })

  expect(done.end).toBe('incomplete')
  expect(done.requestsLate).toBe(0)
  expect(done.timersLeft).toBe(0)
  expect(done.endedAt - NOW).toBeLessThan(100_000)
})

describe('E17: Retry-After as a date is held against the clock that wrote it', () => {
  test.each([HOUR_MS, -HOUR_MS])('our clock is ahead by %i ms', async (clockAheadMs) => {
    const world = tenant()
    const weather = { overloaded: 0.3, retryAfter: { seconds: 60, asDate: true } }

    const done = await world.sync({
      startsAt: NOW,
      clockAheadMs,
      settings: { concurrency: 1, pageSize: 50 },
      weather,
    })

    const refused = done.log.filter(({ outcome }) => outcome === 'overloaded').length
    const waitedMs = done.endedAt - NOW
    expect(refused).toBeGreaterThan(1)
    expect(waitedMs).toBeGreaterThan(refused * 55_000)
    expect(waitedMs).toBeLessThan(refused * 90_000)
  })
})

describe('SIGTERM, SIGKILL and readers that leave', () => {
  test.each([10, 300, 2_000, 30_000])(
    'told to stop after %i ms, it ends within five seconds',
    async (afterMs) => {
      const world = tenant()
      const weather = { overloaded: 0.5, retryAfter: { seconds: 120, asDate: false } }

      const done = await world.sync({ startsAt: NOW, weather, cut: { how: 'stop', afterMs } })

      expect(done.end).toBe('stopped')
      expect(done.endedAt - NOW - afterMs).toBeLessThan(5_000)
    },
  )

  test('a kill at any of fifty bytes loses nothing and reads little again', async () => {
    for (let kill = 0; kill < 50; kill += 1) {
      const world = tenant()
      const settings = { pageSize: 20, windowMs: 7 * DAY_MS }
      await world.sync({
        startsAt: NOW,
        settings,
        cut: { how: 'kill', afterBytes: 1_000 + kill * 2_611 },
      })
      const done = await world.sync({ startsAt: NOW + MINUTE_MS, settings })

      expect(done.end).toBe('complete')
      expect(world.ledger.written.size).toBe(600)
    }
  })
})
