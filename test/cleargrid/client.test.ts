import { CHECK_POLICY } from '../../src/cleargrid/retry/policy'
import { answer, envelope } from '../support/answers'
import { clientOf, PAGE } from '../support/api-double'
import { failureOf, type Failed } from '../support/failures'

const JSON_BODY = '{"success":false,"message":"no","requestId":"req_1"}'

describe('a page cursor', () => {
  const midWalk = { pageCursor: 'c1' }

  test('that ClearGrid refuses is lost at once', async () => {
    const double = clientOf(() => answer(400, JSON_BODY))

    expect(await failureOf(double.fetch('D23', midWalk))).toMatchObject({
      kind: 'page-cursor-lost',
    })
    expect(double.asked).toHaveLength(1)
  })

  test('that is answered 500 again and again is lost after five attempts', async () => {
    const double = clientOf(() => answer(500, JSON_BODY))

    expect(await failureOf(double.fetch('D23', midWalk))).toMatchObject({
      kind: 'page-cursor-lost',
    })
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
    let error: Failed | undefined
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
  const trouble = clientOf(() => answer(500), { policy: CHECK_POLICY })
  const overload = clientOf(() => answer(429), { policy: CHECK_POLICY })

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
