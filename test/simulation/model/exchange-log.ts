import type { Instant } from '../../../src/time/instant'
import type { Misfortune } from './misfortune'

/** One request for rows, and what became of it. */
export interface ExchangeEntry {
  /** On the API's clock. */
  readonly at: Instant
  readonly stream: string
  readonly since: Instant
  readonly until: Instant
  readonly limit: number
  readonly isFirstPage: boolean
  readonly outcome: Outcome
  readonly status: number
  readonly rows: number
  /** Named in the answer. */
  readonly requestId: string | undefined
}

/** What the API did, by a word that coverage and stories use. */
export type Outcome =
  | 'page'
  | 'empty page'
  | 'unauthorised'
  | 'too many rows ahead'
  | 'page too large'
  | 'window too long'
  | 'slow hour'
  | 'refusal'
  | 'lost page cursor'
  | Misfortune
