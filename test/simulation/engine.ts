import type { Duplex, Writable } from 'node:stream'
import { createClient } from '../../src/cleargrid/client'
import type { Transport } from '../../src/cleargrid/http/exchange'
import { hostsFor } from '../../src/cleargrid/http/hosts'
import { READ_POLICY } from '../../src/cleargrid/retry/policy'
import { createTransport } from '../../src/cleargrid/http/transport'
import type { Instant } from '../../src/time/instant'
import type { SyncMode } from '../../src/protocol/messages'
import { createSecrets } from '../../src/protocol/secrets'
import { createWriter, type Writer } from '../../src/protocol/writer'
import type { Runtime } from '../../src/runtime'
import { loadSchema } from '../../src/schemas'
import { STREAMS } from '../../src/streams'
import { readStreams } from '../../src/sync/sync'
import { parseState } from '../../src/sync/state/codec'
import { SECRETS } from './model/login'

/** The settings of one sync, in the simulator's words. */
export interface Settings {
  readonly startDate: Instant
  readonly endDate: Instant | undefined
  readonly lookbackMs: number
  readonly recheckMs: number
  readonly windowMs: number
  readonly pageSize: number
  readonly concurrency: number
}

export interface EngineOptions {
  readonly settings: Settings
  readonly streams: readonly {
    readonly name: string
    readonly mode: SyncMode
    readonly state: unknown
  }[]
  readonly connect: () => Duplex
  readonly out: Writable
  /** The machine that the engine runs on: its clock may be wrong. */
  readonly machine: Pick<Runtime, 'now' | 'elapsedMs' | 'sleep' | 'random'>
  readonly stop: AbortSignal
}

/** Bounds of production: src/commands/read.ts. */
const CONNECTION = { policy: READ_POLICY, loginDeadlineMs: 30_000, pageDeadlineMs: 60_000 }

/**
 * The production code, wired as src/commands/read.ts does it: the one place that knows its
 * signatures. Whatever is given back to a pool is overwritten first, so that whoever still reads it
 * reads rubbish.
 * @returns what `readStreams` returns.
 */
export async function runEngine(options: EngineOptions): Promise<boolean> {
  const { settings, machine, stop } = options
  const secrets = createSecrets()
  secrets.add(SECRETS.password)
  const writer = spoilingWriter(createWriter(options.out, secrets))
  const runtime: Runtime = {
    ...machine,
    log: (level, message) => {
      writer.write({ type: 'LOG', log: { level, message } }).catch(() => {})
    },
  }
  const base = new URL('http://model.test')
  const { sleep } = machine
  const transport = createTransport(base.href, { sleep, createConnection: options.connect })
  try {
    const isComplete = await readStreams({
      streams: options.streams.map(({ name, mode, state }) =>
        streamToRead(name, mode, state, settings),
      ),
      settings: {
        ...settings,
        environment: 'sandbox',
        sizeMax: { windowMs: settings.windowMs, pageSize: settings.pageSize },
      },
      connect: (onPause) =>
        createClient({
          ...CONNECTION,
          hosts: hostsFor(base),
          credentials: { lender: 'lender', email: 'e@x.test', password: SECRETS.password },
          transport: spoilingTransport(transport.send),
          runtime,
          concurrency: settings.concurrency,
          onPause,
          onSecret: secrets.add,
        }),
      writer,
      runtime,
      stop,
    })
    await writer.drained()
    return isComplete
  } finally {
    transport.close()
  }
}

type StreamToRead = Parameters<typeof readStreams>[0]['streams'][number]

function streamToRead(
  name: string,
  syncMode: SyncMode,
  rawBefore: unknown,
  { startDate }: Settings,
): StreamToRead {
  const definition = STREAMS.find((stream) => stream.name === name)
  if (definition === undefined) throw new Error(`There is no stream ${name}`)
  const before = rawBefore === undefined ? undefined : parseState(rawBefore, definition, startDate)
  return { definition, schema: schemaOf(name), syncMode, before, rawBefore }
}

const schemas = new Map<string, ReturnType<typeof loadSchema>>()

/** The same object each time: validators are compiled once for each. */
function schemaOf(name: string): ReturnType<typeof loadSchema> {
  const schema = schemas.get(name) ?? loadSchema(name)
  schemas.set(name, schema)
  return schema
}

const RUBBISH = 0x7b

function spoilingTransport(send: Transport): Transport {
  return async (request) => {
    const answer = await send(request)
    return {
      ...answer,
      release: () => {
        answer.body.fill(RUBBISH)
        answer.release?.()
      },
    }
  }
}

function spoilingWriter(writer: Writer): Writer {
  return {
    ...writer,
    writeLines: async (lines, stream, count, whenWritten) => {
      if (whenWritten === undefined) return await writer.writeLines(lines, stream, count)
      await writer.writeLines(lines, stream, count, () => {
        lines.fill(RUBBISH)
        whenWritten()
      })
    },
  }
}
