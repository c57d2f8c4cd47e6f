import { ExchangeFailure } from '../../../src/cleargrid/http/failure'
import { DAY_MS } from '../../../src/time/instant'
import { answer } from '../../support/answers'
import { clientOf, LOGIN, PAGE, type ClientDouble, type Outcome } from '../../support/api-double'
import { failureOf } from '../../support/failures'

const NOW = Date.UTC(2026, 10, 25, 12)
const MEMBERS = { lenderPublicId: 'L', token: 't', refreshToken: 'r' }

function dated(date: string | undefined): Outcome {
  return { ...LOGIN, headers: date === undefined ? {} : { date } }
}

function json(members: object): Outcome {
  return answer(200, JSON.stringify(members))
}

async function openWith(login: Outcome): Promise<{ double: ClientDouble; serverNow: unknown }> {
  const double = clientOf(() => PAGE, { logIn: () => login, startMs: NOW })
  return { double, serverNow: (await double.client.open()).serverNow }
}

describe('ClearGrid’s clock is believed where it is an HTTP date near our own', () => {
  test.each([
    ['Wed, 25 Nov 2026 11:58:00 GMT', -2 * 60_000],
    ['Wednesday, 25-Nov-26 12:00:01 GMT', 1_000],
    ['Wed Nov 25 12:00:00 2026', 0],
    [new Date(NOW + DAY_MS).toUTCString(), DAY_MS],
  ])('%s', async (date, offset) => {
    const { double, serverNow } = await openWith(dated(date))

    expect(serverNow).toBe(NOW + offset)
    expect(double.clock.logged.filter((line) => line.startsWith('WARN'))).toEqual([])
  })

  test.each([
    [undefined],
    ['0'],
    ['-1'],
    ['soon'],
    ['Wed, 25 Nov 2026 12:00:00'],
    ['2026-11-25T12:00:00Z'],
  ])('what is no HTTP date is none: %j', async (date) => {
    expect((await openWith(dated(date))).serverNow).toBeUndefined()
  })

  test.each([
    ['Thu, 01 Jan 1970 00:00:00 GMT'],
    ['Mon, 25 Nov 2024 12:00:00 GMT'],
    ['Fri, 25 Dec 2026 12:00:00 GMT'],
    [new Date(NOW + DAY_MS + 1_000).toUTCString()],
  ])('one more than a day away is told, and not believed: %s', async (date) => {
    const { double, serverNow } = await openWith(dated(date))

    const warnings = double.clock.logged.filter((line) => line.startsWith('WARN'))
    expect(serverNow).toBeUndefined()
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('more than a day apart')
  })
})

describe('a login whose envelope says no has failed', () => {
  test.each([
    [{ ...MEMBERS, code: 401 }, 'config_error', 1],
    [{ code: '403', message: 'no' }, 'config_error', 1],
  ] as const)('at once: %j', async (members, failureType, logins) => {
    const double = clientOf(() => PAGE, { logIn: () => json(members) })

    expect(await failureOf(double.client.open())).toMatchObject({ failureType, isForAll: true })
    expect(double.logins).toHaveLength(logins)
  })

  test.each([{ code: 500 }, { code: 429 }, { errors: ['db down'] }, { success: false }])(
    'for now: %j',
    async (members) => {
      let logins = 0
      const double = clientOf(() => PAGE, {
        logIn: () => ((logins += 1) === 1 ? json({ ...MEMBERS, ...members }) : LOGIN),
      })

      await expect(double.client.open()).resolves.toMatchObject({ lenderPublicId: 'the lender/1' })
    },
  )

  test('and one that carries the envelope of a success has not', async () => {
    const double = clientOf(() => PAGE, {
      logIn: () => json({ ...MEMBERS, code: 200, errors: [] }),
    })

    await expect(double.client.open()).resolves.toMatchObject({ lenderPublicId: 'L' })
  })
})

test.each([
  ['a login that takes too long', new ExchangeFailure({ kind: 'deadline', what: 'no answer' })],
  ['a 504 at login', answer(504)],
])('%s says nothing about size: it is tried again as it is', async (_, outcome) => {
  let logins = 0
  const double = clientOf(() => PAGE, {
    logIn: () => ((logins += 1) <= 3 ? outcome : LOGIN),
  })

  await double.client.open()

  expect(double.logins).toHaveLength(4)
})

test('a login that nobody answers is given up after the patience, for all', async () => {
  const double = clientOf(() => PAGE, { logIn: () => answer(504) })

  expect(await failureOf(double.client.open())).toMatchObject({
    failureType: 'transient_error',
    isForAll: true,
    kind: 'failed',
  })
  expect(double.clock.elapsedMs()).toBeGreaterThan(2.4 * 60_000)
})

test('a wrong password is told at once, whatever body comes with it', async () => {
  const double = clientOf(() => PAGE, { logIn: () => answer(401, '<html>') })

  expect(await failureOf(double.client.open())).toMatchObject({ failureType: 'config_error' })
  expect(double.logins).toHaveLength(1)
})

test.each([[{ token: 't' }], [{ lenderPublicId: 'L' }], [{ lenderPublicId: '', token: 't' }]])(
  'a login without what it is for is not used: %j',
  async (members) => {
    const double = clientOf(() => PAGE, { logIn: () => json(members) })

    expect(await failureOf(double.client.open())).toMatchObject({
      failureType: 'system_error',
      isForAll: true,
    })
  },
)

describe('a refresh', () => {
  /** A page is answered, then its token has expired; the refresh gets `outcome`. */
  async function refreshed(outcome: Outcome): Promise<ClientDouble> {
    let pages = 0
    const double = clientOf(() => ((pages += 1) === 2 ? answer(401) : PAGE), {
      logIn: ({ url }) => (url.endsWith('/refresh-token') ? outcome : LOGIN),
    })
    await double.fetch()
    await double.fetch()
    return double
  }
  const paths = ({ logins }: ClientDouble): unknown[] =>
    logins.map(({ url }) => url.split('/').at(-1))

  test('gives a new token, and both are secrets', async () => {
    const double = await refreshed(json({ token: 'token-2' }))

    expect(paths(double)).toEqual(['login', 'refresh-token'])
    expect(double.secrets).toEqual(expect.arrayContaining(['token-1', 'refresh-1', 'token-2']))
  })

  test.each([
    ['an empty token', json({ token: '' })],
    ['a code of 401', json({ token: 'token-2', code: 401 })],
    ['errors', json({ token: 'token-2', errors: ['x'] })],
    ['a refusal', answer(400)],
    ['an odd answer', answer(200, 'x')],
  ])('that brings %s is followed by a login', async (_, outcome) => {
    expect(paths(await refreshed(outcome))).toEqual(['login', 'refresh-token', 'login'])
  })
})

test('the lender is encoded in the path of the login', async () => {
  const credentials = { lender: 'a/b c', email: 'e', password: 'p' }
  const double = clientOf(() => PAGE, { credentials })

  await double.client.open()

  expect(new URL(double.logins[0]?.url ?? '').pathname).toBe('/admin/auth/a%2Fb%20c/login')
})
