import { ExchangeFailure } from '../../../src/cleargrid/http/failure'
import { answer, envelope } from '../../support/answers'
import { clientOf, PAGE, type ClientDouble } from '../../support/api-double'
import { failureOf } from '../../support/failures'

const MINUTE_MS = 60_000
const JSON_BODY = '{"success":false,"message":"no","requestId":"req_1"}'
const HTML = '<html>Blocked</html>'
const refused = new ExchangeFailure({ kind: 'unreachable', what: 'the connection failed (X)' })

function minutesAsked({ asked }: ClientDouble): number {
  return (asked.at(-1)?.atMs ?? 0) / MINUTE_MS
}

describe('an outage of two minutes costs two minutes', () => {
  test.each([
    ['502', answer(502, HTML)],
    ['500', answer(500, JSON_BODY)],
    ['a refused connection', refused],
    ['HTML with status 200', answer(200, HTML)],
    ['errors in the envelope', answer(200, JSON.stringify(envelope({}, { errors: ['x'] })))],
    ['a code of 500', answer(200, JSON.stringify(envelope({}, { code: 500 })))],
  ])('%s', async (_, outcome) => {
    const double = clientOf((atMs) => (atMs < 2 * MINUTE_MS ? outcome : PAGE))

    await double.fetch()

    expect(minutesAsked(double)).toBeGreaterThanOrEqual(2)
    expect(minutesAsked(double)).toBeLessThan(2.2)
  })

  test('also where each attempt hangs for a minute', async () => {
    const double = clientOf((atMs) => (atMs < 2 * MINUTE_MS ? refused : PAGE), { tookMs: 59_000 })

    await expect(double.fetch()).resolves.toBeDefined()
  })
})

test('ten minutes of 502 are a failure that passes, for everybody who asks', async () => {
  const double = clientOf((atMs) => (atMs < 10 * MINUTE_MS ? answer(502) : PAGE))

  const first = await failureOf(double.fetch('D23'))
  const requests = double.asked.length
  const second = await failureOf(double.fetch('D23'))

  expect(first).toMatchObject({ failureType: 'transient_error', isForAll: false })
  expect(first.message).toMatch(/^Fetching D23: ClearGrid answered 502 after \d+ attempts\. Try/)
  expect(minutesAsked(double)).toBeLessThan(3)
  // The dataset's patience is used up: one attempt tells whether it is still so.
  expect(double.asked).toHaveLength(requests + 1)
  expect(second).toMatchObject({ failureType: 'transient_error', isForAll: true })
})

test('where nobody can be reached, that is everybody’s failure at once', async () => {
  const double = clientOf(() => refused)

  const first = await failureOf(double.fetch('D21'))
  const requests = double.asked.length
  const other = await failureOf(double.fetch('D22'))

  expect([first.isForAll, other.isForAll]).toEqual([true, true])
  expect(double.asked).toHaveLength(requests + 1)
})

test('one dataset that fails is its own failure while others work', async () => {
  const double = clientOf((_, dataset) => (dataset === 'D21' ? answer(500, JSON_BODY) : PAGE))
  const failing = failureOf(double.fetch('D21'))
  for (let round = 0; round < 200; round += 1) await double.fetch('D22')

  expect(await failing).toMatchObject({ failureType: 'transient_error', isForAll: false })
  await double.fetch('D22')
})

test('patience begins anew with each success', async () => {
  const double = clientOf((atMs) => (atMs % (3 * MINUTE_MS) < 2 * MINUTE_MS ? answer(502) : PAGE))

  for (let round = 0; round < 5; round += 1) {
    await double.fetch()
    await double.clock.sleep(MINUTE_MS)
  }

  expect(minutesAsked(double)).toBeGreaterThan(12)
})

test('patience begins anew with an answer about size: ClearGrid is at work', async () => {
  const outcomes = [answer(502), answer(504), answer(502), PAGE]
  const double = clientOf(() => outcomes[double.asked.length - 1] ?? PAGE)

  await failureOf(double.fetch('D21'))
  await double.clock.sleep(5 * MINUTE_MS)

  await expect(double.fetch('D21')).resolves.toBeDefined()
  expect(double.asked).toHaveLength(4)
})

describe('overload', () => {
  test('a time that ClearGrid names is waited for, by all, and told', async () => {
    const tooMany = answer(429, '', { 'retry-after': '600' })
    const double = clientOf((atMs) => (atMs < 10 * MINUTE_MS ? tooMany : PAGE))

    await Promise.all([double.fetch('D21'), double.fetch('D22')])

    expect(new Set(double.asked.map(({ atMs }) => atMs))).toEqual(new Set([0, 600_000]))
    expect(double.pauses).toEqual([{ until: 600_000, wasAsked: true }])
  })

  test('no storm keeps the sync silent for an hour', async () => {
    const double = clientOf(() => answer(429, JSON_BODY, { 'retry-after': '3600' }))

    const failures = await Promise.all(['D21', 'D22', 'D23'].map((d) => failureOf(double.fetch(d))))
    const later = await failureOf(double.fetch('D23'))

    expect(minutesAsked(double)).toBe(55)
    expect(double.asked.length).toBeLessThanOrEqual(7)
    expect([...failures, later].map(({ failureType }) => failureType)).toEqual(
      Array(4).fill('transient_error'),
    )
    expect(later.isForAll).toBe(true)
    expect(double.clock.logged.join('\n')).toContain('asks for a wait of 3600.0 s')
  })

  test('without a named time it goes on as long, and no longer', async () => {
    const double = clientOf(() => answer(503))

    await failureOf(double.fetch())

    expect(minutesAsked(double)).toBeGreaterThan(54)
    expect(minutesAsked(double)).toBeLessThanOrEqual(55)
  })

  test('a code of 429 in the body slows down as well', async () => {
    const body = JSON.stringify(envelope({}, { code: '429' }))
    const double = clientOf((atMs) =>
      atMs < 5_000 ? answer(200, body, { 'retry-after': '5' }) : PAGE,
    )

    await double.fetch()

    expect(double.asked.map(({ atMs }) => atMs)).toEqual([0, 5_000])
  })

  test('a pause takes nothing from the patience with a dataset', async () => {
    const double = clientOf((atMs) => {
      if (atMs === 0) return answer(502)
      if (atMs < MINUTE_MS) return answer(429, '', { 'retry-after': '600' })
      return atMs < 11 * MINUTE_MS ? answer(502) : PAGE
    })

    await expect(double.fetch()).resolves.toBeDefined()
  })
})
