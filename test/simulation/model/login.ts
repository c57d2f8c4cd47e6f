import type { Weather } from './nature'

/** What must never be seen in an output. */
export const SECRETS = {
  password: 'hush-hush',
  tokenPart: 'secret-token-',
  refreshPart: 'secret-refresh-',
} as const

/** Sessions: tokens that die after so many uses, one that is refreshed, or not. */
export interface Authority {
  /** The body of an answer to a login or a refresh; undefined: it is refused. */
  post(path: string): string | undefined
  /** Whether the token still lives; each question is a use. */
  accepts(authorization: string): boolean
}

export function createAuthority({ tokenUses, refreshWorks }: Weather): Authority {
  const uses = new Map<string, number>()

  function newToken(): string {
    const token = `${SECRETS.tokenPart}${uses.size + 1}`
    uses.set(token, 0)
    return token
  }

  return {
    post: (path) => {
      if (path.endsWith('/login')) {
        const refreshToken = `${SECRETS.refreshPart}${uses.size}`
        return JSON.stringify({ lenderPublicId: 'lender-1', token: newToken(), refreshToken })
      }
      return refreshWorks ? JSON.stringify({ token: newToken() }) : undefined
    },
    accepts: (authorization) => {
      const token = authorization.replace('Bearer ', '')
      const used = (uses.get(token) ?? Infinity) + 1
      uses.set(token, used)
      return used <= tokenUses
    },
  }
}
