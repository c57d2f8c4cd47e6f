import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/time/instant'
import { BEGIN, recordsOf, scenario, type Scenario } from './kit'

const NOW = BEGIN + 30 * DAY_MS

function addSpread({ add }: Scenario, count: number, spanMs = 28 * DAY_MS): void {
  for (let index = 0; index < count; index += 1) {
    const at = BEGIN + Math.floor((index * spanMs) / count)
    add(`row-${String(index).padStart(5, '0')}`, at)
  }
}

describe('E2: rows that come out of order are not lost without a word', () => {
  test('pages in descending order, and a kill behind the first', async () => {
    const world = scenario('communication_logs', { isDisordered: true })
    addSpread(world, 2_000)
    const nature = { order: 'descending' } as const

    await world.sync({ startsAt: NOW, nature, cut: { how: 'kill', afterBytes: 150_000 } })
    const done = await world.sync({ startsAt: NOW + MINUTE_MS, nature })

    expect(done.end === 'incomplete' || world.ledger.written.size === 2_000).toBe(true)
  })

  test('pages in descending order, and one 504', async () => {
    const world = scenario('communication_logs', { isDisordered: true })
    addSpread(world, 2_000)

    const done = await world.sync({
      startsAt: NOW,
      nature: { order: 'descending' },
      weather: { timeout: 0.2 },
      settings: { concurrency: 1 },
    })

    expect(done.end === 'incomplete' || world.ledger.written.size === 2_000).toBe(true)
  })

  test.each(
    [300, 900].flatMap((places) =>
      [500, 1_100, 1_700, 2_300].map((from) => [places, from] as const),
    ),
  )('one row is displaced by %i places, at %i', async (places, from) => {
    const world = scenario('communication_logs', { isDisordered: true })
    addSpread(world, 4_000)
    const stepMs = (28 * DAY_MS) / 4_000
    const at = BEGIN + Math.floor(from * stepMs) + 1
    world.add('displaced', at, { orderAt: at + Math.floor(places * stepMs) })

    const done = await world.sync({ startsAt: NOW, settings: { pageSize: 100 } })

    expect(done.end === 'incomplete' || world.ledger.written.has('displaced')).toBe(true)
  })
})

test('E3: what meta says was not read is asked for', async () => {
  const world = scenario('conversations')
  addSpread(world, 150)

  await world.sync({ startsAt: NOW, nature: { clampMs: 7 * DAY_MS } })

  expect(world.ledger.written.size).toBe(150)
})

test('E4: a start date moved earlier is read, also with an end date before what has been read', async () => {
  const world = scenario('conversations')
  for (let day = -300; day < 30; day += 1) world.add(`day-${day}`, BEGIN + day * DAY_MS + 1)
  await world.sync({ startsAt: NOW })

  const settings = { startDate: BEGIN - 365 * DAY_MS, endDate: BEGIN }
  const done = await world.sync({ startsAt: NOW + DAY_MS, settings })

  expect(done.log.length).toBeGreaterThan(0)
  expect(world.ledger.written.has('day--300')).toBe(true)
})

test('E13: a daily sync rechecks daily, though its start varies', async () => {
  const world = scenario('manual_communication_logs')
  addSpread(world, 60)
  await world.sync({ startsAt: NOW })

  for (let day = 1; day <= 20; day += 1) {
    const startsAt = NOW + day * DAY_MS + (day % 2 === 0 ? -30_000 : 30_000)
    const edited = startsAt - HOUR_MS
    const at = world.dataset.rows.get('row-00030')?.versions[0]?.at ?? NaN
    world.add('row-00030', at, { from: edited, updatedAt: edited })
    await world.sync({ startsAt })

    expect(world.ledger.written.get('row-00030')).toBe(day)
  }
})

test('E13: an end date in the past does not end the rechecks', async () => {
  const world = scenario('manual_communication_logs')
  addSpread(world, 60)
  const settings = { endDate: NOW }
  await world.sync({ startsAt: NOW + HOUR_MS, settings })
  await world.sync({ startsAt: NOW + 26 * HOUR_MS, settings })
  const edited = NOW + 40 * HOUR_MS
  const at = world.dataset.rows.get('row-00030')?.versions[0]?.at ?? NaN
  world.add('row-00030', at, { from: edited, updatedAt: edited })

  await world.sync({ startsAt: NOW + 52 * HOUR_MS, settings })

  expect(world.ledger.written.get('row-00030')).toBe(1)
})

test('a row that the total counts and a page leaves out is met by the second look', async () => {
  const world = scenario('communication_logs')
  addSpread(world, 300)
  const weather = { omitsOnce: 'row-00123' }

  await world.sync({
    startsAt: NOW,
    nature: { totalError: 0 },
    weather,
    settings: { concurrency: 1 },
  })

  expect(world.ledger.written.size).toBe(300)
})

test('a watermark that is in the future brings no record and comes back unchanged', async () => {
  const world = scenario('conversations')
  addSpread(world, 20)
  const state = { version: 1, watermark: '2030-01-01T00:00:00.000Z' }
  world.ledger.state = state

  const done = await world.sync({ startsAt: NOW, isJudged: false })

  expect(done.end).toBe('complete')
  expect(recordsOf(done)).toEqual([])
  expect(done.text).toContain(`"stream_state":${JSON.stringify(state)}`)
})

test('E15: a second look writes no row again that the first has written', async () => {
  const world = scenario('communication_logs')
  addSpread(world, 3_000)

  const done = await world.sync({
    startsAt: NOW,
    nature: { totalError: 5 },
    weather: { timeout: 0.1 },
    settings: { pageSize: 100 },
  })

  expect(new Set(recordsOf(done)).size).toBe(recordsOf(done).length)
})

test('E18: an edit is not lost in silence where our clock is an hour fast and there is no other', async () => {
  const world = scenario('manual_communication_logs')
  addSpread(world, 60)
  const clocks = { clockAheadMs: HOUR_MS, nature: { dateAheadMs: undefined } }
  await world.sync({ startsAt: NOW, ...clocks })
  const at = world.dataset.rows.get('row-00030')?.versions[0]?.at ?? NaN
  world.add('row-00030', at, { from: NOW + 20 * MINUTE_MS, updatedAt: NOW + 20 * MINUTE_MS })

  const done = await world.sync({ startsAt: NOW + DAY_MS, ...clocks })

  const isWarned = /"level":"WARN"[^}]*clock/i.test(done.text)
  expect(isWarned || world.ledger.written.get('row-00030') === 1).toBe(true)
})

test('E19: values are the API’s values also where the envelope has escapes in its names', async () => {
  const world = scenario('communication_logs')
  const at = BEGIN + DAY_MS
  const text =
    `{"public_id":"big","duration":9007199254740993,"other":1.0,` +
    `"communicated_at":"${new Date(at).toISOString()}","updated_at":"${new Date(at).toISOString()}"}`
  world.dataset.add('big', { at, updatedAt: at, from: at, lateMs: 0, text, orderAt: at })

  const done = await world.sync({ startsAt: NOW, nature: { escapesNames: true } })

  expect(done.text).toContain('"duration":9007199254740993,"other":1.0')
})

test('E20: filters that are ignored with a page cursor cost no flood of repeats', async () => {
  const world = scenario('communication_logs')
  addSpread(world, 12_000)

  const done = await world.sync({
    startsAt: NOW,
    nature: { ignoresFiltersWithCursor: true },
    settings: { windowMs: 2 * DAY_MS },
  })

  expect(recordsOf(done).length).toBeLessThan(18_000)
})
