import { formatInstant, type Instant } from '../../../src/time/instant'
import type { Chance } from '../random'

/** What a row is made of. */
export interface RowParts {
  readonly stream: string
  readonly id: string
  readonly at: Instant
  readonly updatedAt: Instant
  /** Counts a row's versions, so that no two texts of it are equal. */
  readonly version: number
}

/** The fields of each stream beside its key and instants, with an everyday value. */
const FIELDS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  communication_logs: [
    ['communication_type', '"SMS"'],
    ['direction', '"OUTBOUND"'],
    ['status', '"DELIVERED"'],
    ['from', 'null'],
    ['to', '"+966500000000"'],
    ['subject', 'null'],
    ['duration', '12.5'],
  ],
  conversations: [
    ['platform', '"WHATSAPP"'],
    ['purpose', '"COLLECTION"'],
    ['type', '"TEXT"'],
    ['by', '"AGENT"'],
    ['operation', 'null'],
    ['status', '"OPEN"'],
    ['visibility', '"PUBLIC"'],
    ['delivery_status', '{"sent":true}'],
  ],
  manual_communication_logs: [
    ['communication_type', '"CALL"'],
    ['interaction_source', '"PORTAL"'],
    ['outcome_option', 'null'],
    ['is_active', 'true'],
    ['is_ptp_broken', 'false'],
  ],
}

/** Values that a reader may spoil: each is JSON as it stands. */
const TREACHEROUS = [
  '9007199254740993',
  '1.0',
  '1e400',
  '-0',
  '0.1000000000000000055',
  '"\\u0000\\ud83d\\ude00 \\"quoted\\" \\/ \\u2028"',
  '"ü, ß, العربية, 🎈, \u2028"',
  '"\\ud800"',
  '[1,[2,{"public_id":"not this one"}],{}]',
  '{"updated_at":"1970-01-01T00:00:00Z","rows":[{}],"nextCursor":null}',
  '""',
  'null',
  'false',
] as const

/** The row as JSON text. Most are everyday rows; some hold whatever JSON can hold. */
export function rowText(parts: RowParts, chance: Chance): string {
  const { stream, id, at, updatedAt, version } = parts
  const isOdd = chance.happens(0.08)
  const fields = (FIELDS[stream] ?? []).map(([name, usual], index) => {
    if (index === 0) return [name, `"${usual.slice(1, -1)} ${version}"`]
    return [name, isOdd && chance.happens(0.5) ? chance.pick(TREACHEROUS) : usual]
  })
  const created = ['created_at', JSON.stringify(formatInstant(at))]
  const updated = ['updated_at', instantText(updatedAt, isOdd, chance)]
  const communicated = ['communicated_at', instantText(at, isOdd, chance)]
  const hasCommunicated = stream !== 'conversations'
  const members = [
    ['public_id', JSON.stringify(id)],
    ...fields,
    ...(hasCommunicated ? [communicated] : []),
    created,
    updated,
    ...(isOdd && chance.happens(0.3) ? [['unknown_to_the_schema', chance.pick(TREACHEROUS)]] : []),
  ]
  const [colon, comma] = isOdd && chance.happens(0.3) ? [' : ', ' ,\n '] : [':', ',']
  return `{${members.map(([name, value]) => `"${name}"${colon}${value}`).join(comma)}}`
}

/** Mostly as ClearGrid writes it; now and then the same instant in another form. */
function instantText(instant: Instant, isOdd: boolean, chance: Chance): string {
  const usual = formatInstant(instant)
  if (!isOdd || chance.happens(0.7)) return JSON.stringify(usual)
  if (chance.happens(0.5)) return JSON.stringify(usual.replace('Z', '456Z'))
  return JSON.stringify(formatInstant(instant + 3 * 3_600_000).replace('Z', '+03:00'))
}

/**
 * What the platform must read: the same text, where line breaks between tokens became blanks, and a
 * number beyond a double its own text and half of a pair U+FFFD, as strict readers refuse both.
 */
export function asWritten(text: string): string {
  return text
    .replaceAll('\n', ' ')
    .replace(/(?<!")\b1e400\b/g, '"1e400"')
    .replaceAll('"\\ud800"', '"\\ufffd"')
}
