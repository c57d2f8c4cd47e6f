import { ExchangeFailure } from '../../src/cleargrid/http/failure'
import type { HttpRequest } from '../../src/cleargrid/http/exchange'
import { answer } from '../support/answers'
import { clientOf, PAGE } from '../support/api-double'

const CATALOG = answer(
  200,
  '{"datasets":[{"section":"S4","code":"D24","available":true,"cursorField":"created_at"}]}',
)
const ENTRY = {
  dataset: { section: 'S4', code: 'D24' },
  available: true,
  cursorField: 'created_at',
}

test('a page is asked for as JSON, with the token of the session', async () => {
  const requests: HttpRequest[] = []
  const double = clientOf((_, __, request) => {
    requests.push(request)
    return PAGE
  })

  await double.fetch()

  expect(requests.map(({ headers }) => headers)).toEqual([
    { accept: 'application/json', authorization: 'Bearer token-1' },
  ])
})

test('whoever asks can stop it: the signal goes with the login, the page and the catalog', async () => {
  const requests: HttpRequest[] = []
  const double = clientOf((_, __, request) => {
    requests.push(request)
    return PAGE
  })
  const stop = new AbortController()

  await double.client.open(stop.signal)
  await double.client.fetchPage(
    {
      ...{ dataset: { section: 'S4', code: 'D23' }, window: { since: 0, until: 1_000 }, limit: 10 },
      ...{ readPage: () => ({}) as never, action: 'Fetching D23' },
    },
    stop.signal,
  )
  await double.client.fetchCatalog(stop.signal)
  const [login, page, ...guesses] = [...double.logins, ...requests].map(({ signal }) => signal)

  expect([login, page]).toEqual([stop.signal, stop.signal])
  // The guesses end too where one of them has found the catalog: their signal is made of two.
  expect(guesses).toHaveLength(2)
  stop.abort()
  expect(guesses.every((signal) => signal?.aborted)).toBe(true)
})

describe('the catalog', () => {
  test.each([
    ['lists nothing', answer(200, '{}')],
    ['is not there', answer(404)],
    ['fails', answer(500)],
  ])('is looked for in both places, also where the one %s', async (_, first) => {
    const double = clientOf((_atMs, last) => (last === 'catalog' ? CATALOG : first))

    expect(await double.client.fetchCatalog()).toEqual({ entries: [ENTRY], isUncertain: false })
    const places = double.asked.map(({ url }) => url.pathname.split('/').slice(4).join('/'))
    expect(places.sort()).toEqual(
      ['exports', 'exports/catalog'].map((path) => `the%20lender%2F1/${path}`),
    )
  })

  test.each([
    [500, true],
    [404, false],
  ])(
    'is looked for once in each place: what answers %d leaves it uncertain: %p',
    async (status, isUncertain) => {
      const double = clientOf(() => answer(status))

      expect(await double.client.fetchCatalog()).toEqual({ entries: [], isUncertain })
      expect(double.asked).toHaveLength(2)
      expect(double.clock.slept).toEqual([])
    },
  )

  test('is the reason of the signal once it is told to stop', async () => {
    const stop = new AbortController()
    const reason = new Error('enough')
    const double = clientOf(() => {
      stop.abort(reason)
      return answer(404)
    })

    await expect(double.client.fetchCatalog(stop.signal)).rejects.toBe(reason)
  })
})

test('a login that is overloaded waits as long as ClearGrid says', async () => {
  const atMs: number[] = []
  const double = clientOf(() => PAGE, {
    logIn: (_, at) => {
      atMs.push(at)
      const tooMany = answer(429, '', { 'retry-after': '7' })
      return atMs.length === 1 ? tooMany : answer(200, '{"lenderPublicId":"L","token":"t"}')
    },
  })

  await double.client.open()

  expect(atMs).toEqual([0, 7_000])
})

test('whoever is told to stop waits for no further attempt', async () => {
  const stop = new AbortController()
  const reason = new Error('enough')
  const double = clientOf(() => PAGE, {
    logIn: () => {
      stop.abort(reason)
      return answer(500)
    },
  })

  await expect(double.client.open(stop.signal)).rejects.toBe(reason)
  expect(double.clock.slept).toEqual([])
})

describe('a 401 is answered by a refresh where the token has worked before, else by a login', () => {
  const afterwards = async (first: ReturnType<typeof answer> | ExchangeFailure) => {
    const outcomes = [first, answer(401), PAGE]
    const double = clientOf(() => outcomes.shift() ?? PAGE)
    await double.fetch('D23').catch(() => {})
    await double.fetch('D23')
    return double.logins.map(({ url }) => url.split('/').at(-1))
  }

  test('any answer but a 401 is one to a token that works', async () => {
    expect(await afterwards(answer(404, '{"success":false}'))).toEqual(['login', 'refresh-token'])
  })

  test('no answer proves nothing', async () => {
    const broken = new ExchangeFailure({ kind: 'broken', what: 'the connection broke off' })

    expect(await afterwards(broken)).toEqual(['login', 'login'])
  })
})

test('each further attempt is told, with what failed and how long it waits', async () => {
  const outcomes = [answer(500), PAGE]
  const double = clientOf(() => outcomes.shift() ?? PAGE)

  await double.fetch()

  expect(double.clock.logged).toEqual([
    'INFO Fetching D23: ClearGrid answered 500, trying again in 0.3 s (attempt 1).',
  ])
})
