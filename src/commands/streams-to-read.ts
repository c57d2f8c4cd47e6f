import type { Config } from '../config'
import { toDefinition, isDiscoveredName, LIKELY_CURSOR_FIELDS } from '../discovered-streams'
import type { Instant } from '../time/instant'
import type { ConfiguredStream } from '../protocol/catalog'
import type { SyncMode } from '../protocol/messages'
import { loadSchema, type JsonObject } from '../schemas'
import { STREAMS, type StreamDefinition } from '../streams'
import type { StreamState } from '../sync/state/stream-state'
import { parseState } from '../sync/state/codec'
import type { StreamToRead } from '../sync/sync-inputs'
import { catalogIn, statesIn } from './inputs'
import type { CommandContext } from './command-context'

export interface StreamFiles {
  /** Undefined: all streams that are offered now, incrementally. */
  readonly catalog: string | undefined
  readonly state: string | undefined
}

/**
 * Which streams to read, and from which state.
 * @throws ConfigError for a file that cannot be used.
 */
export async function streamsToRead(
  files: StreamFiles,
  config: Config,
  context: CommandContext,
): Promise<StreamToRead[]> {
  // Faults in files are reported before anything is asked of ClearGrid.
  const early = files.catalog === undefined ? statesIn(files.state, true, context) : undefined
  const configured = await catalogIn(files.catalog, config, context)
  const isStateNeeded = configured.some(({ syncMode }) => syncMode === 'incremental')
  const states = early ?? statesIn(files.state, isStateNeeded, context)
  return configured.flatMap((stream) => {
    const { name, syncMode } = stream
    const definition = definitionFor(stream)
    if (definition === undefined) return []
    const rawBefore = states.get(name)
    const before = stateBefore(rawBefore, definition, syncMode, config.startDate, context)
    const judged = { schema: schemaFor(stream), documented: documentedIn(definition) }
    return [{ definition, ...judged, syncMode, before, rawBefore }]
  })
}

/** What a stream is: by the table, or for one that was discovered by the catalog itself. */
function definitionFor(stream: ConfiguredStream): StreamDefinition | undefined {
  const { name, schema = {}, cursorField, definedCursorField, definedPrimaryKey } = stream
  return (
    STREAMS.find((row) => row.name === name) ??
    toDefinition({
      name,
      schema,
      cursorField: definedCursorField ?? cursorField?.[0] ?? LIKELY_CURSOR_FIELDS[0],
      primaryKey: definedPrimaryKey ?? ['public_id'],
    })
  )
}

/**
 * The schema that records are checked against: the configured one, so that a field which discovery
 * found is no drift, completed by this release's for fields that nobody selected.
 */
function schemaFor({ name, schema = {} }: ConfiguredStream): JsonObject {
  const own = isDiscoveredName(name) ? {} : loadSchema(name)
  const properties = { ...propertiesOf(own), ...propertiesOf(schema) }
  return { ...own, properties }
}

/** Fields that every row has: those that discovery found may be missing in any. */
function documentedIn({ name, primaryKey, cursorField }: StreamDefinition): readonly string[] {
  if (isDiscoveredName(name)) return [...new Set([...primaryKey, cursorField])]
  return Object.keys(propertiesOf(loadSchema(name)))
}

/** At any depth, without what is no schema: a catalog goes through many hands. */
function propertiesOf({ properties }: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(Object(properties) as JsonObject).flatMap(([name, property]) => {
      if (typeof property !== 'object' || property === null) return []
      const schema = property as JsonObject
      const isNested = schema['properties'] !== undefined
      return [[name, isNested ? { ...schema, properties: propertiesOf(schema) } : schema]]
    }),
  )
}

/** A full refresh goes on with a state of its own, and has no use for any other. */
function stateBefore(
  raw: unknown,
  definition: StreamDefinition,
  syncMode: SyncMode,
  startDate: Instant,
  { runtime }: CommandContext,
): StreamState | undefined {
  if (raw === undefined) return undefined
  try {
    return parseState(raw, definition, startDate)
  } catch (thrown) {
    if (syncMode === 'incremental') throw thrown
    runtime.log('INFO', `${definition.name}: a full refresh ignores the state it was given.`)
    return undefined
  }
}
