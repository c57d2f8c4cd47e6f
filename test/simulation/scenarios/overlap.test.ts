import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/time/instant'
import { BEGIN, scenario } from './kit'

const NOW = BEGIN + 60 * DAY_MS

describe('E1: a late row is met, whatever befell the syncs before', () => {
  test('an old window failed in the sync whose horizon the row came too late for', async () => {
    const { add, sync, ledger } = scenario('conversations')
    add('old', BEGIN + DAY_MS)
    add('newest', NOW - 1_000)
    add('late', NOW - 2 * MINUTE_MS, { from: NOW + MINUTE_MS })
    const refusal = {
      status: 403,
      stream: 'conversations',
      instant: BEGIN + DAY_MS,
      until: Infinity,
    } as const

    await sync({ startsAt: NOW, weather: { refusals: [refusal] } })
    await sync({ startsAt: NOW + HOUR_MS })
    await sync({ startsAt: NOW + 2 * HOUR_MS })

    expect([...ledger.written.keys()].sort()).toEqual(['late', 'newest', 'old'])
  })

  test('a sync was killed behind the row, and the next came a quarter of an hour later', async () => {
    const { add, sync, ledger } = scenario('conversations')
    for (let day = 0; day < 59; day += 1) add(`day-${day}`, BEGIN + day * DAY_MS + 1)
    add('newest', NOW - 1_000)
    add('late', NOW - 2 * MINUTE_MS, { from: NOW + MINUTE_MS })
    const settings = { windowMs: DAY_MS, concurrency: 1 }
    const whole = await scenarioText(settings)
    const lastState = whole.lastIndexOf('{"type":"STATE"')
    const cut = { how: 'kill', afterBytes: lastState } as const

    await sync({ startsAt: NOW, settings, cut })
    await sync({ startsAt: NOW + 15 * MINUTE_MS, settings })

    expect(ledger.written.has('late')).toBe(true)
  })

  test('one old window fails for thirty hours of hourly syncs, and the row is thirty hours late', async () => {
    const { add, sync, ledger } = scenario('communication_logs')
    const settings = { recheckMs: 0, windowMs: 7 * DAY_MS }
    for (let hour = 0; hour < 60 * 24 + 60; hour += 6) add(`hour-${hour}`, BEGIN + hour * HOUR_MS)
    const at = NOW + 30 * MINUTE_MS
    add('late', at, { from: at + 30 * HOUR_MS })
    const refusal = {
      status: 403,
      stream: 'communication_logs',
      instant: BEGIN + DAY_MS,
      until: NOW + 30 * HOUR_MS,
    } as const

    for (let hour = 0; hour < 36; hour += 1) {
      await sync({ startsAt: NOW + hour * HOUR_MS, settings, weather: { refusals: [refusal] } })
    }

    expect(ledger.written.has('late')).toBe(true)
  })
})

/** The output of the same first sync, not killed. */
async function scenarioText(settings: { windowMs: number; concurrency: number }): Promise<string> {
  const { add, sync } = scenario('conversations')
  for (let day = 0; day < 59; day += 1) add(`day-${day}`, BEGIN + day * DAY_MS + 1)
  add('newest', NOW - 1_000)
  add('late', NOW - 2 * MINUTE_MS, { from: NOW + MINUTE_MS })
  return (await sync({ startsAt: NOW, settings })).text
}

test('E16: what was still to be read again is not forgotten over a sync with an end date', async () => {
  const { add, sync, ledger } = scenario('communication_logs')
  const settings = { recheckMs: 0, windowMs: 2 * DAY_MS, concurrency: 1 }
  for (let hour = 0; hour < 60 * 24; hour += 8) add(`hour-${hour}`, BEGIN + hour * HOUR_MS)
  add('late', NOW - HOUR_MS, { from: NOW + 30 * MINUTE_MS })
  await sync({ startsAt: NOW, settings })
  await sync({ startsAt: NOW + HOUR_MS, settings, cut: { how: 'stop', afterMs: 300 } })

  await sync({
    startsAt: NOW + HOUR_MS + 2 * MINUTE_MS,
    settings: { ...settings, endDate: NOW - 10 * DAY_MS },
  })
  await sync({ startsAt: NOW + HOUR_MS + 4 * MINUTE_MS, settings })

  expect(ledger.written.has('late')).toBe(true)
})

test('E14: one old window that fails for good keeps nothing else out', async () => {
  const { add, sync, ledger } = scenario('manual_communication_logs')
  const settings = { windowMs: 5 * DAY_MS, concurrency: 1 }
  for (let day = 0; day < 72; day += 1) add(`day-${day}`, BEGIN + day * DAY_MS + 1)
  const refusal = {
    status: 403,
    stream: 'manual_communication_logs',
    instant: BEGIN + 2 * DAY_MS,
    until: Infinity,
  } as const
  const ends: string[] = []

  for (let day = 0; day < 12; day += 1) {
    const done = await sync({
      startsAt: NOW + day * DAY_MS,
      settings,
      weather: { refusals: [refusal] },
    })
    ends.push(done.end)
  }

  expect(new Set(ends)).toEqual(new Set(['incomplete']))
  expect(ledger.written.has('day-70')).toBe(true)
})
