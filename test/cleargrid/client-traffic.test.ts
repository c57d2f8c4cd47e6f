import { answer } from '../support/answers'
import { clientOf, PAGE } from '../support/api-double'

const JSON_BODY = '{"success":false,"message":"no"}'

/** Counts what a page costs. */
function counting(): { requests: number; retries: number; request(): void; retry(): void } {
  const counts = { requests: 0, retries: 0 }
  return Object.assign(counts, {
    request: () => void (counts.requests += 1),
    retry: () => void (counts.retries += 1),
  })
}

test('each exchange is counted, and each that is made again', async () => {
  const outcomes = [answer(500, JSON_BODY), answer(401), answer(502), PAGE]
  const double = clientOf((_, __, { url }) => outcomes.shift() ?? answer(404, url))
  const traffic = counting()

  await double.fetch('D23', { traffic })

  expect([traffic.requests, traffic.retries]).toEqual([4, 2])
})

test('the memory of each answer is given back, of failures too', async () => {
  let released = 0
  const release = (): void => void (released += 1)
  const outcomes = [
    { ...answer(500, JSON_BODY), release },
    { ...PAGE, release },
  ]
  const double = clientOf(() => outcomes.shift() ?? PAGE)

  await double.fetch()

  expect(released).toBe(2)
})

test('rows are asked for in the order of their column', async () => {
  const double = clientOf(() => PAGE)

  await double.fetch()

  expect(double.asked[0]?.url.searchParams.get('sort')).toBe('asc')
})

test('one request renews the session twenty times, and no more, though others find it good', async () => {
  const double = clientOf((_, dataset) => (dataset === 'D21' ? PAGE : answer(401)), {
    logIn: () =>
      answer(
        200,
        JSON.stringify({ lenderPublicId: 'L', token: `token-${Math.random()}`, refreshToken: 'R' }),
      ),
  })
  const round = { isOver: false }
  const others = (async () => {
    while (!round.isOver) await double.fetch('D21')
  })()

  const failed = double.fetch('D22').catch((thrown: unknown) => thrown)
  expect(await failed).toMatchObject({ isForAll: true })
  round.isOver = true
  await others

  expect(double.asked.filter(({ dataset }) => dataset === 'D22').length).toBeLessThanOrEqual(21)
})

test('a pause is asked for by ClearGrid only where it named the time', async () => {
  const outcomes = [answer(429), answer(429, '', { 'retry-after': '7' })]
  const double = clientOf(() => outcomes.shift() ?? PAGE)

  await double.fetch()

  expect(double.pauses.map(({ wasAsked }) => wasAsked)).toEqual([false, true])
})
