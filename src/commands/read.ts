import { PATIENT } from '../cleargrid/retry/policy'
import { readStreams } from '../sync/sync'
import { connect } from './connect'
import { withProgress } from './with-progress'
import { readSettings } from './settings'
import { streamsToRead, type StreamFiles } from './streams-to-read'
import type { World } from './command-context'

export interface ReadFiles extends StreamFiles {
  readonly config: string
}

const PATIENCE = { policy: PATIENT, loginDeadlineMs: 30_000, pageDeadlineMs: 60_000 }

/**
 * Reads the streams of the catalog.
 * @returns whether everything that was asked for has been done.
 * @throws ConfigError for a file that cannot be used, before any request.
 */
export async function read(files: ReadFiles, world: World): Promise<boolean> {
  const config = readSettings(files.config, world)
  const streams = await streamsToRead(files, config, world)
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
