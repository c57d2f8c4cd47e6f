import type { Dataset } from '../../cleargrid/client'
import { DATASET_KEYWORD, nameOfDataset } from '../../discovered-streams'
import type { AirbyteStream } from '../../protocol/messages'
import { loadSchema, type JsonObject } from '../../schemas'
import type { StreamDefinition } from '../../streams'
import { newFields, TIMESTAMP, type NewFields } from './new-fields'

type Described = Pick<StreamDefinition, 'name' | 'cursorField' | 'primaryKey'>

/** A stream of the table, as this release knows it. */
export function describe(stream: Described): AirbyteStream {
  return toStream(stream, loadSchema(stream.name))
}

/** A stream, with what its rows show beyond what is declared. */
export interface Living {
  readonly stream: AirbyteStream
  readonly fields: NewFields
}

/** The same, with the fields that its rows show. What the schema declares stays as it is. */
export function describeLiving(stream: Described, rows: readonly JsonObject[]): Living {
  const schema = loadSchema(stream.name)
  const declared = Object(schema['properties']) as JsonObject
  const fields = newFields(rows, Object.keys(declared))
  const properties = { ...declared, ...fields.properties }
  return { stream: toStream(stream, { ...schema, properties }), fields }
}

/** A dataset that nobody has documented, from its rows alone. */
export function describeDiscovered(
  dataset: Dataset,
  rows: readonly JsonObject[],
  cursorField: string,
): Living {
  const own = {
    public_id: { type: 'string', description: 'Primary key.' },
    [cursorField]: { type: 'string', ...TIMESTAMP, description: 'Cursor field.' },
  }
  const fields = newFields(rows, Object.keys(own))
  const { section, code } = dataset
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    [DATASET_KEYWORD]: `${section}/${code}`,
    description: `ClearGrid ${section}/${code}, as its newest rows show it.`,
    type: 'object',
    required: ['public_id', cursorField],
    additionalProperties: true,
    properties: { ...own, ...fields.properties },
  }
  const stream = { name: nameOfDataset(dataset), cursorField, primaryKey: ['public_id'] }
  return { stream: toStream(stream, schema), fields }
}

function toStream({ name, cursorField, primaryKey }: Described, schema: JsonObject): AirbyteStream {
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
