import { DAY_MS, HOUR_MS } from '../../../src/time/instant'
import { BEGIN, recordsOf, refusedShare, scenario, type Scenario } from './kit'

const THREE_YEARS = BEGIN + 1_095 * DAY_MS

function addSpread({ add }: Scenario, count: number, spanMs: number, begin = BEGIN): void {
  for (let index = 0; index < count; index += 1) {
    add(`row-${String(index).padStart(6, '0')}`, begin + Math.floor((index * spanMs) / count))
  }
}

describe('E5, E6: once learned, hardly anything is asked for that is too much', () => {
  const shapes = [
    ['rows ahead', { rowsAheadMax: 1_000 }],
    ['page size', { pageRowsMax: 50 }],
    ['window length', { windowMsMax: 3 * DAY_MS }],
  ] as const

  test.each(shapes.flatMap(([name, nature]) => [1, 4, 16].map((c) => [name, c, nature] as const)))(
    '504 by %s, %i at once',
    async (_name, concurrency, nature) => {
      const world = scenario('communication_logs')
      addSpread(world, 6_000, 20 * DAY_MS, BEGIN + 200 * DAY_MS)
      const settings = { concurrency, recheckMs: 0 }
      await world.sync({ startsAt: BEGIN + 365 * DAY_MS, settings, nature })

      const settled = { ...settings, startDate: BEGIN - 700 * DAY_MS, lookbackMs: 200 * DAY_MS }
      const done = await world.sync({ startsAt: BEGIN + 366 * DAY_MS, settings: settled, nature })

      expect(done.log.length).toBeGreaterThan(20)
      expect(refusedShare(done.log)).toBeLessThan(0.1)
    },
  )
})

test('E5: pages over fifty rows are refused: the sync ends, after few requests', async () => {
  const world = scenario('communication_logs')
  addSpread(world, 119, 28 * DAY_MS)

  const done = await world.sync({
    startsAt: BEGIN + 30 * DAY_MS,
    nature: { pageRowsMax: 50, gatewayWaitMs: 5 },
  })

  expect(done.end).toBe('complete')
  expect(done.log.length).toBeLessThan(60)
})

test('E5: an empty stream of three years whose pages may have fifty rows', async () => {
  const world = scenario('communication_logs')

  const done = await world.sync({ startsAt: THREE_YEARS, nature: { pageRowsMax: 50 } })

  expect(done.end).toBe('complete')
  expect(done.log.length).toBeLessThan(100)
})

test('E6: an empty stream of three years whose windows may have three days', async () => {
  const world = scenario('communication_logs')

  const done = await world.sync({ startsAt: THREE_YEARS, nature: { windowMsMax: 3 * DAY_MS } })

  expect(done.end).toBe('complete')
  expect(done.log.length).toBeLessThan(600)
  expect(refusedShare(done.log.slice(60))).toBeLessThan(0.1)
})

test('a quiet year costs a request for each window, and a few', async () => {
  const world = scenario('conversations')
  world.add('only', BEGIN + DAY_MS)

  const first = await world.sync({ startsAt: BEGIN + 365 * DAY_MS })
  const second = await world.sync({ startsAt: BEGIN + 366 * DAY_MS })

  expect(first.exchanges).toBeLessThan(20)
  expect(second.exchanges).toBeLessThan(20)
})

test('windows that only some hours of the day refuse are read all the same', async () => {
  const world = scenario('communication_logs')
  addSpread(world, 300, 28 * DAY_MS)
  const nature = { slowHours: [0, 1], slowWindowMsMax: DAY_MS, gatewayWaitMs: 30_000 }

  const done = await world.sync({ startsAt: BEGIN + 30 * DAY_MS, nature })

  expect(done.end).toBe('complete')
})

test('E9: nine thousand empty pages at two seconds are crossed, never in silence', async () => {
  const world = scenario('communication_logs')
  world.add('last', BEGIN + 364 * DAY_MS)
  const nature = { scanMs: HOUR_MS, latencyMs: [2_000, 2_000] } as const
  const settings = { windowMs: 366 * DAY_MS, concurrency: 1 }

  const done = await world.sync({
    startsAt: BEGIN + 365 * DAY_MS,
    nature,
    settings,
    exchangesMax: 30_000,
  })

  expect(done.end).toBe('complete')
  expect(world.ledger.written.has('last')).toBe(true)
})

describe('E10: rows on one instant cost what others cost', () => {
  async function read(count: number, spanMs: number): Promise<{ seconds: number; rows: number }> {
    const world = scenario('communication_logs', { dense: count })
    addSpread(world, count, spanMs)
    const settings = { pageSize: 500, concurrency: 1 }
    const begin = process.cpuUsage()
    const done = await world.sync({ startsAt: BEGIN + 30 * DAY_MS, settings, isJudged: false })
    const { user, system } = process.cpuUsage(begin)
    return { seconds: (user + system) / 1e6, rows: new Set(recordsOf(done)).size }
  }

  test('two hundred thousand of them', async () => {
    const spread = await read(200_000, 28 * DAY_MS)
    const together = await read(200_000, 1)

    expect([spread.rows, together.rows]).toEqual([200_000, 200_000])
    expect(together.seconds / spread.seconds).toBeLessThan(3)
  })
})

test('E8: after ten minutes without an answer nothing is claimed that was not read', async () => {
  const world = scenario('conversations')
  addSpread(world, 2_000, 28 * DAY_MS)
  const startsAt = BEGIN + 30 * DAY_MS
  const outage = { since: startsAt + 400, until: startsAt + 600_000, how: 502 } as const

  const failed = await world.sync({
    startsAt,
    weather: { outages: [outage] },
    settings: { pageSize: 100 },
  })
  const next = await world.sync({ startsAt: startsAt + HOUR_MS })

  expect([failed.end, next.end]).toEqual(['incomplete', 'complete'])
  expect(world.ledger.written.size).toBe(2_000)
})
