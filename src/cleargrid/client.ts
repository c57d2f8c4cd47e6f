import { formatForQuery, type Instant } from '../instant'
import type { Runtime } from '../runtime'
import { createAuthentication, type Credentials } from './authentication'
import { failureOfAnswer } from './failure'
import type { Hosts } from './hosts'
import { createPace, type Pause } from './pace'
import type { Page } from './page'
import type { PageReader } from './page-reader'
import { createRetrier } from './retrier'
import type { RetryPolicy } from './retry'
import { createSlots } from './slots'
import { createSessionKeeper, tokensDieTooFast, type Session } from './session'
import type { HttpAnswer, Transport } from './http'

/** ClearGrid's name for one export. */
export interface Dataset {
  readonly section: string
  readonly code: string
}

/** A half-open stretch of a dataset's ordering column: `since` inclusive, `until` exclusive. */
export interface Window {
  readonly since: Instant
  readonly until: Instant
}

export interface PageRequest {
  readonly dataset: Dataset
  readonly window: Window
  /** From the page before; undefined asks for the first page. */
  readonly pageCursor?: string | undefined
  /** Rows asked for, 1 to 1000. */
  readonly limit: number
  readonly includeTotal?: boolean
  /** Makes a page of an answer's body. */
  readonly readPage: PageReader
  /** The beginning of an error's sentence: what we were doing, for whom. */
  readonly doing: string
  /**
   * What a 504 or a passed deadline is: an answer about size, told at once ('size', the default), or
   * trouble that is waited for and repeated like any other ('trouble'): for a request that cannot be
   * made smaller.
   */
  readonly timeoutsAre?: 'size' | 'trouble'
  /** Told what the page costs. */
  readonly traffic?: Traffic
}

/** Who counts requests. */
export interface Traffic {
  /** One exchange begins. */
  request(): void
  /** It failed, and is made again. */
  retry(): void
}

/** The Exports API of one lender. */
export interface Client {
  /**
   * Logs in, once however often it is called. `serverNow` is ClearGrid's clock; undefined where it
   * cannot be known.
   */
  open(
    signal?: AbortSignal,
  ): Promise<{ readonly lenderPublicId: string; readonly serverNow: Instant | undefined }>
  /**
   * One page. Renews the session on 401 and retries what is worth retrying.
   * @throws TooMuchAskedError on a 504 or a passed deadline, at once: ask for less.
   * @throws PageCursorLostError when ClearGrid keeps failing on the page cursor.
   * @throws ConfigError, TransientError or SystemError for what cannot be helped.
   */
  fetchPage(request: PageRequest, signal?: AbortSignal): Promise<Page>
}

export interface ClientOptions {
  readonly hosts: Hosts
  readonly credentials: Credentials
  readonly transport: Transport
  readonly runtime: Runtime
  readonly policy: RetryPolicy
  /** Pages asked for at once at the most. */
  readonly concurrency: number
  /** Pages asked for at once in the beginning; two, unless it says otherwise. */
  readonly concurrencyAtFirst?: number
  /** How long one page may take. */
  readonly pageDeadlineMs: number
  /** How long one login may take. */
  readonly loginDeadlineMs: number
  /** Told each pause that an overloaded ClearGrid forces on us. */
  readonly onPause: (pause: Pause) => void
  /** Told each secret that is obtained at run time. */
  readonly onSecret: (secret: string) => void
}

/** Renewals of the session that one request may cost before it gives up. */
const RENEWALS_MAX = 20

export function createClient(options: ClientOptions): Client {
  const { hosts, credentials, transport, runtime, policy } = options
  const pace = createPace(runtime, options.onPause)
  const slots = createSlots(options.concurrency, options.concurrencyAtFirst)
  const retrier = createRetrier({ runtime, policy, pace, slots })
  const keeper = createSessionKeeper(
    createAuthentication({
      hosts,
      credentials,
      send: transport,
      retrier: createRetrier({ runtime, policy, pace }),
      deadlineMs: options.loginDeadlineMs,
      onSecret: options.onSecret,
    }),
  )

  /** One attempt: the header is built for it, and a 401 costs a renewal, not the attempt. */
  async function authorised(request: PageRequest, signal?: AbortSignal): Promise<HttpAnswer> {
    let session = await keeper.current(signal)
    for (let renewals = 0; renewals <= RENEWALS_MAX; renewals += 1) {
      request.traffic?.request()
      const answer = await transport({
        method: 'GET',
        url: pageUrl(hosts, session, request),
        headers: { authorization: `Bearer ${session.token}`, accept: 'application/json' },
        deadlineMs: options.pageDeadlineMs,
        ...(signal === undefined ? {} : { signal }),
      })
      if (answer.status !== 401) {
        keeper.accepted(session)
        return answer
      }
      session = await keeper.renew(session, signal)
    }
    throw tokensDieTooFast(request.doing, RENEWALS_MAX)
  }

  return {
    open: async (signal) => {
      const { lenderPublicId } = await keeper.current(signal)
      return { lenderPublicId, serverNow: keeper.serverNow() }
    },
    fetchPage: async (request, signal) => {
      const attempt = async (): Promise<Page> => {
        const answer = await authorised(request, signal)
        if (answer.status !== 200) throw failureOfAnswer(answer)
        const page = request.readPage(answer.body)
        answer.release?.()
        return page
      }
      const withPageCursor = request.pageCursor !== undefined
      const doing = {
        doing: request.doing,
        settings: 'lender and environment',
        isForRows: true,
        withPageCursor,
        onRetry: () => request.traffic?.retry(),
      }
      return await retrier(attempt, doing, signal)
    },
  }
}

/**
 * Every page of every walk is bounded on both sides, and repeats its filter with the page cursor
 * (the documentation's own loop does).
 */
function pageUrl(hosts: Hosts, session: Session, request: PageRequest): string {
  const { dataset, window, pageCursor, limit, includeTotal } = request
  const query = new URLSearchParams({
    since: formatForQuery(window.since),
    until: formatForQuery(window.until),
    limit: String(limit),
    sort: 'asc',
    ...(includeTotal === true ? { includeTotal: 'true' } : {}),
    ...(pageCursor === undefined ? {} : { cursor: pageCursor }),
  })
  const lender = encodeURIComponent(session.lenderPublicId)
  const path = `lenders/${lender}/exports/${dataset.section}/${dataset.code}`
  return `${hosts.data}/${path}?${query.toString()}`
}
