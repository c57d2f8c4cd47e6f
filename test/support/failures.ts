import {
  ClientFailure,
  type Abandoned,
  type Nonsense,
  type Purpose,
} from '../../src/cleargrid/client-failure'
import type { FailureFacts, FailureKind } from '../../src/cleargrid/http/failure'
import type { FailureType } from '../../src/errors'
import { explain } from '../../src/explain'

const PURPOSE = { action: 'Fetching conversations [a, b)', dataset: 'S4/D22' }

/** What came of an exchange. */
export function exchangeFacts(kind: FailureKind, more: Partial<FailureFacts> = {}): FailureFacts {
  return { kind, what: `ClearGrid answered ${more.status ?? 'oddly'}`, ...more }
}

/** What the client throws when an exchange is not made again. */
export function abandoned(
  exchange: FailureFacts,
  more: Partial<Abandoned> & { readonly purpose?: Purpose } = {},
): ClientFailure {
  const facts = { kind: 'failed', attempts: 1, purpose: PURPOSE, isForAll: false } as const
  return new ClientFailure({ ...facts, exchange, ...more })
}

/** A request that was too much, and how long its exchange took. */
export function tooMuchAsked(tookMs?: number, kind: FailureKind = 'gateway-timeout') {
  const took = tookMs === undefined ? {} : { tookMs }
  return abandoned(exchangeFacts(kind, took), { kind: 'too-much-asked' })
}

export const PAGE_CURSOR_LOST = abandoned(exchangeFacts('server', { status: 500 }), {
  kind: 'page-cursor-lost',
})

export const EMPTY_PAGES = new ClientFailure({ kind: 'empty-pages', pages: 50, action: 'Fetching' })

/** Whatever is asked next fails of the same. */
export const NO_LOGIN = new ClientFailure({ kind: 'tokens-refused', logins: 3 })

/** A failure: its facts, and how they are told. */
export interface Failed {
  readonly kind: (Abandoned | Nonsense)['kind']
  readonly isForAll: boolean
  /** What came of the last exchange, where one failed. */
  readonly exchange: FailureFacts | undefined
  readonly failureType: FailureType
  readonly message: string
}

/** How work of the client fails. */
export async function failureOf(work: Promise<unknown>): Promise<Failed> {
  return toldOf(await work.catch((thrown: unknown) => thrown))
}

/** @throws Error for what the client did not throw. */
export function toldOf(thrown: unknown): Failed {
  if (!(thrown instanceof ClientFailure)) throw new Error(`No failure: ${String(thrown)}`)
  const { failureType, message } = explain(thrown)
  const { kind, isForAll, facts } = thrown
  const exchange = 'exchange' in facts ? facts.exchange : undefined
  return { kind, isForAll, exchange, failureType, message }
}
