import { READ_POLICY } from '../cleargrid/retry/policy'
import type { Config } from '../config'
import type { SyncSettings } from '../sync/sync-inputs'
import { readStreams } from '../sync/sync'
import { connect } from './connect'
import { withProgress } from './with-progress'
import { readSettings } from './settings'
import { streamsToRead, type StreamFiles } from './streams-to-read'
import type { CommandContext } from './command-context'

export interface ReadFiles extends StreamFiles {
  readonly config: string
}

const CONNECTION = { policy: READ_POLICY, loginDeadlineMs: 30_000, pageDeadlineMs: 60_000 }

/**
 * Reads the streams of the catalog.
 * @returns whether everything that was asked for has been done.
 * @throws ConfigError for a file that cannot be used, before any request.
 */
export async function read(files: ReadFiles, context: CommandContext): Promise<boolean> {
  const config = readSettings(files.config, context)
  const streams = await streamsToRead(files, config, context)
  const connection = await connect(config, context, CONNECTION)
  try {
    const request = {
      streams,
      settings: syncSettings(config),
      connect: connection.client,
      writer: context.writer,
      runtime: context.runtime,
      stop: context.stop,
      onStreamEnd: context.tally.figures,
    }
    return await withProgress(context, async () => await readStreams(request))
  } finally {
    await connection.close()
  }
}

/** What a sync needs to know of the settings. Who logs in, and where, it need not. */
function syncSettings(config: Config): SyncSettings {
  const { environment, startDate, endDate, lookbackMs, recheckMs } = config
  const { windowMsMax, directWindowMsMax, pageSize, concurrency } = config
  return {
    ...{ environment, startDate, endDate, lookbackMs, recheckMs, directWindowMsMax, concurrency },
    sizeMax: { windowMs: windowMsMax, pageSize },
  }
}
