import type { FailureFacts } from './http/failure'

/** What was asked of ClearGrid, and how. */
export interface Purpose {
  /** The beginning of a sentence about it: `Fetching communication_logs [2026-05-01, 2026-05-08)`. */
  readonly action: string
  /** Whose rows are asked for; undefined: a login. */
  readonly dataset?: string
  /** Whether the request continued a walk with a page cursor. */
  readonly withPageCursor?: boolean
  /** See `PageRequest.timeoutsAre`. */
  readonly timeoutsAre?: 'size' | 'trouble'
}

/** An exchange that failed, and is not made again. */
export interface Abandoned {
  /**
   * `too-much-asked`: a 504, a request that outlived its deadline, or more bytes than may be held: an
   * answer about size, to a request that can be made smaller. `page-cursor-lost`: ClearGrid no longer
   * takes a page cursor that it gave: walk again from the last row seen. `failed`: anything else.
   */
  readonly kind: 'too-much-asked' | 'page-cursor-lost' | 'failed'
  /** What came of the last attempt. */
  readonly exchange: FailureFacts
  readonly attempts: number
  readonly purpose: Purpose
  readonly isForAll: boolean
}

/** What is wrong though each exchange went well. */
export type Nonsense =
  /** Logins in a row, none of whose tokens was ever accepted. */
  | { readonly kind: 'tokens-refused'; readonly logins: number }
  /** Tokens that expire faster than a request gets its turn. */
  | { readonly kind: 'tokens-expire'; readonly renewals: number; readonly action: string }
  /** A later login answers for another lender than the first one did. */
  | { readonly kind: 'another-lender' }
  /** A login without a lender or a token, or with a token that no header can hold. */
  | { readonly kind: 'no-session' | 'token-unusable' }
  | {
      /** In one walk a page cursor came twice, or very many pages in a row came without a row. */
      readonly kind: 'page-cursor-repeated' | 'empty-pages'
      readonly pages: number
      readonly action: string
    }

/**
 * What happened when ClearGrid was asked in vain: facts to decide by, and no sentence. `explain` makes
 * one of them, for whoever is told.
 */
export class ClientFailure extends Error {
  readonly facts: Abandoned | Nonsense

  constructor(facts: Abandoned | Nonsense) {
    super(facts.kind)
    this.name = 'ClientFailure'
    this.facts = facts
  }

  get kind(): (Abandoned | Nonsense)['kind'] {
    return this.facts.kind
  }

  /**
   * How far it reaches. True: whatever is asked next fails of the same (credentials, certificates,
   * the proxy, an outage). False: it concerns one dataset or window, and others may well succeed.
   */
  get isForAll(): boolean {
    const { facts } = this
    if ('exchange' in facts) return facts.isForAll
    // What is wrong with a session is; what is wrong with a walk is not.
    return facts.kind !== 'page-cursor-repeated' && facts.kind !== 'empty-pages'
  }
}

/** The status with which ClearGrid itself refused what was asked for; undefined: nothing such. */
export function refusalOf(thrown: unknown): number | undefined {
  if (!(thrown instanceof ClientFailure) || thrown.facts.kind !== 'failed') return undefined
  const { kind, status } = thrown.facts.exchange
  return kind === 'rejected' ? status : undefined
}
