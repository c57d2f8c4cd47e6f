import { createClient, type Client, type ClientOptions } from '../../src/cleargrid/client'
import type { Pause } from '../../src/cleargrid/retry/pause'
import { ExchangeFailure } from '../../src/cleargrid/http/failure'
import type { HttpAnswer, HttpRequest } from '../../src/cleargrid/http/exchange'
import { hostsFor } from '../../src/cleargrid/http/hosts'
import { parsePage } from '../../src/cleargrid/page/parse-page'
import { READ_POLICY } from '../../src/cleargrid/retry/policy'
import { answer, envelope } from './answers'
import { handClock, type HandClock } from './hand-clock'
import { CREDENTIALS } from './connector'
import { FORMAT } from './rows'

/** What becomes of an exchange: an answer, or none. */
export type Outcome = HttpAnswer | ExchangeFailure

export interface ClientDouble {
  readonly client: Client
  readonly clock: HandClock
  /** When each page was asked for, and of which dataset. */
  readonly asked: readonly { readonly atMs: number; readonly dataset: string; readonly url: URL }[]
  readonly logins: readonly HttpRequest[]
  readonly pauses: readonly Pause[]
  readonly secrets: readonly string[]
  /** One page of a dataset. */
  fetch(dataset?: string, more?: Partial<Parameters<Client['fetchPage']>[0]>): Promise<unknown>
}

export const PAGE = answer(200, JSON.stringify(envelope({ rows: [{ public_id: 'a' }] })))
export const LOGIN = answer(
  200,
  JSON.stringify({ lenderPublicId: 'the lender/1', token: 'token-1', refreshToken: 'refresh-1' }),
)

/** A client in a world whose clock moves by hand; each exchange takes `tookMs` of its time. */
export function clientOf(
  page: (atMs: number, dataset: string, request: HttpRequest) => Outcome,
  more: Partial<ClientOptions> & {
    readonly logIn?: (request: HttpRequest, atMs: number) => Outcome
    readonly tookMs?: number
    readonly startMs?: number
  } = {},
): ClientDouble {
  const { logIn = () => LOGIN, tookMs = 0, startMs = 0, ...options } = more
  const clock = handClock(startMs)
  const asked: { atMs: number; dataset: string; url: URL }[] = []
  const logins: HttpRequest[] = []
  const pauses: Pause[] = []
  const secrets: string[] = []
  const client = createClient({
    hosts: hostsFor('staging'),
    credentials: CREDENTIALS,
    transport: async (request) => {
      const atMs = clock.elapsedMs() - startMs
      if (tookMs > 0) await clock.sleep(tookMs)
      const url = new URL(request.url)
      const dataset = url.pathname.split('/').at(-1) ?? ''
      const isLogin = request.method === 'POST'
      if (isLogin) logins.push(request)
      else asked.push({ atMs, dataset, url })
      const outcome = isLogin ? logIn(request, atMs) : page(atMs, dataset, request)
      if (outcome instanceof ExchangeFailure) throw outcome
      return outcome
    },
    runtime: clock,
    policy: READ_POLICY,
    concurrency: 4,
    pageDeadlineMs: 60_000,
    loginDeadlineMs: 30_000,
    onPause: (pause) => pauses.push(pause),
    onSecret: (secret) => secrets.push(secret),
    ...options,
  })
  return {
    client,
    clock,
    asked,
    logins,
    pauses,
    secrets,
    fetch: async (dataset = 'D23', request = {}) =>
      await client.fetchPage({
        dataset: { section: 'S4', code: dataset },
        window: { since: 0, until: 1_000 },
        limit: 10,
        readPage: (body) => parsePage(body, FORMAT),
        action: `Fetching ${dataset}`,
        ...request,
      }),
  }
}
