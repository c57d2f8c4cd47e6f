import type { Client, Dataset } from '../../cleargrid/client'
import type { Page } from '../../cleargrid/page/envelope'
import { parsePage } from '../../cleargrid/page/parse-page'
import { ConnectorError } from '../../errors'
import { DAY_MS, type Instant } from '../../time/instant'
import type { JsonObject } from '../../schemas'
import type { StreamDefinition } from '../../streams'

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

export interface Looking {
  readonly client: Client
  readonly now: Instant
  /** The longest window that the settings allow. */
  readonly windowMsMax: number
  readonly signal: AbortSignal
}

/** Asks a dataset for its newest rows: one page, newest first, of a bounded window. */
export async function newestRows(
  { name, dataset, filter }: { name: string; dataset: Dataset } & Pick<StreamDefinition, 'filter'>,
  { client, now, windowMsMax, signal }: Looking,
): Promise<Answered> {
  const windowMs = filter === 'via' ? Math.min(WINDOW_MS.via, windowMsMax) : WINDOW_MS.direct
  const request = {
    dataset,
    window: { since: now - windowMs, until: now },
    limit: ROWS,
    sort: 'desc',
    readPage: readLoosely,
    doing: `Looking at the newest rows of ${name}`,
  } as const
  try {
    const { rows } = await client.fetchPage(request, signal)
    return { rows: Array.from({ length: rows.length }, (_, index) => rows.value(index)) }
  } catch (thrown) {
    if (!(thrown instanceof ConnectorError)) throw thrown
    return thrown.status === 404 ? 'absent' : { trouble: thrown.message }
  }
}

/** Nothing is passed on: keys and instants play no part. */
function readLoosely(body: Buffer): Page {
  return parsePage(body, FORMAT)
}

const EMPTY = Buffer.alloc(0)
const FORMAT = {
  primaryKey: ['public_id'],
  cursorField: 'updated_at',
  changeField: 'updated_at',
  fields: [],
  frame: () => ({ before: EMPTY, behind: EMPTY }),
}
