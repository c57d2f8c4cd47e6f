import { createSessionKeeper, type Session } from '../../../src/cleargrid/session/session'
import { abandoned, exchangeFacts } from '../../support/failures'

interface Script {
  /** Whether refresh tokens are accepted. */
  readonly refreshes?: boolean
}

const NOBODY_ANSWERS = abandoned(exchangeFacts('unreachable'), { isForAll: true })

/** ClearGrid's login, which counts; its sessions are named by how they came to be. */
function clearGridLogin({ refreshes = true }: Script = {}) {
  const asked: string[] = []
  const sessionOf = (token: string): Session => ({ lenderPublicId: 'L', token, refreshToken: 'R' })
  const keeper = createSessionKeeper({
    logIn: async () => {
      asked.push('login')
      await Promise.resolve()
      return { session: sessionOf(`t${asked.length}`), serverNow: 1_000 * asked.length }
    },
    refresh: async () => {
      asked.push('refresh')
      await Promise.resolve()
      return refreshes ? sessionOf(`t${asked.length}`) : undefined
    },
  })
  return { keeper, asked }
}

test('however many begin at once, one login is made', async () => {
  const { keeper, asked } = clearGridLogin()

  const sessions = await Promise.all(Array.from({ length: 20 }, () => keeper.current()))

  expect(asked).toEqual(['login'])
  expect(new Set(sessions).size).toBe(1)
})

test('a session that was accepted is refreshed, once for all who wait', async () => {
  const { keeper, asked } = clearGridLogin()
  const stale = await keeper.current()
  keeper.accepted(stale)

  const sessions = await Promise.all(Array.from({ length: 20 }, () => keeper.renew(stale)))

  expect(asked).toEqual(['login', 'refresh'])
  expect(sessions.map(({ token }) => token)).toEqual(Array.from({ length: 20 }, () => 't2'))
})

test('who begins while a refresh is under way waits for the fresh session', async () => {
  const { keeper, asked } = clearGridLogin()
  const stale = await keeper.current()
  keeper.accepted(stale)

  const [renewed, begun] = await Promise.all([keeper.renew(stale), keeper.current()])

  expect(begun).toBe(renewed)
  expect(asked).toEqual(['login', 'refresh'])
})

test('where refreshing fails, one login is made for all', async () => {
  const { keeper, asked } = clearGridLogin({ refreshes: false })
  const stale = await keeper.current()
  keeper.accepted(stale)

  const sessions = await Promise.all([keeper.renew(stale), keeper.renew(stale)])

  expect(asked).toEqual(['login', 'refresh', 'login'])
  expect(sessions.map(({ token }) => token)).toEqual(['t3', 't3'])
})

test('a 401 for a session that has long been replaced costs no request', async () => {
  const { keeper, asked } = clearGridLogin()
  const stale = await keeper.current()
  keeper.accepted(stale)
  const fresh = await keeper.renew(stale)

  const late = await keeper.renew(stale)

  expect(late).toBe(fresh)
  expect(asked).toEqual(['login', 'refresh'])
})

test('a session that was never accepted is not worth a refresh', async () => {
  const { keeper, asked } = clearGridLogin()

  await keeper.renew(await keeper.current())

  expect(asked).toEqual(['login', 'login'])
})

test('three logins whose tokens are never accepted are enough', async () => {
  const { keeper, asked } = clearGridLogin()
  let session = await keeper.current()
  session = await keeper.renew(session)
  session = await keeper.renew(session)

  const fourth = keeper.renew(session)

  await expect(fourth).rejects.toMatchObject({ facts: { kind: 'tokens-refused', logins: 3 } })
  expect(asked).toEqual(['login', 'login', 'login'])
})

test('a login that answers for another lender than the first ends all', async () => {
  let logins = 0
  const keeper = createSessionKeeper({
    logIn: async () => {
      await Promise.resolve()
      logins += 1
      const session = { lenderPublicId: `L${logins}`, token: `t${logins}`, refreshToken: '' }
      return { session, serverNow: undefined }
    },
    refresh: () => Promise.resolve(undefined),
  })
  const first = await keeper.current()
  keeper.accepted(first)

  const renewed = keeper.renew(first)

  await expect(renewed).rejects.toMatchObject({ kind: 'another-lender', isForAll: true })
})

test('a sync may log in as often as its tokens expire', async () => {
  const { keeper, asked } = clearGridLogin({ refreshes: false })
  let session = await keeper.current()

  for (let hour = 0; hour < 10; hour += 1) {
    keeper.accepted(session)
    session = await keeper.renew(session)
  }

  expect(asked.filter((request) => request === 'login')).toHaveLength(11)
})

test('a login that fails is everybody’s failure, and the next one is a new attempt', async () => {
  let logins = 0
  const keeper = createSessionKeeper({
    logIn: async () => {
      logins += 1
      await Promise.resolve()
      if (logins === 1) throw NOBODY_ANSWERS
      const session = { lenderPublicId: 'L', token: 't', refreshToken: '' }
      return { session, serverNow: undefined }
    },
    refresh: () => Promise.resolve(undefined),
  })

  const first = await Promise.allSettled([keeper.current(), keeper.current()])
  const second = await keeper.current()

  expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(second.token).toBe('t')
  expect(logins).toBe(2)
})

test('a login that nobody answers says nothing of the settings, however often it happens', async () => {
  const keeper = createSessionKeeper({
    logIn: () => Promise.reject(NOBODY_ANSWERS),
    refresh: () => Promise.resolve(undefined),
  })

  for (let login = 1; login <= 4; login += 1) {
    await expect(keeper.current()).rejects.toBe(NOBODY_ANSWERS)
  }
})

test('ClearGrid’s clock is that of the first login: the sync’s end does not move', async () => {
  const { keeper } = clearGridLogin({ refreshes: false })
  const unknown = keeper.serverNow()
  const stale = await keeper.current()
  keeper.accepted(stale)

  await keeper.renew(stale)

  expect(unknown).toBeUndefined()
  expect(keeper.serverNow()).toBe(1_000)
})

test('a session is kept: who comes later logs in no more', async () => {
  const { keeper, asked } = clearGridLogin()

  const first = await keeper.current()

  expect(await keeper.current()).toBe(first)
  expect(asked).toEqual(['login'])
})
