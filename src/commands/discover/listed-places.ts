import type { Catalog, CatalogEntry } from '../../cleargrid/dataset-catalog'
import { nameOfDataset, OUTCOMES } from '../../discovered-streams'
import { ConnectorError } from '../../errors'
import { STREAMS } from '../../streams'
import { newestRowsEver, type Answered, type Asked, type Looking } from './newest-rows'

/** Where a dataset may be that the table does not know, and what it answered there. */
export interface Place {
  readonly dataset: Asked['dataset']
  /** What ClearGrid's catalog says that it is ordered by. */
  readonly listedField: string | undefined
  /** Whether the catalog says that it is available there; undefined: it does not name it. */
  readonly isListed: boolean | undefined
  readonly answered: Answered
}

export interface Places {
  /** Of one dataset each, in the order in which they count. D24 is the first of them. */
  readonly ofEach: readonly (readonly Place[])[]
  /** Places that the catalog lists and nobody looked at, because there are too many. */
  readonly leftOver: readonly string[]
  /** Whether the catalog may list more than could be seen. */
  readonly isUncertain: boolean
}

/** Places that are looked at at the most, beside that of D24, whatever the catalog lists. */
export const PLACES_MAX = 50

/**
 * Looks at D24 where it is expected, and at each place where the catalog says that a dataset is
 * available which the table does not know: once, and side by side.
 */
export async function lookBeyondTable(looking: Looking): Promise<Places> {
  const look = async (dataset: Asked['dataset']): Promise<Answered> =>
    await newestRowsEver({ name: nameOfDataset(dataset), dataset }, looking)
  const listed = catalogOf(looking).then(async (catalog) => {
    const wanted = unknownIn(catalog.entries)
    const places = wanted.slice(0, PLACES_MAX).map(async ({ dataset, cursorField }) => {
      return { dataset, listedField: cursorField, isListed: true, answered: await look(dataset) }
    })
    return { catalog, places: await Promise.all(places), leftOver: wanted.slice(PLACES_MAX) }
  })
  const [answered, { catalog, places, leftOver }] = await Promise.all([
    look(OUTCOMES.dataset),
    listed,
  ])
  const usual = usualPlace(answered, catalog)
  const codes = new Set([usual, ...places].map(({ dataset }) => dataset.code))
  return {
    // The catalog knows better than we do where a dataset is.
    ofEach: [...codes].map((code) => [...places, usual].filter((one) => one.dataset.code === code)),
    leftOver: leftOver.map(({ dataset }) => placeOf(dataset)),
    isUncertain: catalog.isUncertain,
  }
}

function usualPlace(answered: Answered, { entries }: Catalog): Place {
  const { dataset } = OUTCOMES
  const all = entries.filter((entry) => entry.dataset.code === dataset.code)
  const here = all.filter((entry) => entry.dataset.section === dataset.section)
  return {
    dataset,
    listedField: [...here, ...all].find(({ cursorField }) => cursorField !== undefined)
      ?.cursorField,
    isListed: all.length === 0 ? undefined : here.some(({ available }) => available),
    answered,
  }
}

/** What is late is not there: the datasets are worth more than what else may be listed. */
async function catalogOf({ client, signal }: Looking): Promise<Catalog> {
  try {
    return await client.fetchCatalog(signal)
  } catch (thrown) {
    if (thrown instanceof ConnectorError) return { entries: [], isUncertain: true }
    throw thrown
  }
}

/** Each place once, by code; those of one code in the order of the catalog. */
function unknownIn(entries: readonly CatalogEntry[]): CatalogEntry[] {
  const codes: readonly string[] = STREAMS.map(({ dataset }) => dataset.code)
  const usual = placeOf(OUTCOMES.dataset)
  const places = new Map<string, CatalogEntry>()
  for (const entry of entries) {
    const place = placeOf(entry.dataset)
    const isKnown = codes.includes(entry.dataset.code) || place === usual
    if (entry.available && !isKnown && !places.has(place)) places.set(place, entry)
  }
  return [...places.values()].sort((one, other) => compare(one.dataset.code, other.dataset.code))
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

function placeOf({ section, code }: Asked['dataset']): string {
  return `${section}/${code}`
}
