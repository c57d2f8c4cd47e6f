import { SystemError } from '../errors'
import { ExchangeFailure, failureOfAnswer } from './failure'
import type { Hosts } from './hosts'
import type { Retrier } from './retrier'
import type { Authentication, Session } from './session'
import type { HttpAnswer, Transport } from './http'

/** Who logs in. */
export interface Credentials {
  /** The lender's subdomain identifier; not the UUID. */
  readonly lender: string
  readonly email: string
  readonly password: string
}

export interface AuthenticationOptions {
  readonly hosts: Hosts
  readonly credentials: Credentials
  readonly send: Transport
  readonly retrier: Retrier
  /** How long one login may take. */
  readonly deadlineMs: number
  readonly onSecret: (secret: string) => void
}

const DOING = 'Logging in to ClearGrid'
const SETTINGS = 'lender, email, password and environment'

/**
 * Login and refresh as ClearGrid documents them: bare objects, without the exports' envelope.
 * `onSecret` is told each token, so that it can be hidden wherever it might turn up.
 */
export function createAuthentication(options: AuthenticationOptions): Authentication {
  const { hosts, credentials, send, retrier, onSecret } = options
  const base = `${hosts.auth}/admin/auth/${encodeURIComponent(credentials.lender)}`

  async function post(path: string, body: object, signal?: AbortSignal): Promise<HttpAnswer> {
    try {
      return await send({
        method: 'POST',
        url: `${base}/${path}`,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(body),
        deadlineMs: options.deadlineMs,
        ...(signal === undefined ? {} : { signal }),
      })
    } catch (thrown) {
      // A slow login says nothing about size: it is tried again as it is.
      const isSlow = thrown instanceof ExchangeFailure && thrown.kind === 'deadline'
      throw isSlow ? new ExchangeFailure({ ...thrown.facts, kind: 'server' }) : thrown
    }
  }

  function told(session: Session): Session {
    for (const secret of [session.token, session.refreshToken]) onSecret(secret)
    return session
  }

  return {
    logIn: async (signal) => {
      const { email, password } = credentials
      const attempt = async (): Promise<{ answer: HttpAnswer; members: Members }> => {
        const answer = await post('login', { email, password }, signal)
        return { answer, members: membersOf(answer) }
      }
      const { answer, members } = await retrier(
        attempt,
        { doing: DOING, settings: SETTINGS },
        signal,
      )
      return { session: told(sessionOf(members)), serverNow: dateOf(answer) }
    },
    refresh: async (session, signal) => {
      try {
        const { refreshToken } = session
        const answer = await post('refresh-token', { refreshToken }, signal)
        const token = membersOf(answer)['token']
        if (typeof token !== 'string' || token === '') return undefined
        return told({ ...session, token })
      } catch (thrown) {
        // Whatever went wrong, a login will tell: it is retried, and explained if it fails too.
        if (thrown instanceof ExchangeFailure) return undefined
        throw thrown
      }
    },
  }
}

type Members = Readonly<Record<string, unknown>>

function membersOf(answer: HttpAnswer): Members {
  if (answer.status !== 200) throw failedLogin(answer)
  try {
    const parsed: unknown = JSON.parse(answer.body.toString('utf8'))
    if (typeof parsed === 'object' && parsed !== null) return { ...parsed }
  } catch {
    // Falls through to the same complaint as for JSON that is not an object.
  }
  throw new ExchangeFailure({
    kind: 'malformed',
    what: 'ClearGrid answered with something that is not a JSON object',
  })
}

/** ClearGrid documents 200 and 500 only; a gateway's 504 is no more about size here than those. */
function failedLogin(answer: HttpAnswer): ExchangeFailure {
  const failure = failureOfAnswer(answer)
  if (failure.kind !== 'gateway-timeout') return failure
  return new ExchangeFailure({ ...failure.facts, kind: 'server' })
}

function sessionOf({ lenderPublicId, token, refreshToken }: Members): Session {
  if (typeof lenderPublicId !== 'string' || typeof token !== 'string') {
    throw new SystemError(`${DOING}: the answer holds no lenderPublicId and token.`)
  }
  return {
    lenderPublicId,
    token,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : '',
  }
}

/** The Date header, which has whole seconds. */
function dateOf(answer: HttpAnswer): number | undefined {
  const date = Date.parse(answer.headers['date'] ?? '')
  return Number.isNaN(date) ? undefined : date
}
