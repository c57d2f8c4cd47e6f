import type { Dataset } from './page/page-request'

/** What ClearGrid's catalog says of a dataset. */
export interface CatalogEntry {
  readonly dataset: Dataset
  readonly available: boolean
  /** The ordering column; undefined where it is not said. */
  readonly cursorField: string | undefined
}

/** What ClearGrid lists, as far as it could be seen. */
export interface Catalog {
  readonly entries: readonly CatalogEntry[]
  /** Whether it may list more, because a path where it may be could not be asked. */
  readonly isUncertain: boolean
}

/**
 * Of several guesses under way, the first that lists something.
 * @param isNotThere whether a failure says that there is no catalog; any other is trouble.
 */
export async function firstCatalog(
  guesses: readonly Promise<readonly CatalogEntry[]>[],
  isNotThere: (thrown: unknown) => boolean,
): Promise<Catalog> {
  const listing = guesses.map(async (guess) => {
    const entries = await guess
    if (entries.length === 0) throw new ListsNothing()
    return entries
  })
  const entries = await Promise.any(listing).catch(() => [])
  if (entries.length > 0) return { entries, isUncertain: false }
  const settled = await Promise.allSettled(guesses)
  const isUncertain = settled.some(
    (guess) => guess.status === 'rejected' && !isNotThere(guess.reason),
  )
  return { entries, isUncertain }
}

class ListsNothing extends Error {}

/** Where the catalog may be: its path is not documented. */
export const CATALOG_PATHS = ['exports', 'exports/catalog'] as const

/**
 * The datasets in a catalog, whatever its shape: its keys are not documented, but for `available`.
 * A dataset is an object with `available` and a code, in whatever member; its section is its own, or
 * that of what it lies in.
 */
export function readCatalog(body: Buffer): CatalogEntry[] {
  return entriesIn(parsed(body), undefined)
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

function entriesIn(value: unknown, section: string | undefined): CatalogEntry[] {
  if (Array.isArray(value)) return value.flatMap((each: unknown) => entriesIn(each, section))
  if (typeof value !== 'object' || value === null) return []
  const members = Object.entries(value)
  const own = textIn(members, /^S\d$/) ?? section
  const code = textIn(members, /^D\d\d$/)
  const { available } = value as { readonly available?: unknown }
  if (code !== undefined && own !== undefined && typeof available === 'boolean') {
    const cursorField = members.find(([name]) => /^cursor_?field$/i.test(name))?.[1] as unknown
    const isText = typeof cursorField === 'string' && cursorField !== ''
    const field = isText ? cursorField : undefined
    return [{ dataset: { section: own, code }, available, cursorField: field }]
  }
  return members.flatMap(([name, each]) => entriesIn(each, /^S\d$/.test(name) ? name : own))
}

function textIn(
  members: readonly (readonly [string, unknown])[],
  form: RegExp,
): string | undefined {
  const found = members.find(([, value]) => typeof value === 'string' && form.test(value))?.[1]
  return typeof found === 'string' ? found : undefined
}
