import { jsonAnswer, Refusal, refusalAnswer, successAnswer, type Answer } from './answer'
import { createAuthority } from './tokens'
import type { SandboxData } from './data'
import { allDatasets, datasetAt } from './datasets'
import { CATALOG_PATH, EXPORT_PATH, type SandboxExchange } from './receive'
import { fetchDataset, type DatasetPage } from './fetch-dataset'
import { parseDatasetQuery, type DatasetQuery } from './query'
import { catalogOf, openedBy, refuseDataset, refusePage } from './switches'

export interface ApiOptions {
  readonly data: SandboxData
  readonly tokenLifeMs: number
  readonly scanRowsMax: number
  /** Reserved datasets that are open. */
  readonly opened: readonly string[]
  /** A page to give in place of the dataset's own, to a request that may read it. */
  readonly pages: (exchange: SandboxExchange) => DatasetPage | undefined
}

/** ClearGrid as a function: the answer to a request at `now`. Refusals are answers too. */
export type Api = (exchange: SandboxExchange, now: number) => Answer

export function createApi({ data, tokenLifeMs, scanRowsMax, opened, pages }: ApiOptions): Api {
  const authority = createAuthority(tokenLifeMs)

  /** @throws Refusal with 403 where the token is another lender's. */
  function switchesOf({ headers }: SandboxExchange, lenderPublicId: string, now: number) {
    const lender = authority.lenderBehind(headers['authorization'], now)
    if (lender.lenderPublicId === lenderPublicId) return lender.switches
    throw new Refusal(403, 'Lender does not match the token.')
  }

  function exports(exchange: SandboxExchange, parts: PathParts, now: number): Answer {
    const [lenderPublicId = '', section = '', code = ''] = parts
    const switches = switchesOf(exchange, lenderPublicId, now)
    refuseDataset(switches, code)
    const dataset = datasetAt(section, code, openedBy(switches, opened))
    if (dataset === undefined) throw new Refusal(404, `No dataset ${section}/${code}.`)
    const query = parseDatasetQuery(exchange.query)
    refusePage(switches, query, exchange.index)
    const source = { data, scanRowsMax, now, lenderPublicId }
    const page = pages(exchange) ?? fetchDataset(dataset, query, source)
    return successAnswer({ ...page, meta: { ...echo(query), tenantPathKind: dataset.kind } })
  }

  function catalog(exchange: SandboxExchange, [lender = '']: PathParts, now: number): Answer {
    const switches = switchesOf(exchange, lender, now)
    return successAnswer(catalogOf(allDatasets(openedBy(switches, opened))))
  }

  const routes: readonly Route[] = [
    {
      method: 'POST',
      path: /^\/admin\/auth\/([^/]+)\/login$/,
      answer: ({ body }, [lender = ''], now) => jsonAnswer(200, authority.logIn(lender, body, now)),
    },
    {
      method: 'POST',
      path: /^\/admin\/auth\/([^/]+)\/refresh-token$/,
      answer: ({ body }, [lender = ''], now) =>
        jsonAnswer(200, authority.refresh(lender, body, now)),
    },
    { method: 'GET', path: EXPORT_PATH, answer: exports },
    { method: 'GET', path: CATALOG_PATH, answer: catalog },
  ]
  return (exchange, now) => answerBy(routes, exchange, now)
}

type PathParts = readonly string[]

interface Route {
  readonly method: string
  readonly path: RegExp
  readonly answer: (exchange: SandboxExchange, parts: PathParts, now: number) => Answer
}

function answerBy(routes: readonly Route[], exchange: SandboxExchange, now: number): Answer {
  const { method, path, index } = exchange
  try {
    for (const route of routes) {
      const match = method === route.method ? route.path.exec(path) : null
      if (match !== null) return route.answer(exchange, match.slice(1), now)
    }
    throw new Refusal(404, `Cannot ${method} ${path}`)
  } catch (thrown) {
    if (thrown instanceof Refusal) return refusalAnswer(thrown, index)
    throw thrown
  }
}

/** The filter as it was understood. */
function echo({ since, until }: DatasetQuery): { since: string | null; until: string | null } {
  const text = (instant?: number): string | null =>
    instant === undefined ? null : new Date(instant).toISOString()
  return { since: text(since), until: text(until) }
}
