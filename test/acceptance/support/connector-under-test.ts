import { resolve } from 'node:path'
import type { AirbyteStream, Message, SyncMode } from '../../../src/protocol/messages'
import { makeFolder, run, type Run } from '../../support/connector'
import { pathOf } from '../../support/repository'

export type Row = Readonly<Record<string, unknown>>

/** What `--state` takes: the body of a STATE without its statistics. */
export interface StreamState {
  readonly type: 'STREAM'
  readonly stream: {
    readonly stream_descriptor: { readonly name: string }
    readonly stream_state: Row
  }
}

/** The streams that the connector discovers with the settings of a file. */
export async function discoveredStreams(configPath: string): Promise<readonly AirbyteStream[]> {
  const { messages } = await run(['discover', '--config', pathOf(configPath)])
  return messages.flatMap((message) => (message.type === 'CATALOG' ? message.catalog.streams : []))
}

/**
 * Reads the streams as the acceptance tests do: with a configured catalog that is made from what
 * was discovered.
 */
export async function read(
  configPath: string,
  streams: readonly AirbyteStream[],
  syncMode: SyncMode,
  state?: readonly StreamState[],
): Promise<Run> {
  const catalog = {
    streams: streams.map((stream) => ({
      stream,
      sync_mode: syncMode,
      cursor_field: stream.default_cursor_field,
      destination_sync_mode: 'append',
    })),
  }
  return await readCatalog(configPath, catalog, state)
}

/** Reads with a catalog that may be anything. `configPath` begins at the repository, or at the root. */
export async function readCatalog(
  configPath: string,
  catalog: object,
  state?: readonly StreamState[],
): Promise<Run> {
  const folder = makeFolder()
  try {
    const config = resolve(pathOf('.'), configPath)
    const args = ['--config', config, '--catalog', folder.file('catalog.json', catalog)]
    const stateArgs = state === undefined ? [] : ['--state', folder.file('state.json', state)]
    return await run(['read', ...args, ...stateArgs])
  } finally {
    folder.remove()
  }
}

/** The rows of one stream, in the order in which they were written. */
export function rowsOf(messages: readonly Message[], stream: string): readonly Row[] {
  return messages.flatMap((message) =>
    message.type === 'RECORD' && message.record.stream === stream ? [message.record.data] : [],
  )
}

export function emittedAtOf(messages: readonly Message[]): readonly number[] {
  return messages.flatMap((message) =>
    message.type === 'RECORD' ? [message.record.emitted_at] : [],
  )
}

/** What names a row in every stream, as text: D16 alone needs both, and no row's creation changes. */
export function keyOf(row: Row): string {
  return `${String(row['public_id'])} ${String(row['created_at'])}`
}

/** The last state of each stream: what the platform hands to the next sync. */
export function latestStates(messages: readonly Message[]): readonly StreamState[] {
  const latest = new Map<string, StreamState>()
  for (const message of messages) {
    if (message.type !== 'STATE') continue
    const { type, stream } = message.state
    latest.set(stream.stream_descriptor.name, { type, stream })
  }
  return [...latest.values()]
}
