import Ajv from 'ajv'
import type { AirbyteStream } from '../../../src/protocol/messages'
import { placesIn, placesWhere, propertiesOf, typesOf, type Schema } from './json-schema'

/** What the acceptance tests demand of a discovered stream, and a stream that breaks it. */
export interface StreamRule {
  readonly rule: string
  readonly problems: (stream: AirbyteStream) => readonly string[]
  /** The stream, made wrong. */
  readonly spoil: (stream: AirbyteStream) => AirbyteStream
}

export const STREAM_RULES: readonly StreamRule[] = [
  {
    rule: 'test_streams_have_valid_json_schemas: each schema is one, of Draft 7',
    problems: ({ json_schema }) => {
      const ajv = new Ajv({ strict: false })
      return ajv.validateSchema({ ...json_schema, $schema: DRAFT_7 }) === true ? [] : ['the schema']
    },
    spoil: (stream) => withField(stream, { type: 'text' }),
  },
  {
    rule: 'test_defined_cursors_exist_in_schema: the cursor field is a field',
    problems: ({ json_schema, default_cursor_field: path }) =>
      path.length > 0 && fieldAt(json_schema, path) !== undefined ? [] : [path.join('.')],
    spoil: (stream) => ({ ...stream, default_cursor_field: ['seen_at'] }),
  },
  {
    rule: 'test_defined_refs_exist_in_schema: nothing refers to elsewhere',
    problems: ({ json_schema }) => placesWhere(json_schema, ({ schema }) => '$ref' in schema),
    spoil: (stream) => withField(stream, { $ref: '#/definitions/text' }),
  },
  {
    rule: 'test_defined_keyword_exist_in_schema: no allOf, no not',
    problems: ({ json_schema }) =>
      placesWhere(json_schema, ({ schema }) => 'allOf' in schema || 'not' in schema),
    spoil: (stream) => withField(stream, { type: 'string', not: { const: '' } }),
  },
  {
    rule: 'test_primary_keys_exist_in_schema: the primary key is a field, and there is one',
    problems: ({ json_schema, source_defined_primary_key: paths }) =>
      paths.length === 0
        ? ['no primary key']
        : paths.filter((path) => fieldAt(json_schema, path) === undefined).map(String),
    spoil: (stream) => ({ ...stream, source_defined_primary_key: [['uuid']] }),
  },
  {
    rule: 'test_primary_keys_data_type: the primary key is a plain value, and never null',
    problems: ({ json_schema, source_defined_primary_key: paths }) =>
      paths
        .filter((path) =>
          typesOf(fieldAt(json_schema, path) ?? {}).some((type) =>
            ['object', 'array', 'null'].includes(type as string),
          ),
        )
        .map(String),
    spoil: (stream) => withField(stream, { type: ['string', 'null'] }, 'public_id'),
  },
  {
    rule: 'test_streams_has_sync_modes: full refresh and incremental, full refresh first',
    problems: ({ supported_sync_modes: modes }) =>
      modes.join() === 'full_refresh,incremental' ? [] : [modes.join()],
    spoil: (stream) => ({ ...stream, supported_sync_modes: [] }),
  },
  {
    rule: 'test_additional_properties_is_true: a field that ClearGrid adds breaks no connection',
    problems: ({ json_schema }) =>
      placesWhere(json_schema, ({ schema }) => (schema['additionalProperties'] ?? true) !== true),
    spoil: (stream) => ({
      ...stream,
      json_schema: { ...stream.json_schema, additionalProperties: false },
    }),
  },
  {
    rule: 'test_catalog_has_supported_data_types: types, formats and airbyte_types that exist',
    problems: ({ json_schema }) =>
      placesIn(json_schema)
        .filter(({ schema }) => !isSupported(schema))
        .map(({ path }) => path),
    spoil: (stream) => withField(stream, { type: 'string', format: 'time' }),
  },
]

const DRAFT_7 = 'http://json-schema.org/draft-07/schema#'
const TYPES = ['null', 'string', 'number', 'integer', 'boolean', 'object', 'array']
const TIMESTAMPS = ['timestamp_with_timezone', 'timestamp_without_timezone']

function isSupported(schema: Schema): boolean {
  const types = typesOf(schema)
  if (types.length === 0 || !types.every((type) => TYPES.includes(type as string))) return false
  const { format, airbyte_type: airbyteType } = schema
  const isText = types.includes('string') && types.every((it) => it === 'string' || it === 'null')
  if (format !== undefined && !(isText && ['date', 'date-time'].includes(format as string))) {
    return false
  }
  if (airbyteType === undefined) return true
  return TIMESTAMPS.includes(airbyteType as string) ? format === 'date-time' : !isText
}

function fieldAt(schema: Schema, path: readonly string[]): Schema | undefined {
  return path.reduce<Schema | undefined>(
    (inner, name) => (inner === undefined ? undefined : propertiesOf(inner)[name]),
    schema,
  )
}

function withField(stream: AirbyteStream, field: Schema, name = 'spoiled'): AirbyteStream {
  const properties = { ...propertiesOf(stream.json_schema), [name]: field }
  return { ...stream, json_schema: { ...stream.json_schema, properties } }
}
