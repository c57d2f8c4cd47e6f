import type { Client, Dataset } from '../../cleargrid/client'
import type { Page } from '../../cleargrid/page/envelope'
import { UNFRAMED } from '../../cleargrid/page/framing'
import { parsePage } from '../../cleargrid/page/parse-page'
import { refusalOf } from '../../cleargrid/client-failure'
import { ConnectorError } from '../../errors'
import { explain } from '../../explain'
import { DAY_MS, type Instant } from '../../time/instant'
import type { JsonObject } from '../../schemas'
import type { StreamDefinition } from '../../streams'
import type { Window } from '../../time/window'

/** What a dataset answered when it was asked for its newest rows. */
export type Answered =
  | { readonly rows: readonly JsonObject[] }
  /** 404: it is not offered to this lender. */
  | 'absent'
  /** Anything else. */
  | { readonly trouble: string }

/** Enough to meet the fields there are; one page, whatever there is. */
const ROWS = 100

/** A wide window costs a direct dataset nothing, and shows rows of a quiet one. */
const WINDOW_MS = { direct: 90 * DAY_MS, via: 30 * DAY_MS } as const

/** How far back rows of a dataset are looked for of which nothing is known, until there are some. */
const LOOK_BACK_MS = [365 * DAY_MS, 5 * 365 * DAY_MS, 50 * 365 * DAY_MS] as const

export interface Looking {
  readonly client: Client
  readonly now: Instant
  /** The longest window that the settings allow. */
  readonly windowMsMax: number
  readonly signal: AbortSignal
}

/** Whom is asked. */
export interface Asked {
  readonly name: string
  readonly dataset: Dataset
}

/** Asks a dataset for its newest rows: one page, newest first, of a bounded window. */
export async function newestRows(
  asked: Asked & Pick<StreamDefinition, 'filter'>,
  looking: Looking,
): Promise<Answered> {
  const { now, windowMsMax } = looking
  const { via, direct } = WINDOW_MS
  const windowMs = asked.filter === 'via' ? Math.min(via, windowMsMax) : direct
  return await rowsIn(asked, { since: now - windowMs, until: now }, looking)
}

/**
 * The same of a dataset that nobody has documented, which may be quiet: where the newest window is
 * empty, those before it are asked for, one after the other. One of them that cannot be had leaves it
 * without rows.
 */
export async function newestRowsEver(asked: Asked, looking: Looking): Promise<Answered> {
  const { now, windowMsMax } = looking
  const newest = await newestRows({ ...asked, filter: 'via' }, looking)
  if (newest === 'absent' || 'trouble' in newest || newest.rows.length > 0) return newest
  let until = now - Math.min(WINDOW_MS.via, windowMsMax)
  for (const backMs of LOOK_BACK_MS) {
    const window = { since: Math.max(0, now - backMs), until }
    const older = await rowsIn(asked, window, looking)
    if (older === 'absent' || 'trouble' in older) return newest
    if (older.rows.length > 0) return older
    until = window.since
  }
  return newest
}

/** Asks a dataset for one page of rows. */
export async function rowsIn(
  { name, dataset }: Asked,
  window: Window,
  { client, signal }: Pick<Looking, 'client' | 'signal'>,
  { limit = ROWS, sort = 'desc' }: { readonly limit?: number; readonly sort?: 'asc' | 'desc' } = {},
): Promise<Answered> {
  const action = `Looking at the newest rows of ${name}`
  const request = { dataset, window, limit, sort, readPage: readLoosely, action }
  try {
    const { rows } = await client.fetchPage(request, signal)
    return { rows: Array.from({ length: rows.length }, (_, index) => rows.value(index)) }
  } catch (thrown) {
    if (refusalOf(thrown) === 404) return 'absent'
    const told = explain(thrown)
    if (!(told instanceof ConnectorError)) throw thrown
    return { trouble: told.message }
  }
}

/** Nothing is passed on: keys and instants play no part. */
function readLoosely(body: Buffer): Page {
  return parsePage(body, FORMAT)
}

const FORMAT = {
  primaryKey: ['public_id'],
  cursorField: 'updated_at',
  changeField: 'updated_at',
  fields: [],
  frame: UNFRAMED,
}
