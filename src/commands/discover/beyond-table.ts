import { nameOfDataset } from '../../discovered-streams'
import type { AirbyteStream } from '../../protocol/messages'
import type { JsonObject } from '../../schemas'
import { DAY_MS } from '../../time/instant'
import { describeDiscovered } from './describe'
import { lookBeyondTable, type Place } from './listed-places'
import { rowsIn, type Answered, type Looking } from './newest-rows'
import { orderingOf, type Ordering } from './ordering'
import {
  leftOut,
  mayBeMissing,
  notLookedAt,
  tooManyListed,
  withoutColumn,
  withoutKey,
  withoutProof,
  type Line,
  type Troubled,
} from './told'

/** What is offered beyond the table, and what is to be said of it. */
export interface BeyondTable {
  readonly streams: readonly AirbyteStream[]
  readonly lines: readonly Line[]
  /** Whether any of these datasets answered. */
  readonly hasAnswer: boolean
}

/**
 * The datasets that the table does not know: D24, and those that ClearGrid's catalog says are
 * available, as their rows show them. Of a dataset that is listed in several places the first that
 * answers counts. One that is in trouble cannot be told from one that is not there: it is offered
 * only where the catalog says that it is available, and what it is ordered by.
 */
export async function offerBeyondTable(looking: Looking): Promise<BeyondTable> {
  const { ofEach, leftOver, isUncertain } = await lookBeyondTable(looking)
  const offers = await Promise.all(ofEach.map(async (places) => await offerOne(places, looking)))
  const unseen = isUncertain ? [UNSEEN_CATALOG] : []
  return {
    streams: offers.flatMap(({ stream }) => stream ?? []),
    lines: [
      ...offers.flatMap(({ lines }) => lines ?? []),
      ...notLookedAt(offers.flatMap(({ troubled }) => troubled ?? [])),
      ...mayBeMissing([...offers.flatMap(({ missing }) => missing ?? []), ...unseen]),
      ...tooManyListed(leftOver),
    ],
    hasAnswer: ofEach.flat().some(({ answered }) => rowsOf(answered) !== undefined),
  }
}

const UNSEEN_CATALOG: Troubled = {
  name: 'datasets that this release does not know',
  trouble: "ClearGrid's catalog could not be read.",
}

/** What becomes of one dataset. */
interface Offer {
  readonly stream?: AirbyteStream
  readonly lines?: readonly Line[]
  /** It is offered, though it could not be looked at. */
  readonly troubled?: Troubled
  /** It is not offered, because it could not be looked at. */
  readonly missing?: Troubled
}

async function offerOne(places: readonly Place[], looking: Looking): Promise<Offer> {
  for (const place of places) {
    const rows = rowsOf(place.answered)
    if (rows !== undefined) return await offerRows(place, rows, looking)
  }
  for (const { dataset, listedField, isListed, answered } of places) {
    if (answered === 'absent' || !('trouble' in answered) || isListed === false) continue
    const troubled = { name: nameOfDataset(dataset), trouble: answered.trouble }
    if (isListed !== true || listedField === undefined) return { missing: troubled }
    return { stream: describeDiscovered(dataset, [], listedField).stream, troubled }
  }
  // D24 is expected to be closed.
  const [listed] = places.filter(({ isListed }) => isListed === true)
  if (listed === undefined) return {}
  const { section, code } = listed.dataset
  return { lines: [leftOut(nameOfDataset(listed.dataset), section, code)] }
}

async function offerRows(
  { dataset, listedField }: Place,
  rows: readonly JsonObject[],
  looking: Looking,
): Promise<Offer> {
  const name = nameOfDataset(dataset)
  if (!rows.every(hasKey)) return { lines: [withoutKey(name)] }
  const { cursorField, isGuess } = await orderingAt({ dataset, listedField }, rows, looking)
  const { stream, fields } = describeDiscovered(dataset, rows, cursorField)
  const doubts = isGuess ? [withoutProof(name, cursorField, rows.length > 0)] : []
  return { stream, lines: [...doubts, ...withoutColumn(name, fields)] }
}

async function orderingAt(
  { dataset, listedField }: Pick<Place, 'dataset' | 'listedField'>,
  rows: readonly JsonObject[],
  looking: Looking,
): Promise<Ordering> {
  const asked = { name: nameOfDataset(dataset), dataset }
  return await orderingOf(rows, listedField, {
    within: async (window) =>
      rowsOf(await rowsIn(asked, window, looking, { limit: SECOND_ROWS_MAX })),
    oldest: async () => {
      const window = { since: looking.now - YEAR_MS, until: looking.now }
      return rowsOf(await rowsIn(asked, window, looking, { sort: 'asc' }))
    },
  })
}

/** The most that a page can hold: many rows may share a second. */
const SECOND_ROWS_MAX = 1_000
const YEAR_MS = 365 * DAY_MS

function hasKey(row: JsonObject): boolean {
  const key = row['public_id']
  return typeof key === 'number' || (typeof key === 'string' && key !== '')
}

function rowsOf(answered: Answered): readonly JsonObject[] | undefined {
  return answered !== 'absent' && 'rows' in answered ? answered.rows : undefined
}
