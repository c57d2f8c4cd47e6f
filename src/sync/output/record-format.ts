import type { Field, JsonType, RowFormat } from '../../cleargrid/page/row-format'
import { recordFrame } from '../../protocol/messages'
import type { Runtime } from '../../runtime'
import type { JsonObject } from '../../schemas'
import type { StreamDefinition } from '../../streams'

/** When a row was changed, in every dataset that says so. */
const CHANGE_FIELD = 'updated_at'

/** How the rows of a stream are scanned, and what makes them RECORD lines. */
export function recordFormat(
  { name, primaryKey, cursorField }: StreamDefinition,
  schema: JsonObject,
  { now }: Pick<Runtime, 'now'>,
): RowFormat {
  const frameAt = recordFrame(name)
  return {
    primaryKey,
    cursorField,
    changeField: CHANGE_FIELD,
    fields: fieldsOf(schema),
    frame: () => frameAt(now()),
  }
}

/** The keywords that the scanner can check; a field with others is left to ajv. */
const JUDGED = new Set(['type', 'format', 'properties', 'additionalProperties'])
const SILENT = new Set(['title', 'description', 'airbyte_type', 'examples'])

/** The fields that a schema declares. */
export function fieldsOf(schema: JsonObject): Field[] {
  const properties = Object(schema['properties']) as Readonly<Record<string, JsonObject>>
  return Object.entries(properties).map(([name, declared]) => {
    const isInstant = declared['format'] === 'date-time'
    const types = canBeJudged(declared) ? ([declared['type']].flat() as JsonType[]) : []
    const fields = types.includes('object') ? fieldsOf(declared) : []
    return { name, types, isInstant, ...(fields.length === 0 ? {} : { fields }) }
  })
}

function canBeJudged(declared: JsonObject): boolean {
  const keywords = Object.keys(declared)
  return (
    declared['type'] !== undefined &&
    keywords.every((keyword) => JUDGED.has(keyword) || SILENT.has(keyword)) &&
    (declared['format'] ?? 'date-time') === 'date-time' &&
    (declared['additionalProperties'] ?? true) === true
  )
}
