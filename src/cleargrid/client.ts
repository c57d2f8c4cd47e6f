import type { Instant } from '../time/instant'
import type { Runtime } from '../runtime'
import type { Purpose } from './client-failure'
import {
  CATALOG_PATHS,
  firstCatalog,
  readCatalog,
  type Catalog,
  type CatalogEntry,
} from './dataset-catalog'
import type { HttpAnswer, HttpRequest, Transport } from './http/exchange'
import { ExchangeFailure } from './http/failure'
import type { Hosts } from './http/hosts'
import { layered, type Send } from './layer'
import type { Page } from './page/envelope'
import type { PageRequest } from './page/page-request'
import { pagePath } from './page/page-url'
import { createConcurrencyLimit } from './retry/concurrency-limit'
import { limited } from './retry/limited'
import { createPatience } from './retry/patience'
import { createPauses, type Pause } from './retry/pause'
import { paused } from './retry/paused'
import type { RetryPolicy } from './retry/policy'
import { retried } from './retry/retrier'
import { authorised } from './session/authorised'
import { createAuthentication, type Credentials } from './session/login'
import { createSessionKeeper, type SessionKeeper } from './session/session'
import { transported } from './transported'

export type { Dataset, PageRequest, Traffic } from './page/page-request'

/** What the login returned. */
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
   * @throws ClientFailure: 'too-much-asked' on a 504, a passed deadline or a body that is too large, at
   *   once: ask for less. With `timeoutsAre: 'trouble'` it is 'failed' when the patience is over, or at
   *   once for a body that is too large. 'page-cursor-lost' when ClearGrid keeps failing on the page
   *   cursor; the other kinds for what cannot be helped.
   */
  fetchPage(request: PageRequest, signal?: AbortSignal): Promise<Page>
  /**
   * The datasets that ClearGrid lists, by whichever path answers first. None where its catalog
   * cannot be found, which proves nothing, because its path is not documented.
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
  /** Called for each pause that an overloaded ClearGrid forces on us. */
  readonly onPause: (pause: Pause) => void
  /** Called with each secret that is obtained at run time. */
  readonly onSecret: (secret: string) => void
}

export function createClient(options: ClientOptions): Client {
  const { keeper, sendPage, sendGuess } = createSenders(options)
  const deadlineMs = options.pageDeadlineMs

  /** A GET of what is below the lender's path. */
  function get(url: string, signal?: AbortSignal): HttpRequest {
    const headers = { accept: 'application/json' }
    return { method: 'GET', url, headers, deadlineMs, ...(signal === undefined ? {} : { signal }) }
  }

  return {
    open: async (signal) => {
      const { lenderPublicId } = await keeper.current(signal)
      return { lenderPublicId, serverNow: keeper.serverNow() }
    },
    fetchPage: async (request, signal) => {
      const { readPage, traffic } = request
      const read = ({ body }: HttpAnswer): Page => readPage(body)
      const purpose = purposeOf(request)
      return await sendPage({ purpose, request: get(pagePath(request), signal), read, traffic })
    },
    fetchCatalog: async (signal) => {
      const found = new AbortController()
      const either = AbortSignal.any([found.signal, ...(signal === undefined ? [] : [signal])])
      const read = ({ body }: HttpAnswer): CatalogEntry[] => readCatalog(body)
      const purpose = { action: 'Looking at the catalog' }
      const guesses = CATALOG_PATHS.map(
        async (path) => await sendGuess({ purpose, request: get(path, either), read }),
      )
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

/** Who sends what, each through its own layers. */
interface Senders {
  readonly keeper: SessionKeeper
  readonly sendPage: Send
  /** For what is not worth a second attempt. */
  readonly sendGuess: Send
}

function createSenders(options: ClientOptions): Senders {
  const { hosts, runtime, policy, loginDeadlineMs: deadlineMs } = options
  const pauses = createPauses(runtime, options.onPause)
  const patience = createPatience(runtime.elapsedMs())
  const limit = createConcurrencyLimit(options.concurrency, options.concurrencyAtFirst)
  const retry = retried({ runtime, policy, pauses, patience })

  // A login waits for no permit: those who have one may be waiting for it.
  const sendOnce = transported(options.transport, runtime)
  const send = layered([retry, paused(pauses)], sendOnce)
  const keeper = createSessionKeeper(
    createAuthentication({ ...options, deadlineMs, send, sendOnce }),
  )
  const authorise = authorised(keeper, hosts)
  return {
    keeper,
    sendPage: layered([retry, limited(limit), paused(pauses), authorise], sendOnce),
    sendGuess: layered([authorise], sendOnce),
  }
}

function purposeOf({ action, dataset, pageCursor, timeoutsAre = 'size' }: PageRequest): Purpose {
  const withPageCursor = pageCursor !== undefined
  return { action, dataset: `${dataset.section}/${dataset.code}`, withPageCursor, timeoutsAre }
}
