import type { Instant } from '../time/instant'
import type { Runtime } from '../runtime'
import { CATALOG_PATHS, firstCatalog, readCatalog, type Catalog } from './dataset-catalog'
import { createAuthentication, type Credentials } from './session/login'
import { ExchangeFailure, failureOfAnswer, withAnswer } from './http/failure'
import type { Hosts } from './http/hosts'
import { createPauses, type Pause } from './retry/pause'
import type { Page } from './page/envelope'
import type { PageRequest, Traffic } from './page/page-request'
import { lenderUrl, pageUrl } from './page/page-url'
import { createPatience } from './retry/patience'
import { createRetrier } from './retry/retrier'
import type { RetryPolicy } from './retry/policy'
import { createConcurrencyLimit } from './retry/concurrency-limit'
import { createSessionKeeper, tokensDieTooFast, type Session } from './session/session'
import type { HttpAnswer, Transport } from './http/exchange'

export type { Dataset, PageRequest, Traffic } from './page/page-request'

/** What the login told. */
export interface Opened {
  /** The UUID in the paths of the exports. */
  readonly lenderPublicId: string
  /** ClearGrid's clock; undefined: it gave no date, or one that cannot be believed. */
  readonly serverNow: Instant | undefined
}

/** The Exports API of one lender. */
export interface Client {
  /** Logs in, once however often it is called. */
  open(signal?: AbortSignal): Promise<Opened>
  /**
   * One page. Renews the session on 401 and retries what is worth retrying, as long as the policy is
   * patient.
   * @throws TooMuchAskedError on a 504, a passed deadline or a body that is too large, at once: ask
   *   for less. With `timeoutsAre: 'trouble'` it is a TransientError when the patience is over, or at
   *   once a SystemError for a body that is too large.
   * @throws PageCursorLostError when ClearGrid keeps failing on the page cursor.
   * @throws ConfigError, TransientError or SystemError for what cannot be helped.
   */
  fetchPage(request: PageRequest, signal?: AbortSignal): Promise<Page>
  /**
   * The datasets that ClearGrid lists, by whichever path answers first; none where its catalog cannot be
   * found, which says nothing: its path is not documented.
   * @throws only the signal's reason.
   */
  fetchCatalog(signal?: AbortSignal): Promise<Catalog>
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
  const pauses = createPauses(runtime, options.onPause)
  const limit = createConcurrencyLimit(options.concurrency, options.concurrencyAtFirst)
  const patience = createPatience(runtime.elapsedMs())
  const retrier = createRetrier({ runtime, policy, pauses, patience, limit })
  const keeper = createSessionKeeper(
    createAuthentication({
      hosts,
      credentials,
      send: transport,
      retrier: createRetrier({ runtime, policy, pauses, patience }),
      deadlineMs: options.loginDeadlineMs,
      runtime,
      onSecret: options.onSecret,
    }),
  )

  /** One exchange, and what becomes of it; a failure knows how long the exchange took. */
  async function exchange<T>(asked: Asked<T>, session: Session, signal?: AbortSignal) {
    const beganMs = runtime.elapsedMs()
    asked.traffic?.request()
    try {
      const answer = await transport({
        method: 'GET',
        url: asked.urlFor(session.lenderPublicId),
        headers: { authorization: `Bearer ${session.token}`, accept: 'application/json' },
        deadlineMs: options.pageDeadlineMs,
        ...(signal === undefined ? {} : { signal }),
      })
      return { read: contentOf(answer, asked) }
    } catch (thrown) {
      if (!(thrown instanceof ExchangeFailure)) throw thrown
      return new ExchangeFailure({ ...thrown.facts, tookMs: runtime.elapsedMs() - beganMs })
    }
  }

  /** One attempt: the header is built for it, and a 401 costs a renewal, not the attempt. */
  async function attempt<T>(asked: Asked<T>, signal?: AbortSignal): Promise<T> {
    let session = await keeper.current(signal)
    for (let renewals = 0; renewals <= RENEWALS_MAX; renewals += 1) {
      const outcome = await exchange(asked, session, signal)
      const isFailure = outcome instanceof ExchangeFailure
      if (!isFailure || outcome.kind !== 'unauthorized') {
        // Whatever it was: it was an answer, and not that the token is refused.
        if (!isFailure || outcome.facts.status !== undefined) keeper.accepted(session)
        if (isFailure) throw outcome
        return outcome.read
      }
      session = await keeper.renew(session, signal)
    }
    throw tokensDieTooFast(asked.action, RENEWALS_MAX)
  }

  return {
    open: async (signal) => {
      const { lenderPublicId } = await keeper.current(signal)
      return { lenderPublicId, serverNow: keeper.serverNow() }
    },
    fetchPage: async (request, signal) => {
      const { dataset, pageCursor, timeoutsAre = 'size' } = request
      const purpose = {
        action: request.action,
        settings: 'lender and environment',
        dataset: `${dataset.section}/${dataset.code}`,
        withPageCursor: pageCursor !== undefined,
        timeoutsAre,
        onRetry: () => request.traffic?.retry(),
      }
      const asked = {
        urlFor: (lender: string) => pageUrl(hosts, lender, request),
        read: request.readPage,
        action: request.action,
        ...(request.traffic === undefined ? {} : { traffic: request.traffic }),
      }
      return await retrier(async () => await attempt(asked, signal), purpose, signal)
    },
    fetchCatalog: async (signal) => {
      const found = new AbortController()
      const either = AbortSignal.any([found.signal, ...(signal === undefined ? [] : [signal])])
      // A guess is not worth a second attempt.
      const guesses = CATALOG_PATHS.map(async (path) => {
        const urlFor = (lender: string): string => lenderUrl(hosts, lender, path)
        const asked = { urlFor, read: readCatalog, action: 'Looking at the catalog' }
        return await attempt(asked, either)
      })
      const catalog = await firstCatalog(guesses, isNotThere)
      found.abort()
      signal?.throwIfAborted()
      return catalog
    },
  }
}

/** Whether an answer says that there is nothing at its path, rather than that something went wrong. */
function isNotThere(thrown: unknown): boolean {
  return thrown instanceof ExchangeFailure && [403, 404, 405].includes(thrown.facts.status ?? 0)
}

/** One GET of what belongs to the lender, and what is made of its body. */
interface Asked<T> {
  readonly urlFor: (lenderPublicId: string) => string
  readonly read: (body: Buffer) => T
  readonly action: string
  readonly traffic?: Traffic
}

/** @throws ExchangeFailure for whatever is not the documented answer. */
function contentOf<T>(answer: HttpAnswer, { read }: Asked<T>): T {
  try {
    if (answer.status !== 200) throw failureOfAnswer(answer)
    return read(answer.body)
  } catch (thrown) {
    throw thrown instanceof ExchangeFailure ? withAnswer(thrown, answer) : thrown
  } finally {
    answer.release?.()
  }
}
