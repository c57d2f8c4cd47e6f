import { fixedData } from '../../src/sandbox/data'
import { cursorFieldOf } from '../../src/sandbox/datasets'
import { startSandbox } from '../../src/sandbox/server'
import { noteSecretsOf } from './secrets-seen'
import type {
  DatasetPage,
  Sandbox,
  SandboxExchange,
  SandboxOptions,
  ScriptedAnswer,
} from '../../src/sandbox/server'

/** A row of a scripted page: an id, or a whole row, which is given as it is. */
export type ScriptedRow = string | Readonly<Record<string, unknown>>

export interface ScriptedPage {
  readonly rows: readonly ScriptedRow[]
  readonly pagination: DatasetPage['pagination']
}

/** A ClearGrid for tests: the sandbox, with a script. */
export interface ClearGrid extends Sandbox {
  /**
   * The pages that the dataset's next requests get, in order. When they are used up, the dataset is
   * empty. Tokens, lender and dataset are checked as ever: a refused request uses up no page.
   */
  script(dataset: string, ...pages: readonly ScriptedPage[]): void
  /** The next request that matches gets this answer, once. */
  answerNext(match: (exchange: SandboxExchange) => boolean, answer: ScriptedAnswer): void
  /** The page cursors of all requests to the dataset; undefined asks for a first page. */
  cursorsAsked(dataset: string): (string | undefined)[]
}

/** The clock of a test that does not bring its own. */
export const TEST_NOW = Date.UTC(2026, 5, 1)

/** Holds no rows but those that are given or scripted. */
export async function startClearGrid(options: Partial<SandboxOptions> = {}): Promise<ClearGrid> {
  const scripts = new Map<string, ScriptedPage[]>()
  const once: { match: (exchange: SandboxExchange) => boolean; answer: ScriptedAnswer }[] = []
  const sandbox = await startSandbox({
    now: () => TEST_NOW,
    data: fixedData({}),
    ...options,
    intercept: (exchange) => {
      noteSecretsOf(exchange)
      const index = once.findIndex(({ match }) => match(exchange))
      return index === -1 ? options.intercept?.(exchange) : once.splice(index, 1)[0]?.answer
    },
    pages: (exchange) => {
      const script = scripts.get(exchange.dataset ?? '')
      return script === undefined ? options.pages?.(exchange) : filled(script.shift(), exchange)
    },
  })
  return {
    ...sandbox,
    script: (dataset, ...pages) => {
      scripts.set(dataset, [...(scripts.get(dataset) ?? []), ...pages])
    },
    answerNext: (match, answer) => {
      once.push({ match, answer })
    },
    cursorsAsked: (dataset) =>
      sandbox.exchanges
        .filter((exchange) => exchange.dataset === dataset)
        .map(({ query }) => query['cursor']),
  }
}

/** A scripted page. `pagination` adds to `nextCursor`: totals, say. */
export function page(
  rows: readonly ScriptedRow[],
  nextPageCursor: string | null,
  pagination: Omit<DatasetPage['pagination'], 'nextCursor'> = {},
): ScriptedPage {
  return { rows, pagination: { nextCursor: nextPageCursor, ...pagination } }
}

/** An id becomes the smallest valid row, at the first instant of the window that is asked for. */
function filled(scripted: ScriptedPage | undefined, exchange: SandboxExchange): DatasetPage {
  const { rows, pagination } = scripted ?? page([], null)
  const cursorField = cursorFieldOf(exchange.dataset ?? '')
  const since = exchange.query['since'] ?? new Date(TEST_NOW).toISOString()
  return {
    rows: rows.map((row) =>
      typeof row === 'string' ? { public_id: row, [cursorField]: since } : row,
    ),
    pagination,
  }
}
