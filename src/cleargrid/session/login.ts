import { validateHeaderValue } from 'node:http'
import { SystemError } from '../../errors'
import { DAY_MS, formatForQuery, type Instant } from '../../time/instant'
import type { Runtime } from '../../runtime'
import { envelopeFault } from '../http/envelope-fault'
import { ExchangeFailure, failureOfAnswer, withAnswer } from '../http/failure'
import type { Hosts } from '../http/hosts'
import { parseHttpDate } from '../http/http-date'
import type { Retrier } from '../retry/retrier'
import type { Authentication, Session } from './session'
import type { HttpAnswer, Transport } from '../http/exchange'

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
  readonly runtime: Pick<Runtime, 'now' | 'log'>
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
    return await send({
      method: 'POST',
      url: `${base}/${path}`,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      deadlineMs: options.deadlineMs,
      ...(signal === undefined ? {} : { signal }),
    })
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
        // A slow login says nothing about size: it is tried again as it is.
        { doing: DOING, settings: SETTINGS, timeoutsAre: 'trouble' },
        signal,
      )
      return { session: told(sessionOf(members)), serverNow: serverNowOf(answer, options.runtime) }
    },
    refresh: async (session, signal) => {
      try {
        const { refreshToken } = session
        const answer = await post('refresh-token', { refreshToken }, signal)
        const token = membersOf(answer)['token']
        if (!isText(token) || !fitsHeader(token)) return undefined
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
  if (answer.status !== 200) throw failureOfAnswer(answer)
  const members = parsed(answer)
  if (members === undefined) {
    throw new ExchangeFailure({
      kind: 'malformed',
      what: 'ClearGrid answered with something that is not a JSON object',
    })
  }
  const fault = envelopeFault(members)
  if (fault !== undefined) throw withAnswer(fault, answer)
  return members
}

const BYTE_ORDER_MARK = /^\uFEFF/

function parsed({ body }: HttpAnswer): Members | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8').replace(BYTE_ORDER_MARK, ''))
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** Whether a token can be sent: no line break, and no letter beyond Latin-1. */
function fitsHeader(token: string): boolean {
  try {
    validateHeaderValue('authorization', token)
    return true
  } catch {
    return false
  }
}

function sessionOf({ lenderPublicId, token, refreshToken }: Members): Session {
  if (!isText(lenderPublicId) || !isText(token)) {
    throw new SystemError(`${DOING}: the answer has no lenderPublicId or no token.`, {
      isForAll: true,
    })
  }
  if (!fitsHeader(token)) {
    throw new SystemError(`${DOING}: the answer has a token that no request can carry.`, {
      isForAll: true,
    })
  }
  return {
    lenderPublicId,
    token,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : '',
  }
}

/** Two clocks that are right differ by less. */
const CLOCKS_DIFFER_MS_MAX = DAY_MS

/** ClearGrid's clock, where it is an HTTP date that our own clock does not contradict. */
function serverNowOf(
  { headers }: HttpAnswer,
  { now, log }: AuthenticationOptions['runtime'],
): Instant | undefined {
  const ownNow = now()
  const date = parseHttpDate(headers['date'], ownNow)
  if (date === undefined || Math.abs(date - ownNow) <= CLOCKS_DIFFER_MS_MAX) return date
  log(
    'WARN',
    `${DOING}: its clock says ${formatForQuery(date)}, ours ${formatForQuery(ownNow)}: they are ` +
      'more than a day apart. Ours is used; check the clock of this machine.',
  )
  return undefined
}
