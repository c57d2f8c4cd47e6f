import { startClearGrid, TEST_NOW, type ClearGrid } from '../support/clear-grid'
import { get, logIn, post } from './asking'

const WINDOW = 'since=2026-05-01T00:00:00Z&until=2026-05-02T00:00:00Z'

let now = TEST_NOW
let clearGrid: ClearGrid

beforeEach(async () => {
  now = TEST_NOW
  clearGrid = await startClearGrid({ now: () => now })
})

afterEach(async () => await clearGrid.close())

const exportOf = (lenderPublicId: string): string =>
  `${clearGrid.url}/admin/v3/lenders/${lenderPublicId}/exports/S4/D21?${WINDOW}`

test('login gives the lender and two tokens, without an envelope', async () => {
  const answer = await post(`${clearGrid.url}/admin/auth/acme/login`, { email: 'a', password: 'b' })

  const session = (await answer.json()) as Record<string, string>
  expect(answer.status).toBe(200)
  expect(Object.keys(session)).toEqual(['lenderPublicId', 'token', 'refreshToken'])
  expect(session['lenderPublicId']).toMatch(
    /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/,
  )
  expect(session['token']).toMatch(/^eyJhbGciOiJIUzUxMiJ9\./)
})

test('a token says whose it is and when it ends', async () => {
  const { token, lenderPublicId } = await logIn(clearGrid.url)

  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
  expect(JSON.parse(payload)).toMatchObject({
    lenderId: lenderPublicId,
    exp: TEST_NOW / 1000 + 15 * 60,
  })
})

test('a lender has the same UUID at each login, and another lender another one', async () => {
  const [first, second, other] = await Promise.all(
    ['acme', 'acme', 'other'].map((lender) => logIn(clearGrid.url, lender)),
  )

  expect(second?.lenderPublicId).toBe(first?.lenderPublicId)
  expect(other?.lenderPublicId).not.toBe(first?.lenderPublicId)
})

test.each([
  [401, { email: 'a', password: 'thisIsWrong' }],
  [400, { email: 'a' }],
  [400, { email: '', password: 'b' }],
  [400, null],
])('a login is refused with %d for %j', async (status, body) => {
  const answer = await post(`${clearGrid.url}/admin/auth/acme/login`, body)

  expect(answer.status).toBe(status)
  expect(await answer.json()).toEqual({
    success: false,
    message: expect.any(String) as string,
    requestId: expect.stringMatching(/^req_[\da-f]{12}$/) as string,
  })
})

test('no token and a token that is not Bearer are refused alike', async () => {
  const { lenderPublicId } = await logIn(clearGrid.url)

  const answers = await Promise.all([
    fetch(exportOf(lenderPublicId)),
    fetch(exportOf(lenderPublicId), { headers: { authorization: 'Basic abc' } }),
  ])

  for (const answer of answers) {
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ message: 'Access denied. No token provided.' })
  }
})

test('a token is refused from its end on, and a refreshed one is good again', async () => {
  const session = await logIn(clearGrid.url)
  const { lenderPublicId, refreshToken } = session

  now += 15 * 60_000
  const stale = await get(exportOf(lenderPublicId), session)
  const refreshed = await post(`${clearGrid.url}/admin/auth/acme/refresh-token`, { refreshToken })
  const renewed = (await refreshed.json()) as { token: string }
  const fresh = await get(exportOf(lenderPublicId), renewed)

  expect([stale.status, refreshed.status, fresh.status]).toEqual([401, 200, 200])
  expect(Object.keys(renewed)).toEqual(['token'])
})

test('only the lender’s own refresh token refreshes', async () => {
  const { token, refreshToken } = await logIn(clearGrid.url)
  const refresh = async (lender: string, body: object): Promise<number> =>
    (await post(`${clearGrid.url}/admin/auth/${lender}/refresh-token`, body)).status

  expect(await refresh('other', { refreshToken })).toBe(401)
  expect(await refresh('acme', { refreshToken: token })).toBe(401)
  expect(await refresh('acme', { refreshToken: 'made.up.token' })).toBe(401)
  expect(await refresh('acme', {})).toBe(400)
})

test('neither an unknown token nor a refresh token opens an export', async () => {
  const { lenderPublicId, refreshToken } = await logIn(clearGrid.url)

  for (const token of ['unknown', refreshToken]) {
    expect((await get(exportOf(lenderPublicId), { token })).status).toBe(401)
  }
})

test('another lender’s exports are forbidden', async () => {
  const session = await logIn(clearGrid.url)
  const other = await logIn(clearGrid.url, 'other')

  expect((await get(exportOf(other.lenderPublicId), session)).status).toBe(403)
})
