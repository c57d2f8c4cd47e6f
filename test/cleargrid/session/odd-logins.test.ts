import { answer } from '../../support/answers'
import type { HttpRequest } from '../../../src/cleargrid/http/exchange'
import { clientOf, LOGIN, PAGE, type ClientDouble, type Outcome } from '../../support/api-double'
import { failureOf } from '../../support/failures'

const MEMBERS = { lenderPublicId: 'L', token: 't', refreshToken: 'r' }

test.each(['t\r\nX-Evil: 1', 'tökèn漢', 'a\u0000b'])(
  'a token that no header can hold is not used: %j',
  async (token) => {
    const double = clientOf(() => PAGE, {
      logIn: () => answer(200, JSON.stringify({ ...MEMBERS, token })),
    })

    expect(await failureOf(double.client.open())).toMatchObject({
      failureType: 'system_error',
      isForAll: true,
    })
    expect(double.asked).toEqual([])
  },
)

test('a login that begins with a byte order mark is a login, as a page is a page', async () => {
  const double = clientOf(() => PAGE, {
    logIn: () => answer(200, `\uFEFF${JSON.stringify(MEMBERS)}`),
  })

  await expect(double.client.open()).resolves.toMatchObject({ lenderPublicId: 'L' })
})

test('a login that is overloaded says nothing of how much is asked for at once', async () => {
  const double = clientOf(() => PAGE, { logIn: () => answer(429) })

  const error = await failureOf(double.client.open())

  expect(error.message).toContain('Try again later.')
  expect(error.message).not.toContain('concurrency')
})

describe('a refresh', () => {
  /** Pages are answered and refused in turns; each login and refresh gets what the function says. */
  function refreshing(refresh: (request: HttpRequest) => Outcome): ClientDouble {
    let pages = 0
    return clientOf(() => ((pages += 1) % 2 === 0 ? answer(401) : PAGE), {
      logIn: (request) => (request.url.endsWith('/refresh-token') ? refresh(request) : LOGIN),
    })
  }
  const paths = ({ logins }: ClientDouble): unknown[] =>
    logins.map(({ url }) => url.split('/').at(-1))

  test('that brings a token that no header can hold is followed by a login', async () => {
    const double = refreshing(() => answer(200, JSON.stringify({ token: 't\r\nX-Evil: 1' })))

    await double.fetch()
    await double.fetch()

    expect(paths(double)).toEqual(['login', 'refresh-token', 'login'])
  })

  test('leaves the refresh token as it is: the next one asks with it too', async () => {
    const double = refreshing(() => answer(200, JSON.stringify({ token: 'token-2' })))

    for (let page = 0; page < 3; page += 1) await double.fetch()

    expect(paths(double)).toEqual(['login', 'refresh-token', 'refresh-token'])
    expect(double.logins.slice(1).map(({ body }) => body)).toEqual(
      Array(2).fill('{"refreshToken":"refresh-1"}'),
    )
  })

  test('that is stopped is not followed by a login', async () => {
    const reason = new Error('enough')
    const double = refreshing(() => {
      throw reason
    })
    await double.fetch()

    await expect(double.fetch()).rejects.toBe(reason)
    expect(paths(double)).toEqual(['login', 'refresh-token'])
  })
})
