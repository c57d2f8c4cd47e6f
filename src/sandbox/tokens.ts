import { createHash } from 'node:crypto'
import { Refusal } from './answer'
import { signatureOf } from './signature'
import { switchesIn } from './switches'

/** Who may read what: login, refresh, and the tokens they give. */
export interface Tokens {
  /**
   * Any lender, email and password will do, except a password that holds the word "wrong".
   * @throws Refusal with 400 for missing fields, 401 for that password.
   */
  logIn(lender: string, body: unknown, now: number): object
  /** @throws Refusal with 400 without a refresh token, 401 for one that is not the lender's. */
  refresh(lender: string, body: unknown, now: number): object
  /** Who is behind an Authorization header. @throws Refusal with 401. */
  lenderOf(authorization: string | undefined, now: number): Lender
}

/** A lender, and how the sandbox is to behave towards it. */
export interface Lender {
  readonly lenderPublicId: string
  /** See switches.ts. */
  readonly switches: readonly string[]
}

interface Claims {
  readonly lenderId: string
  readonly switches?: readonly string[]
  readonly use: 'access' | 'refresh'
  /** Sets apart the tokens of one instant. */
  readonly jti: number
  /** Seconds, as in every JWT. */
  readonly exp: number
}

/** The lender of all examples. */
export const EXAMPLE_LENDER = 'acme-finance'

const REFRESH_TOKEN_LIFE_MS = 30 * 24 * 60 * 60_000

/** Tokens are JWTs with the lender and their end in them, so that nothing has to be remembered. */
export function createTokens(tokenLifeMs: number): Tokens {
  let issued = 0
  const issue = (lender: Lender, use: Claims['use'], until: number): string => {
    const { lenderPublicId: lenderId, switches } = lender
    issued += 1
    const asked = switches.length === 0 ? {} : { switches }
    return signToken({ lenderId, ...asked, use, jti: issued, exp: until / 1000 })
  }
  return {
    logIn: (lender, body, now) => {
      textIn(body, 'email')
      if (/wrong/i.test(textIn(body, 'password'))) {
        throw new Refusal(401, 'Invalid email or password.')
      }
      const whose = lenderCalled(lender)
      return {
        lenderPublicId: whose.lenderPublicId,
        token: issue(whose, 'access', now + tokenLifeMs),
        refreshToken: issue(whose, 'refresh', now + REFRESH_TOKEN_LIFE_MS),
      }
    },
    refresh: (lender, body, now) => {
      const claims = verifyToken(textIn(body, 'refreshToken'), 'refresh', now)
      const whose = lenderCalled(lender)
      if (claims?.lenderId !== whose.lenderPublicId) {
        throw new Refusal(401, 'Invalid refresh token.')
      }
      return { token: issue(whose, 'access', now + tokenLifeMs) }
    },
    lenderOf: (authorization, now) => {
      const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1]
      if (token === undefined) throw new Refusal(401, 'Access denied. No token provided.')
      const claims = verifyToken(token, 'access', now)
      if (claims === undefined) throw new Refusal(401, 'Invalid or expired token.')
      return { lenderPublicId: claims.lenderId, switches: claims.switches ?? [] }
    },
  }
}

/** Switches do not change which lender it is: the people and the UUID stay the same. */
function lenderCalled(name: string): Lender {
  const { lender, switches } = switchesIn(name)
  return { lenderPublicId: lenderPublicIdFor(lender), switches }
}

/** A lender's UUID: always the same for the same name. */
export function lenderPublicIdFor(lender: string): string {
  const hex = createHash('sha256').update(`lender ${lender}`).digest('hex')
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ]
  return [...parts, hex.slice(20, 32)].join('-')
}

function textIn(body: unknown, field: string): string {
  const value = (body as Readonly<Record<string, unknown>> | null | undefined)?.[field]
  if (typeof value === 'string' && value !== '') return value
  throw new Refusal(400, `"${field}" is required.`)
}

const JWT_HEADER = Buffer.from('{"alg":"HS512"}').toString('base64url')

function signToken(claims: Claims): string {
  const signed = `${JWT_HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
  return `${signed}.${signatureOf(signed, 'sha512')}`
}

/** The claims of a token that we issued and that is still valid for this use at `now`. */
function verifyToken(token: string, use: Claims['use'], now: number): Claims | undefined {
  const [header = '', payload = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0 || signature !== signatureOf(`${header}.${payload}`, 'sha512')) {
    return undefined
  }
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims
  return claims.use === use && claims.exp * 1000 > now ? claims : undefined
}
