import { answer } from '../../support/answers'
import { clientOf, PAGE } from '../../support/api-double'
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
