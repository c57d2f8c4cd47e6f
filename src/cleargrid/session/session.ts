import type { Instant } from '../../time/instant'
import { ClientFailure } from '../client-failure'

/** What login gives. A session is replaced as a whole, never changed. */
export interface Session {
  /** The UUID in the paths of the exports; not the lender's name. */
  readonly lenderPublicId: string
  readonly token: string
  readonly refreshToken: string
}

/** The two requests a session is made from. */
export interface Authentication {
  /** @throws ClientFailure when the credentials are refused, or nobody answers for too long. */
  logIn(signal?: AbortSignal): Promise<{ session: Session; serverNow: Instant | undefined }>
  /** A session with a new access token; undefined when the refresh token is not accepted. */
  refresh(session: Session, signal?: AbortSignal): Promise<Session | undefined>
}

export interface SessionKeeper {
  /** The session to use now. The first caller logs in; all others wait for that one login. */
  current(signal?: AbortSignal): Promise<Session>
  /**
   * A session to use instead of `stale`, which was answered with 401. However many requests ask at
   * once, one refresh is made; if it fails, one login. A session that is already newer is returned
   * as it is.
   * @throws ClientFailure: 'tokens-refused' when several logins in a row gave tokens that were never
   *   accepted, 'another-lender' when a login answers for another lender than the first one did.
   */
  renew(stale: Session, signal?: AbortSignal): Promise<Session>
  /** Must be called for each session that ClearGrid accepted. */
  accepted(session: Session): void
  /** ClearGrid's clock at the first login, when its answer carried a date that can be believed. */
  serverNow(): Instant | undefined
}

/** Logins in a row, none of whose tokens was ever accepted, before we give up. */
const FRUITLESS_LOGINS_MAX = 3

export function createSessionKeeper(authentication: Authentication): SessionKeeper {
  let session: Session | undefined
  let underWay: Promise<Session> | undefined
  let serverNow: Instant | undefined
  let lenderPublicId: string | undefined
  let fruitlessLogins = 0
  const proven = new WeakSet<Session>()

  async function logIn(signal?: AbortSignal): Promise<Session> {
    if (fruitlessLogins >= FRUITLESS_LOGINS_MAX) throw neverAccepted(fruitlessLogins)
    const answer = await authentication.logIn(signal)
    fruitlessLogins += 1
    serverNow ??= answer.serverNow
    lenderPublicId ??= answer.session.lenderPublicId
    if (answer.session.lenderPublicId !== lenderPublicId) {
      throw new ClientFailure({ kind: 'another-lender' })
    }
    return answer.session
  }

  async function replace(stale?: Session, signal?: AbortSignal): Promise<Session> {
    const canRefresh = stale !== undefined && proven.has(stale)
    const refreshed = canRefresh ? await authentication.refresh(stale, signal) : undefined
    return refreshed ?? (await logIn(signal))
  }

  /** One replacement at a time: whoever comes while it is under way waits for its result. */
  function shared(stale?: Session, signal?: AbortSignal): Promise<Session> {
    underWay ??= replace(stale, signal)
      .then((fresh) => (session = fresh))
      .finally(() => (underWay = undefined))
    return underWay
  }

  return {
    current: async (signal) => await (underWay ?? session ?? (await shared(undefined, signal))),
    renew: async (stale, signal) => {
      if (underWay === undefined && session !== undefined && session !== stale) return session
      return await shared(session, signal)
    },
    accepted: (used) => {
      fruitlessLogins = 0
      proven.add(used)
    },
    serverNow: () => serverNow,
  }
}

function neverAccepted(logins: number): ClientFailure {
  return new ClientFailure({ kind: 'tokens-refused', logins })
}
