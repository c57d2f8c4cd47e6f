import type { AirbyteStream } from '../protocol/messages'
import { loadSchema } from '../schemas'
import { STREAMS, type StreamDefinition } from '../streams'
import { readSettings } from './settings'
import type { World } from './world'

/** Says which streams there are. Their schemas are fixed: nothing is asked of ClearGrid. */
export async function discover(
  { config }: { readonly config: string },
  world: World,
): Promise<boolean> {
  readSettings(config, world)
  const streams = STREAMS.map(describe)
  await world.writer.write({ type: 'CATALOG', catalog: { streams } })
  return true
}

function describe({ name, cursorField, primaryKey }: StreamDefinition): AirbyteStream {
  return {
    name,
    json_schema: loadSchema(name),
    supported_sync_modes: ['full_refresh', 'incremental'],
    source_defined_cursor: true,
    default_cursor_field: [cursorField],
    source_defined_primary_key: primaryKey.map((field) => [field]),
    is_resumable: true,
  }
}
