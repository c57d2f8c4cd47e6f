import { formatInstant, type Instant } from '../../../src/time/instant'
import type { Chance } from '../random'
import type { Nature, Weather } from './nature'
import { firstAtOrAfter, firstBehind, type Dataset, type Entry } from './tenant'

/** A request for one page, as it was sent. */
export interface PageQuery {
  readonly since: Instant
  readonly until: Instant
  readonly limit: number
  readonly pageCursor: string | undefined
  readonly includeTotal: boolean
}

/** The whole answer: JSON text of rows and what is said of them. */
export interface PageContent {
  readonly body: string
  readonly rows: number
}

interface Place {
  readonly at: Instant
  readonly id: string
  /** Empty pages of a run that are still to come. */
  readonly empties: number
  readonly round: number
}

/** A page of the documented shape. Whether it is refused for its size has been decided before. */
export function fetchPage(
  dataset: Dataset,
  query: PageQuery,
  world: {
    readonly nature: Nature
    readonly weather: Weather
    readonly chance: Chance
    readonly now: Instant
    /** Ids that were left out once. */
    readonly omitted: Set<string>
  },
): PageContent {
  const { nature, weather, chance } = world
  const place = query.pageCursor === undefined ? undefined : placeOf(query.pageCursor)
  const read = windowRead(query, nature, place !== undefined)
  const ahead = rowsAhead(dataset, read, place, nature, world.now)
  const isEmpty =
    (place?.empties ?? 0) > 0 || (ahead.length > 0 && chance.happens(nature.emptyRuns))
  const size = isEmpty ? 0 : pageSize(query.limit, nature, chance)
  const scannedTo = Math.max(place?.at ?? -1, read.since - 1) + 1 + nature.scanMs
  const page = ahead.slice(0, Math.min(size, firstAtOrAfter(ahead, scannedTo)))
  const left = ahead.length - page.length
  const hasScanned = page.length < size && scannedTo < read.until
  const next = hasScanned
    ? { at: scannedTo - 1, id: LAST_ID, empties: 0, round: 0 }
    : nextPlace(page.at(-1), place, isEmpty, world)
  const { loopAt } = weather
  const goesRound =
    loopAt?.stream === dataset.stream && loopAt.instant >= read.since && loopAt.instant < read.until
  const isEnd =
    left === 0 &&
    !isEmpty &&
    !hasScanned &&
    (place === undefined ? chance.happens(0.95) : chance.happens(0.9))
  const restart = { at: -1, id: '', empties: 0, round: (place?.round ?? 0) + 1 }
  const nextCursor = isEnd ? (goesRound ? encode(restart) : null) : encode(next)
  const given = page.filter(({ row: { id } }) => !isLeftOut(id, world))
  return { body: bodyOf(given, nextCursor, query, read, ahead.length, nature), rows: given.length }
}

function isLeftOut(
  id: string,
  { weather, omitted }: { readonly weather: Weather; readonly omitted: Set<string> },
): boolean {
  if (weather.omitsOnce !== id || omitted.has(id)) return false
  omitted.add(id)
  return true
}

/** Behind every id. */
const LAST_ID = '\uffff'

/** What the API reads of the window asked for. */
function windowRead(
  query: PageQuery,
  { clampMs, ignoresFiltersWithCursor, wholeSeconds }: Nature,
  hasPageCursor: boolean,
): { since: Instant; until: Instant } {
  if (hasPageCursor && ignoresFiltersWithCursor) return { since: -Infinity, until: Infinity }
  const unit = wholeSeconds ? 1_000 : 1
  const since = Math.ceil(query.since / unit) * unit
  const until = Math.floor(query.until / unit) * unit
  return { since, until: Math.min(until, since + clampMs) }
}

/** The rows of a window behind a place, in the API's order. */
export function rowsAhead(
  dataset: Dataset,
  { since, until }: { readonly since: Instant; readonly until: Instant },
  place: Pick<Place, 'at' | 'id'> | undefined,
  { order }: Pick<Nature, 'order'>,
  now: Instant,
): readonly Entry[] {
  const all = dataset.visible(now)
  const isSorted = order === 'ascending' && !dataset.isDisordered
  const inWindow = isSorted
    ? all.slice(firstBehind(all, since, place), firstAtOrAfter(all, until))
    : all.filter(({ version: { at } }) => at >= since && at < until)
  if (order === 'descending') inWindow.reverse()
  if (isSorted || place === undefined || place.at === -1) return inWindow
  const sign = order === 'ascending' ? 1 : -1
  return inWindow.filter(({ row, version }) => {
    const byTime = version.orderAt - place.at
    const byId = row.id === place.id ? 0 : row.id > place.id ? 1 : -1
    return sign * (byTime === 0 ? byId : byTime) > 0
  })
}

function pageSize(limit: number, nature: Nature, chance: Chance): number {
  const asked = Math.min(limit, nature.pageCap)
  if (chance.happens(nature.overLimit)) return asked + chance.int(1, 7)
  return nature.fillMin >= 1 ? asked : chance.int(Math.ceil(asked * nature.fillMin), asked)
}

function nextPlace(
  last: Entry | undefined,
  place: Place | undefined,
  isEmpty: boolean,
  { nature, chance }: { readonly nature: Nature; readonly chance: Chance },
): Place {
  const round = place?.round ?? 0
  const here = { at: place?.at ?? -1, id: place?.id ?? '', round }
  if (last !== undefined) return { at: last.version.orderAt, id: last.row.id, empties: 0, round }
  const empties = place?.empties ?? 0
  if (empties > 0) return { ...here, empties: empties - 1, round: round + 1 }
  const run = isEmpty ? chance.int(0, nature.emptyRunMax) : 0
  return { ...here, empties: run, round: round + 1 }
}

function encode(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** What a page cursor stands for. */
export function placeOf(pageCursor: string): Place {
  return JSON.parse(Buffer.from(pageCursor, 'base64url').toString('utf8')) as Place
}

function bodyOf(
  page: readonly Entry[],
  nextCursor: string | null,
  { includeTotal, pageCursor }: PageQuery,
  read: { readonly since: Instant; readonly until: Instant },
  total: number,
  { echoes, totalError, escapesNames }: Nature,
): string {
  const counts = includeTotal && totalError !== undefined && pageCursor === undefined
  const pagination = {
    nextCursor,
    ...(counts ? { total: total + totalError, totalExact: true, totalNote: null } : {}),
  }
  const isBounded = Number.isFinite(read.since)
  const meta = {
    tenantPathKind: 'via',
    ...(echoes && isBounded
      ? { since: formatInstant(read.since), until: formatInstant(read.until) }
      : {}),
  }
  const rows = page.map(({ version }) => version.text).join(',')
  const name = escapesNames ? 'b\\u006fdy' : 'body'
  return (
    `{"code":200,"message":"success","${name}":{"rows":[${rows}],` +
    `"pagination":${JSON.stringify(pagination)},"meta":${JSON.stringify(meta)}},"errors":[]}`
  )
}
