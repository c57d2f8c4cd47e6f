import type { Dataset } from '../../cleargrid/client'
import { DATASET_KEYWORD, LIKELY_CURSOR_FIELDS, nameOfDataset } from '../../discovered-streams'
import { parseInstant } from '../../time/instant'
import type { AirbyteStream } from '../../protocol/messages'
import { loadSchema, type JsonObject } from '../../schemas'
import type { StreamDefinition } from '../../streams'
import { newFields, TIMESTAMP } from './new-fields'

type Described = Pick<StreamDefinition, 'name' | 'cursorField' | 'primaryKey'>

/** A stream of the table, as this release knows it. */
export function describe(stream: Described): AirbyteStream {
  return streamOf(stream, loadSchema(stream.name))
}

/** The same, with the fields that its rows show. What the schema declares stays as it is. */
export function describeLiving(stream: Described, rows: readonly JsonObject[]): AirbyteStream {
  const schema = loadSchema(stream.name)
  const declared = Object(schema['properties']) as JsonObject
  const properties = { ...declared, ...newFields(rows, Object.keys(declared)) }
  return streamOf(stream, { ...schema, properties })
}

/**
 * A dataset that nobody has documented, from its rows alone.
 * @param rows newest first, as they were asked for.
 * @param listedField what ClearGrid's catalog says that it is ordered by.
 */
export function describeDiscovered(
  dataset: Dataset,
  rows: readonly JsonObject[],
  listedField: string | undefined,
): AirbyteStream {
  const fields = newFields(rows, [])
  const cursorField = cursorFieldIn(rows, Object.keys(fields), listedField)
  const { section, code } = dataset
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    [DATASET_KEYWORD]: `${section}/${code}`,
    description: `ClearGrid ${section}/${code}, as its newest rows show it.`,
    type: 'object',
    required: ['public_id', cursorField],
    additionalProperties: true,
    properties: {
      ...fields,
      public_id: { type: 'string', description: 'Primary key.' },
      [cursorField]: { type: 'string', ...TIMESTAMP, description: 'Cursor field.' },
    },
  }
  return streamOf({ name: nameOfDataset(dataset), cursorField, primaryKey: ['public_id'] }, schema)
}

/**
 * What the dataset is ordered by: of the fields that it has, the first by which these rows are in
 * order. A wrong one would lose rows, and datasets of calls have an `updated_at` that orders nothing.
 */
function cursorFieldIn(
  rows: readonly JsonObject[],
  fields: readonly string[],
  listed: string | undefined,
): string {
  const likely = [...(listed === undefined ? [] : [listed]), ...LIKELY_CURSOR_FIELDS]
  const there = likely.filter((field) => fields.includes(field))
  return there.find((field) => isNewestFirst(rows, field)) ?? there[0] ?? likely[0] ?? ''
}

function isNewestFirst(rows: readonly JsonObject[], field: string): boolean {
  const instants = rows.map((row) => parseInstant(String(row[field])) ?? NaN)
  return instants.every((at, index) => index === 0 || at <= (instants[index - 1] ?? NaN))
}

function streamOf({ name, cursorField, primaryKey }: Described, schema: JsonObject): AirbyteStream {
  return {
    name,
    json_schema: schema,
    supported_sync_modes: ['full_refresh', 'incremental'],
    source_defined_cursor: true,
    default_cursor_field: [cursorField],
    source_defined_primary_key: primaryKey.map((field) => [field]),
    is_resumable: true,
  }
}
