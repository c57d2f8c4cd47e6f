import { LIKELY_CURSOR_FIELDS } from '../../discovered-streams'
import type { JsonObject } from '../../schemas'
import { parseInstant, secondBefore, SECOND_MS, type Instant } from '../../time/instant'
import type { Window } from '../../time/window'
import { isInstant } from './new-fields'

/** What a dataset is ordered by, and filtered on. */
export interface Ordering {
  readonly cursorField: string
  /** Whether neither its rows nor ClearGrid's catalog say so. */
  readonly isGuess: boolean
}

/** How a dataset can be asked for rows; undefined where it gave none of them. */
export interface Ask {
  readonly within: (window: Window) => Promise<readonly JsonObject[] | undefined>
  /** Some that are long over, oldest first: the likeliest to have been changed since. */
  readonly oldest: () => Promise<readonly JsonObject[] | undefined>
}

/** Fields that are tried at the most, and rows that are asked for to tell them apart. */
const FIELDS_MAX = 8
const ROUNDS = 3

/**
 * Finds what a dataset is ordered by. A wrong field would lose rows, and datasets of calls have an
 * `updated_at` that orders nothing. So its rows must be in the order of it; and of several such fields
 * it is the one in whose second ClearGrid finds the row.
 * @param rows newest first, as they were asked for.
 * @param listed what ClearGrid's catalog says; taken where the rows do not speak against it.
 */
export async function orderingOf(
  rows: readonly JsonObject[],
  listedField: string | undefined,
  ask: Ask,
): Promise<Ordering> {
  const listed = MAY_BE_ITS_NAME.test(listedField ?? '') ? listedField : undefined
  const fields = instantFields(rows, listed)
  const isListedRight = rows.length === 0 || isInOrder(rows, listed ?? '', 'desc')
  if (listed !== undefined && isListedRight) return { cursorField: listed, isGuess: false }
  if (fields.length === 0) return { cursorField: listed ?? LIKELY_CURSOR_FIELDS[0], isGuess: true }
  const left = await narrowed(fields, rows, 'desc', ask)
  if (left.isProven) return orderedBy(left)
  return orderedBy(await narrowed(left.fields, (await ask.oldest()) ?? [], 'asc', ask))
}

/** A catalog of unknown shape may name anything. */
const MAY_BE_ITS_NAME = /^(?!public_id$)[a-z]\w*$/i

/** Fields that are still possible. */
interface Left {
  readonly fields: readonly string[]
  readonly isProven: boolean
}

function orderedBy({ fields: [field = ''], isProven }: Left): Ordering {
  return { cursorField: field, isGuess: !isProven }
}

/** The likeliest first. The one that is looked for has an instant in every row, or it is in no window. */
function instantFields(rows: readonly JsonObject[], listed: string | undefined): string[] {
  const [first = {}] = rows
  const others = Object.keys(first).filter((field) => isInstant(String(first[field])))
  const likely = [...(listed === undefined ? [] : [listed]), ...LIKELY_CURSOR_FIELDS]
  return [...new Set([...likely, ...others.sort()])]
    .filter((field) => rows.length > 0 && rows.every((row) => !Number.isNaN(instantIn(row, field))))
    .slice(0, FIELDS_MAX)
}

function instantIn(row: JsonObject, field: string): Instant {
  return Object.hasOwn(row, field) ? (parseInstant(row[field]) ?? NaN) : NaN
}

async function narrowed(
  fields: readonly string[],
  rows: readonly JsonObject[],
  sort: 'asc' | 'desc',
  ask: Ask,
): Promise<Left> {
  const inOrder = fields.filter((field) => isInOrder(rows, field, sort))
  if (inOrder.length === 1 && rows.length > 0) return { fields: inOrder, isProven: true }
  return await found(inOrder.length === 0 ? fields : inOrder, rows, ask)
}

function isInOrder(rows: readonly JsonObject[], field: string, sort: 'asc' | 'desc'): boolean {
  const instants = rows.map((row) => instantIn(row, field))
  const ascending = sort === 'asc' ? instants : instants.reverse()
  return ascending.every((at, index) => at >= (ascending[index - 1] ?? -Infinity))
}

/** Asks for the second of a row by each field: where ClearGrid does not find it, it looks elsewhere. */
async function found(
  fields: readonly string[],
  rows: readonly JsonObject[],
  ask: Ask,
): Promise<Left> {
  let left = fields
  for (let round = 0; round < ROUNDS; round += 1) {
    const row = tellingRow(rows, left)
    if (row === undefined) break
    const seconds = secondsOf(row, left)
    const answers = await Promise.all(
      seconds.map(async (since) => await ask.within({ since, until: since + SECOND_MS })),
    )
    const isThere = (rowsThere: readonly JsonObject[] = []): boolean =>
      rowsThere.some((one) => one['public_id'] === row['public_id'])
    const holding = new Set(seconds.filter((_, index) => isThere(answers[index])))
    const next = left.filter((field) => holding.has(secondOf(row, field)))
    if (next.length === 0) break
    left = next
    if (left.length === 1) return { fields: left, isProven: true }
  }
  return { fields: left, isProven: false }
}

/** The row in which the most of these fields have a second of their own; undefined: they never do. */
function tellingRow(
  rows: readonly JsonObject[],
  fields: readonly string[],
): JsonObject | undefined {
  const most = Math.max(...rows.map((row) => secondsOf(row, fields).length))
  if (most < Math.min(2, fields.length)) return undefined
  return rows.find((row) => secondsOf(row, fields).length === most)
}

function secondsOf(row: JsonObject, fields: readonly string[]): Instant[] {
  return [...new Set(fields.map((field) => secondOf(row, field)))]
}

/** Windows are asked for in whole seconds. */
function secondOf(row: JsonObject, field: string): Instant {
  return secondBefore(instantIn(row, field))
}
