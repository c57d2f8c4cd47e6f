import { ExchangeFailure } from '../../src/cleargrid/http/failure'
import { answer, envelope } from '../support/answers'
import { clientOf, PAGE, type ClientDouble } from '../support/api-double'
import { failureOf } from '../support/failures'

const MINUTE_MS = 60_000
const JSON_BODY = '{"success":false,"message":"no","requestId":"req_1"}'
const HTML = '<html>Blocked</html>'

function minutesAsked({ asked }: ClientDouble): number {
  return (asked.at(-1)?.atMs ?? 0) / MINUTE_MS
}

describe('a timeout', () => {
  test('is an answer about size, told at once, with the time that it took', async () => {
    const double = clientOf(() => answer(504, HTML), { tookMs: 29_000 })

    const error = await failureOf(double.fetch())

    expect(error).toMatchObject({ kind: 'too-much-asked', isForAll: false })
    expect(error.exchange).toMatchObject({ kind: 'gateway-timeout', tookMs: 29_000 })
    expect(double.asked).toHaveLength(1)
  })

  test('of a request that cannot be made smaller is waited for like any trouble', async () => {
    const retries: number[] = []
    const traffic = { request: () => {}, retry: () => void retries.push(1) }
    const double = clientOf((atMs) => (atMs < 2 * MINUTE_MS ? answer(504) : PAGE))

    await double.fetch('D23', { timeoutsAre: 'trouble', traffic })

    expect(minutesAsked(double)).toBeGreaterThanOrEqual(2)
    expect(retries).toHaveLength(double.asked.length - 1)
  })

  test('and is then an error that says so', async () => {
    const double = clientOf(() => answer(200, JSON.stringify(envelope({}, { code: 504 }))))

    const error = await failureOf(double.fetch('D23', { timeoutsAre: 'trouble' }))

    expect(error).toMatchObject({ kind: 'failed', failureType: 'transient_error' })
    expect(error.message).toContain('Even the smallest request took too long.')
    expect(minutesAsked(double)).toBeGreaterThan(2.4)
  })
})

test('a body that is too large is an answer about size, and never asked for again as it is', async () => {
  const large = new ExchangeFailure({ kind: 'too-large', what: 'the answer was too large' })
  const double = clientOf(() => large)

  const asked = await failureOf(double.fetch())
  const smallest = await failureOf(double.fetch('D23', { timeoutsAre: 'trouble' }))

  expect(asked).toMatchObject({ kind: 'too-much-asked', failureType: 'transient_error' })
  expect(asked.exchange?.kind).toBe('too-large')
  expect(smallest).toMatchObject({ kind: 'failed', failureType: 'system_error' })
  expect(double.asked).toHaveLength(2)
})

describe('a refusal', () => {
  test.each([400, 403, 404, 422, 499])(
    'in ClearGrid’s own words is final at once: %d',
    async (status) => {
      const double = clientOf(() => answer(status, JSON_BODY))

      const error = await failureOf(double.fetch())

      expect(error).toMatchObject({ failureType: 'config_error', isForAll: false })
      expect(error.message).toContain('(request req_1)')
      expect(double.asked).toHaveLength(1)
    },
  )

  test.each([400, 403, 406, 499, 302])(
    'in other words may come from something in between: %d once changes nothing',
    async (status) => {
      const double = clientOf((atMs) => (atMs < 1_000 ? answer(status, HTML) : PAGE))

      await expect(double.fetch()).resolves.toBeDefined()
    },
  )

  test.each([403, 302])('from a dataset that has answered is tried again: %d', async (status) => {
    let pages = 0
    const double = clientOf(() => ((pages += 1) === 2 ? answer(status, JSON_BODY) : PAGE))

    await double.fetch()

    await expect(double.fetch()).resolves.toBeDefined()
  })

  test('for as long as patience lasts is of its window: the next ones are asked again briefly', async () => {
    let isRefused = false
    const double = clientOf(() => (isRefused ? answer(403, JSON_BODY) : PAGE))
    const minutesUntilRefused = async (dataset: 'D21' | 'D23'): Promise<number> => {
      isRefused = false
      await double.fetch(dataset)
      const before = minutesAsked(double)
      isRefused = true
      await failureOf(double.fetch(dataset))
      return minutesAsked(double) - before
    }

    expect(await minutesUntilRefused('D23')).toBeGreaterThan(2.4)
    const requests = double.asked.length
    for (let window = 0; window < 10; window += 1) {
      expect(await minutesUntilRefused('D23')).toBeLessThan(0.1)
    }
    // Chance, or a node of many, is still given a few attempts.
    expect(double.asked.length - requests).toBeGreaterThan(10 * 3)
    // Another dataset has its patience still.
    expect(await minutesUntilRefused('D21')).toBeGreaterThan(2.4)
  })

  const ONE_OF_MANY = ['proxy-refused', 'certificate-expired', 'certificate-untrusted'] as const

  test.each(ONE_OF_MANY)('of one connection of many is tried again: %s', async (kind) => {
    let pages = 0
    const refusal = new ExchangeFailure({ kind, what: 'the proxy answered 407' })
    const double = clientOf(() => ((pages += 1) === 2 ? refusal : PAGE))

    await double.fetch('D21')

    await expect(double.fetch('D23')).resolves.toBeDefined()
  })

  test.each(ONE_OF_MANY)('of the first connection is final at once: %s', async (kind) => {
    const refusal = new ExchangeFailure({ kind, what: 'the proxy answered 407' })
    const double = clientOf(() => PAGE, { logIn: () => refusal })

    const error = await failureOf(double.fetch())

    expect(error).toMatchObject({ failureType: 'config_error', isForAll: true })
    expect(double.logins).toHaveLength(1)
  })

  test('of all connections in the end is everybody’s, and of the settings', async () => {
    const refusal = new ExchangeFailure({ kind: 'proxy-refused', what: 'the proxy answered 407' })
    const double = clientOf(() => refusal)

    const error = await failureOf(double.fetch())

    expect(error).toMatchObject({ failureType: 'config_error', isForAll: true })
    expect(minutesAsked(double)).toBeGreaterThan(2.4)
  })

  test('that goes on in other words is told as something in between', async () => {
    const double = clientOf(() => answer(403, HTML))

    const error = await failureOf(double.fetch())

    expect(error).toMatchObject({ failureType: 'transient_error', isForAll: false })
    expect(error.message).toContain('something in between')
    expect(minutesAsked(double)).toBeGreaterThan(2.4)
  })

  test('by a redirect that goes on is everybody’s', async () => {
    const double = clientOf(() => answer(302, '', { location: 'https://login.example/' }))

    const error = await failureOf(double.fetch())

    expect(error).toMatchObject({ failureType: 'config_error', isForAll: true })
    expect(error.message).toContain('a redirect to login.example')
  })
})
