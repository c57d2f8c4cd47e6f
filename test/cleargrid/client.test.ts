import { PageCursorLostError, TooMuchAskedError } from '../../src/cleargrid/explain'
import { ExchangeFailure } from '../../src/cleargrid/failure'
import { HASTY } from '../../src/cleargrid/retry'
import { ConnectorError, SystemError, TransientError } from '../../src/errors'
import { answer, envelope } from '../support/answers'
import { clientOf, PAGE, type ClientDouble } from '../support/api-double'

const MINUTE_MS = 60_000
const JSON_BODY = '{"success":false,"message":"no","requestId":"req_1"}'
const HTML = '<html>Blocked</html>'
const refused = new ExchangeFailure({ kind: 'unreachable', what: 'the connection failed (X)' })

async function failureOf(work: Promise<unknown>): Promise<ConnectorError> {
  const thrown: unknown = await work.catch((error: unknown) => error)
  if (thrown instanceof ConnectorError) return thrown
  throw new Error(`This was no failure: ${String(thrown)}`)
}

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

describe('a timeout', () => {
  test('is an answer about size, told at once, with the time that it took', async () => {
    const double = clientOf(() => answer(504, HTML), { tookMs: 29_000 })

    const error = await failureOf(double.fetch())

    expect(error).toBeInstanceOf(TooMuchAskedError)
    expect(error).toMatchObject({ answeredAfterMs: 29_000, reason: 'slow', isForAll: false })
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

    expect(error.constructor).toBe(TransientError)
    expect(error.message).toContain('Even the smallest request took too long.')
    expect(minutesAsked(double)).toBeGreaterThan(2.4)
  })
})

test('a body that is too large is an answer about size, and never asked for again as it is', async () => {
  const large = new ExchangeFailure({ kind: 'too-large', what: 'the answer was too large' })
  const double = clientOf(() => large)

  const asked = await failureOf(double.fetch())
  const smallest = await failureOf(double.fetch('D23', { timeoutsAre: 'trouble' }))

  expect(asked).toMatchObject({ reason: 'large', failureType: 'transient_error' })
  expect(asked).toBeInstanceOf(TooMuchAskedError)
  expect(smallest.constructor).toBe(SystemError)
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

describe('a page cursor', () => {
  const midWalk = { pageCursor: 'c1' }

  test('that ClearGrid refuses is lost at once', async () => {
    const double = clientOf(() => answer(400, JSON_BODY))

    expect(await failureOf(double.fetch('D23', midWalk))).toBeInstanceOf(PageCursorLostError)
    expect(double.asked).toHaveLength(1)
  })

  test('that is answered 500 again and again is lost after five attempts', async () => {
    const double = clientOf(() => answer(500, JSON_BODY))

    expect(await failureOf(double.fetch('D23', midWalk))).toBeInstanceOf(PageCursorLostError)
    expect(double.asked).toHaveLength(5)
  })
})

describe('the session', () => {
  test('is renewed on a 401, also on one in the body', async () => {
    const unauthorized = [answer(401), answer(200, JSON.stringify(envelope({}, { code: '401' })))]
    let requests = 0
    const double = clientOf(() => unauthorized[requests++] ?? PAGE)

    await double.fetch()

    expect(double.asked).toHaveLength(3)
    expect(double.logins.map(({ url }) => url.split('/').at(-1))).toEqual([
      'login',
      'login',
      'login',
    ])
  })

  test('is not renewed without bound', async () => {
    const double = clientOf((_, dataset) => (dataset === 'D21' ? PAGE : answer(401)))
    let error: ConnectorError | undefined
    for (let round = 0; round < 3 && error === undefined; round += 1) {
      await double.fetch('D21')
      error = await failureOf(double.fetch('D22'))
    }

    expect(error).toMatchObject({ failureType: 'config_error', isForAll: true })
    expect(double.asked.length).toBeLessThan(30)
  })

  test('names its lender in the path, encoded', async () => {
    const double = clientOf(() => PAGE)

    const { lenderPublicId } = await double.client.open()
    await double.fetch()

    expect(lenderPublicId).toBe('the lender/1')
    expect(double.asked[0]?.url.pathname).toBe('/admin/v3/lenders/the%20lender%2F1/exports/S4/D23')
  })
})

test('check is hasty: two attempts, four for an overload', async () => {
  const trouble = clientOf(() => answer(500), { policy: HASTY })
  const overload = clientOf(() => answer(429), { policy: HASTY })

  await failureOf(trouble.fetch())
  await failureOf(overload.fetch())

  expect([trouble.asked.length, overload.asked.length]).toEqual([2, 4])
})

test('a defect in reading a page is no failure of the exchange', async () => {
  const double = clientOf(() => PAGE)
  const defect = new Error('a defect')

  await expect(
    double.fetch('D23', {
      readPage: () => {
        throw defect
      },
    }),
  ).rejects.toBe(defect)
  expect(double.asked).toHaveLength(1)
})
