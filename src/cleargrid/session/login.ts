import { validateHeaderValue } from 'node:http'
import { DAY_MS, formatForQuery, type Instant } from '../../time/instant'
import type { Members } from '../../json/unknown'
import type { Runtime } from '../../runtime'
import { ClientFailure } from '../client-failure'
import { envelopeFault } from '../http/envelope-fault'
import { ExchangeFailure } from '../http/failure'
import type { Hosts } from '../http/hosts'
import { parseHttpDate } from '../http/http-date'
import type { Call, Send } from '../layer'
import type { Authentication, Session } from './session'
import type { HttpAnswer } from '../http/exchange'

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
  /** Asks again what is worth asking again. */
  readonly send: Send
  /** Asks once. */
  readonly sendOnce: Send
  /** How long one login may take. */
  readonly deadlineMs: number
  readonly runtime: Pick<Runtime, 'now' | 'log'>
  readonly onSecret: (secret: string) => void
}

/** A slow login says nothing about size: it is tried again as it is. */
const PURPOSE = { action: 'Logging in to ClearGrid', timeoutsAre: 'trouble' } as const

/**
 * Login and refresh as ClearGrid documents them: bare objects, without the exports' envelope.
 * `onSecret` is called with each token, so that it can be hidden wherever it might turn up.
 */
export function createAuthentication(options: AuthenticationOptions): Authentication {
  const { hosts, credentials, send, sendOnce, onSecret } = options
  const base = `${hosts.auth}/admin/auth/${encodeURIComponent(credentials.lender)}`

  function post(path: string, body: object, signal?: AbortSignal): Call<Answered> {
    const request = {
      method: 'POST',
      url: `${base}/${path}`,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      deadlineMs: options.deadlineMs,
      ...(signal === undefined ? {} : { signal }),
    } as const
    return { purpose: PURPOSE, request, read: readMembers }
  }

  function withHiddenTokens(session: Session): Session {
    for (const secret of [session.token, session.refreshToken]) onSecret(secret)
    return session
  }

  return {
    logIn: async (signal) => {
      const { email, password } = credentials
      const { members, date } = await send(post('login', { email, password }, signal))
      return {
        session: withHiddenTokens(toSession(members)),
        serverNow: serverNowOf(date, options.runtime),
      }
    },
    refresh: async (session, signal) => {
      try {
        const { refreshToken } = session
        const { members } = await sendOnce(post('refresh-token', { refreshToken }, signal))
        const token = members['token']
        if (!isText(token) || !fitsHeader(token)) return undefined
        return withHiddenTokens({ ...session, token })
      } catch (thrown) {
        // Whatever went wrong, the login that follows shows it: it is retried, and explained if it
        // fails too.
        if (thrown instanceof ExchangeFailure) return undefined
        throw thrown
      }
    },
  }
}

interface Answered {
  readonly members: Members
  /** The Date header. */
  readonly date: string | undefined
}

function readMembers(answer: HttpAnswer): Answered {
  const members = parsed(answer)
  if (members === undefined) {
    throw new ExchangeFailure({
      kind: 'malformed',
      what: 'ClearGrid answered with something that is not a JSON object',
    })
  }
  const fault = envelopeFault(members)
  if (fault !== undefined) throw fault
  return { members, date: answer.headers['date'] }
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

function toSession({ lenderPublicId, token, refreshToken }: Members): Session {
  if (!isText(lenderPublicId) || !isText(token)) {
    throw new ClientFailure({ kind: 'no-session' })
  }
  if (!fitsHeader(token)) throw new ClientFailure({ kind: 'token-unusable' })
  return {
    lenderPublicId,
    token,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : '',
  }
}

/** Two correct clocks differ by less. */
const CLOCKS_DIFFER_MS_MAX = DAY_MS

/** ClearGrid's clock, where it is an HTTP date that our own clock does not contradict. */
function serverNowOf(
  dateHeader: string | undefined,
  { now, log }: AuthenticationOptions['runtime'],
): Instant | undefined {
  const ownNow = now()
  const date = parseHttpDate(dateHeader, ownNow)
  if (date === undefined || Math.abs(date - ownNow) <= CLOCKS_DIFFER_MS_MAX) return date
  log(
    'WARN',
    `${PURPOSE.action}: its clock says ${formatForQuery(date)}, ours ${formatForQuery(ownNow)}: they are ` +
      'more than a day apart. Ours is used; check the clock of this machine.',
  )
  return undefined
}
