import { ExchangeFailure } from '../../../src/cleargrid/http/failure'
import { CHECK_POLICY } from '../../../src/cleargrid/retry/policy'
import { answer } from '../../support/answers'
import { clientOf, PAGE } from '../../support/api-double'
import { failureOf } from '../../support/failures'

const JSON_BODY = '{"success":false,"message":"no"}'
const untrusted = new ExchangeFailure({ kind: 'certificate-untrusted', what: 'untrusted' })

describe('a failure reaches', () => {
  test('everybody where it is of the settings, also where nobody has waited for long', async () => {
    const double = clientOf(() => untrusted, { policy: CHECK_POLICY })

    expect(await failureOf(double.fetch())).toMatchObject({ kind: 'failed', isForAll: true })
  })

  test('its own dataset where it is a refusal, also when others have failed on and on', async () => {
    const double = clientOf((_, dataset) => answer(dataset === 'D23' ? 404 : 502, JSON_BODY))
    await failureOf(double.fetch('D21'))
    await failureOf(double.fetch('D22'))

    expect(await failureOf(double.fetch('D23'))).toMatchObject({ kind: 'failed', isForAll: false })
  })

  test('its own window where even the smallest request is too slow, and others are as well', async () => {
    const double = clientOf(() => answer(504))
    const smallest = { timeoutsAre: 'trouble' } as const

    const first = await failureOf(double.fetch('D21', smallest))
    const second = await failureOf(double.fetch('D22', smallest))

    expect([first.isForAll, second.isForAll]).toEqual([false, false])
  })

  test('its own request where many have failed, but not for long', async () => {
    const double = clientOf(() => answer(500), { policy: CHECK_POLICY })

    const failures = [await failureOf(double.fetch('D21')), await failureOf(double.fetch('D22'))]

    expect(failures.map(({ isForAll }) => isForAll)).toEqual([false, false])
  })
})

const MINUTE_MS = 60_000

test('any answer shows that ClearGrid can be reached: an outage begins anew after it', async () => {
  const unreachable = new ExchangeFailure({ kind: 'unreachable', what: 'nobody there' })
  const outcomes = [unreachable, answer(404, JSON_BODY), unreachable, PAGE]
  const double = clientOf(() => outcomes.shift() ?? PAGE)

  await failureOf(double.fetch('D21'))
  await double.clock.sleep(5 * MINUTE_MS)

  await expect(double.fetch('D22')).resolves.toBeDefined()
})

test('silence is counted from the last page, not from the beginning of the sync', async () => {
  const tooMany = answer(429, '', { 'retry-after': '600' })
  const outcomes = [PAGE, tooMany, PAGE]
  const double = clientOf(() => outcomes.shift() ?? PAGE)
  await double.clock.sleep(50 * MINUTE_MS)

  await double.fetch()
  await double.fetch()

  expect(double.asked.map(({ atMs }) => atMs / MINUTE_MS)).toEqual([50, 50, 60])
})

test('a window that fails on and on is given up, though others of its dataset are answered', async () => {
  const double = clientOf((_, __, { url }) =>
    url.includes('limit=7') ? answer(500, JSON_BODY) : PAGE,
  )
  const failing = failureOf(double.fetch('D23', { limit: 7 }))
  for (let round = 0; round < 200; round += 1) await double.fetch('D23')

  expect(await failing).toMatchObject({ kind: 'failed', isForAll: false })
  const last = double.asked.filter(({ url }) => url.search.includes('limit=7')).at(-1)
  expect(last?.atMs).toBeLessThan(3 * MINUTE_MS)
})

describe('once a window was refused for the whole patience', () => {
  test.each([
    ['in ClearGrid’s own words', JSON_BODY],
    ['by something in between', '<html>Blocked</html>'],
  ])('the next refusal is asked again briefly: %s', async (_, body) => {
    let isRefused = false
    const double = clientOf(() => (isRefused ? answer(403, body) : PAGE))
    await double.fetch()
    isRefused = true
    await failureOf(double.fetch())
    isRefused = false
    await double.fetch()
    const before = double.clock.elapsedMs()

    isRefused = true
    await failureOf(double.fetch())

    expect(double.clock.elapsedMs() - before).toBeLessThan(10_000)
  })

  test('trouble of the dataset is waited for as before', async () => {
    let outcome = PAGE
    const double = clientOf((atMs) => (outcome === PAGE || atMs < until ? outcome : PAGE))
    let until = Infinity
    await double.fetch()
    outcome = answer(403, JSON_BODY)
    await failureOf(double.fetch())
    outcome = PAGE
    await double.fetch()

    outcome = answer(502)
    until = double.clock.elapsedMs() + 2 * MINUTE_MS

    await expect(double.fetch()).resolves.toBeDefined()
    expect(double.clock.elapsedMs()).toBeGreaterThanOrEqual(until)
  })
})
