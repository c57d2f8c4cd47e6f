import { ConfigError } from '../errors'
import { createAjv } from '../validator'
import type { SyncMode } from './messages'

/** One stream to read, from the configured catalog. */
export interface ConfiguredStream {
  readonly name: string
  readonly syncMode: SyncMode
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
            properties: { name: { type: 'string' } },
          },
          sync_mode: { enum: ['full_refresh', 'incremental'] },
        },
      },
    },
  },
} as const

interface RawCatalog {
  readonly streams: readonly {
    readonly stream: { readonly name: string }
    readonly sync_mode: SyncMode
  }[]
}

/**
 * Reads a configured catalog.
 * @param known the streams that `discover` offers.
 * @throws ConfigError that names each unknown stream, sync mode and repeated stream.
 */
export function parseCatalog(raw: unknown, known: readonly string[]): ConfiguredStream[] {
  const validate = createAjv().compile<RawCatalog>(SHAPE)
  if (!validate(raw)) {
    const faults = (validate.errors ?? []).map(
      ({ instancePath, message }) => `${placeOf(instancePath, raw)} ${message ?? 'is wrong'}`,
    )
    throw new ConfigError(`The configured catalog cannot be used: ${faults.join('; ')}.`)
  }
  const streams = raw.streams.map(({ stream, sync_mode }) => ({
    name: stream.name,
    syncMode: sync_mode,
  }))
  refuseUnknown(streams, known)
  return streams
}

function refuseUnknown(streams: readonly ConfiguredStream[], known: readonly string[]): void {
  const names = streams.map(({ name }) => name)
  const unknown = names.filter((name) => !known.includes(name))
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

/** `/streams/0/sync_mode` with the stream's name, when it has one. */
function placeOf(path: string, raw: unknown): string {
  const index = /^\/streams\/(\d+)/.exec(path)?.[1]
  if (index === undefined) return path === '' ? 'it' : path
  const streams = (raw as { readonly streams: readonly unknown[] }).streams
  const name = /"name":"([^"]*)"/.exec(JSON.stringify(streams[Number(index)] ?? null))?.[1]
  return name === undefined ? path : `${path} (stream ${name})`
}
