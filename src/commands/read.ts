import { PATIENT } from '../cleargrid/retry'
import type { Config } from '../config'
import type { Instant } from '../instant'
import type { SyncMode } from '../protocol/messages'
import { loadSchema } from '../schemas'
import { STREAMS, type StreamDefinition } from '../streams'
import { readStreams } from '../sync/read'
import type { StreamState } from '../sync/state'
import { parseState } from '../sync/state-format'
import type { StreamToRead } from '../sync/stream-run'
import { connect } from './connect'
import { catalogIn, statesIn } from './inputs'
import { withProgress } from './progress'
import { readSettings } from './settings'
import type { World } from './world'

export interface ReadFiles {
  readonly config: string
  /** Undefined: all streams, incrementally. */
  readonly catalog: string | undefined
  readonly state: string | undefined
}

const PATIENCE = { policy: PATIENT, loginDeadlineMs: 30_000, pageDeadlineMs: 60_000 }

/**
 * Reads the streams of the catalog.
 * @returns whether everything that was asked for has been done.
 * @throws ConfigError for a file that cannot be used, before any request.
 */
export async function read(files: ReadFiles, world: World): Promise<boolean> {
  const config = readSettings(files.config, world)
  const streams = streamsToRead(files, config, world)
  const connection = await connect(config, world, PATIENCE)
  try {
    const request = {
      streams,
      settings: {
        ...config,
        bounds: { windowMs: config.windowMsMax, pageSize: config.pageSize },
      },
      connect: connection.client,
      writer: world.writer,
      runtime: world.runtime,
      stop: world.stop,
      onStreamEnd: world.tally.figures,
    }
    return await withProgress(world, async () => await readStreams(request))
  } finally {
    await connection.close()
  }
}

function streamsToRead(files: ReadFiles, { startDate }: Config, world: World): StreamToRead[] {
  const table = new Map<string, StreamDefinition>(STREAMS.map((row) => [row.name, row]))
  const configured = catalogIn(files.catalog, world)
  const isStateNeeded = configured.some(({ syncMode }) => syncMode === 'incremental')
  const states = statesIn(files.state, isStateNeeded, world)
  return configured.flatMap(({ name, syncMode }) => {
    const definition = table.get(name)
    if (definition === undefined) return []
    const rawBefore = states.get(name)
    const before = stateBefore(rawBefore, definition, syncMode, startDate, world)
    return [{ definition, schema: loadSchema(name), syncMode, before, rawBefore }]
  })
}

/** A full refresh goes on with a state of its own, and has no use for any other. */
function stateBefore(
  raw: unknown,
  definition: StreamDefinition,
  syncMode: SyncMode,
  startDate: Instant,
  { runtime }: World,
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
