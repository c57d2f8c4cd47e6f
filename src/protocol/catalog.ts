import { ConfigError } from '../errors'
import type { FromSchema } from '../json/schema-type'
import { createAjv, expectationOf } from '../json/validator'
import type { SyncMode } from './messages'
import { isObject, memberOf } from '../json/unknown'

/** One stream to read, from the configured catalog. */
export interface ConfiguredStream {
  readonly name: string
  readonly syncMode: SyncMode
  /** As the catalog says; a source that defines its own cursor may ignore it. */
  readonly cursorField?: readonly string[]
  /** Of the stream itself, as it was discovered; undefined where the catalog does not say. */
  readonly schema?: Readonly<Record<string, unknown>>
  readonly definedCursorField?: string
  readonly definedPrimaryKey?: readonly string[]
}

/** The part of a ConfiguredAirbyteCatalog that a source looks at; all else is allowed and ignored. */
const SHAPE = {
  type: 'object',
  required: ['streams'],
  properties: {
    streams: {
      type: 'array',
      items: {
        type: 'object',
        required: ['stream', 'sync_mode'],
        properties: {
          stream: {
            type: 'object',
            required: ['name'],
            properties: {
              name: { type: 'string' },
              json_schema: {},
              default_cursor_field: {},
              source_defined_primary_key: {},
            },
          },
          sync_mode: { enum: ['full_refresh', 'incremental'] },
          cursor_field: {},
        },
      },
    },
  },
} as const

type RawCatalog = FromSchema<typeof SHAPE>

/**
 * Reads a configured catalog, or what `discover` says: all of its streams, incrementally.
 * @param known the streams that `discover` always offers.
 * @param isOther whether a stream of another name may have been offered once.
 * @throws ConfigError that names each unknown stream, sync mode and repeated stream.
 */
export function parseCatalog(
  raw: unknown,
  known: readonly string[],
  isOther: (name: string) => boolean = () => false,
): ConfiguredStream[] {
  const catalog = configured(raw)
  const validate = createAjv().compile<RawCatalog>(SHAPE)
  if (!validate(catalog)) {
    const faults = (validate.errors ?? []).map(
      (error) => `${placeOf(error.instancePath, catalog)} ${expectationOf(error)}`,
    )
    throw new ConfigError(`The configured catalog cannot be used: ${faults.join('; ')}.`)
  }
  const streams = catalog.streams.map(({ stream, sync_mode, cursor_field }) => ({
    name: stream.name,
    syncMode: sync_mode,
    ...(isNames(cursor_field) ? { cursorField: cursor_field } : {}),
    ...definedBy(stream),
  }))
  refuseUnknown(streams, known, isOther)
  return streams
}

/** What a stream says of itself. */
function definedBy(
  stream: RawCatalog['streams'][number]['stream'],
): Omit<ConfiguredStream, 'name' | 'syncMode' | 'cursorField'> {
  const { json_schema: schema, default_cursor_field: field } = stream
  const paths: unknown = stream.source_defined_primary_key
  const key = Array.isArray(paths) ? paths.map((path: unknown) => [path].flat()[0]) : []
  return {
    ...(isObject(schema) ? { schema } : {}),
    ...(isNames(field) ? { definedCursorField: field[0] ?? '' } : {}),
    ...(isNames(key) ? { definedPrimaryKey: key } : {}),
  }
}

/** Whether a line of discover's output may be the catalog. */
export function mayBeCatalog(line: Buffer): boolean {
  return line.includes('"CATALOG"')
}

/** A CATALOG message is unpacked; of several, as in a log, the last one counts. */
function configured(raw: unknown): unknown {
  const messages: readonly unknown[] = Array.isArray(raw) ? raw : [raw]
  const catalog = messages.filter((message) => memberOf(message, 'type') === 'CATALOG').at(-1)
  const bare = catalog === undefined ? raw : memberOf(catalog, 'catalog')
  const streams = memberOf(bare, 'streams')
  const isDiscovered = Array.isArray(streams) && streams.length > 0 && streams.every(isOffered)
  if (!isDiscovered) return bare
  return { streams: streams.map((stream: unknown) => ({ stream, sync_mode: 'incremental' })) }
}

/** Whether it is a stream as `discover` describes it, and not yet one that was configured. */
function isOffered(stream: unknown): boolean {
  const isConfigured = memberOf(stream, 'stream') !== undefined
  const isDescribed = ['json_schema', 'supported_sync_modes'].some(
    (name) => memberOf(stream, name) !== undefined,
  )
  return !isConfigured && typeof memberOf(stream, 'name') === 'string' && isDescribed
}

function refuseUnknown(
  streams: readonly ConfiguredStream[],
  known: readonly string[],
  isOther: (name: string) => boolean,
): void {
  const names = streams.map(({ name }) => name)
  const unknown = names.filter((name) => !known.includes(name) && !isOther(name))
  const repeated = names.filter((name, index) => names.indexOf(name) !== index)
  if (unknown.length > 0) {
    throw new ConfigError(
      `The configured catalog names streams that this source does not have: ` +
        `${unknown.join(', ')}. It has ${known.join(', ')}. Refresh the source's schema.`,
    )
  }
  if (repeated.length > 0) {
    throw new ConfigError(`The configured catalog names ${repeated.join(', ')} more than once.`)
  }
}

/** `the catalog`, `stream 2`, `sync_mode of stream 2 (pears)`: the parts of `/streams/1/sync_mode`. */
function placeOf(path: string, raw: unknown): string {
  if (path === '') return 'the catalog'
  const parts = /^\/streams\/(\d+)(.*)$/.exec(path)
  if (parts === null) return path.slice(1).replaceAll('/', '.')
  const [, index = '', rest = ''] = parts
  const streams = memberOf(raw, 'streams') as readonly unknown[]
  const name = memberOf(memberOf(streams[Number(index)], 'stream'), 'name')
  const which = `stream ${Number(index) + 1}${typeof name === 'string' ? ` (${name})` : ''}`
  return rest === '' ? which : `${rest.slice(1).replaceAll('/', '.')} of ${which}`
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string')
}
