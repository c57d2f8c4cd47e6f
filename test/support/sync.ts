import { Writable } from 'node:stream'
import { createClient } from '../../src/cleargrid/client'
import { hostsFor } from '../../src/cleargrid/http/hosts'
import { READ_POLICY } from '../../src/cleargrid/retry/policy'
import { createTransport } from '../../src/cleargrid/http/transport'
import { DAY_MS, parseInstant, type Instant } from '../../src/time/instant'
import type { Message, StateMessage, SyncMode } from '../../src/protocol/messages'
import { createSecrets } from '../../src/protocol/secrets'
import { createWriter } from '../../src/protocol/writer'
import type { Runtime } from '../../src/runtime'
import { loadSchema } from '../../src/schemas'
import { STREAMS, type StreamDefinition } from '../../src/streams'
import { readStreams } from '../../src/sync/sync'
import { parseState } from '../../src/sync/state/codec'
import type { SyncSettings } from '../../src/sync/sync-inputs'
import { TEST_NOW, type ClearGrid } from './clear-grid'
import { CREDENTIALS } from './connector'
import { refuseSecretsIn } from './secrets-seen'

type StreamName = (typeof STREAMS)[number]['name']

export interface SyncOptions {
  readonly streams?: readonly StreamName[]
  readonly syncMode?: SyncMode
  readonly settings?: Partial<SyncSettings>
  /** From the sync before: its result's `states`. */
  readonly states?: ReadonlyMap<string, unknown>
  readonly pageDeadlineMs?: number
  /** This machine's clock when the sync begins; TEST_NOW unless it says otherwise. */
  readonly now?: Instant
}

export interface SyncResult {
  readonly isComplete: boolean
  readonly messages: readonly Message[]
  /** stdout, byte for byte. */
  readonly text: string
  /** Keys of the records of one stream, or of all, in the order they were written. */
  ids(stream?: StreamName): string[]
  /** The last state of each stream that has one. */
  readonly states: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  readonly errors: readonly { readonly message: string; readonly failure_type: string }[]
  /** `stream status`, in the order they were said. */
  readonly statuses: readonly string[]
  readonly logs: readonly string[]
}

export const START: Instant = TEST_NOW - 30 * DAY_MS

/** Settings that read one month before TEST_NOW in windows of thirty days, one by one. */
export const SETTINGS: SyncSettings = {
  startDate: START,
  endDate: undefined,
  lookbackMs: 0,
  recheckMs: 0,
  sizeMax: { windowMs: 30 * DAY_MS, pageSize: 500 },
  concurrency: 1,
  environment: 'sandbox',
}

/** One sync against a ClearGrid on a real socket. Its clock moves only when it sleeps. */
export async function sync(clearGrid: ClearGrid, options: SyncOptions = {}): Promise<SyncResult> {
  const { streams = ['manual_communication_logs'], syncMode = 'incremental' } = options
  const settings = { ...SETTINGS, ...options.settings }
  const transport = createTransport(clearGrid.url)
  const chunks: string[] = []
  const out = new Writable({
    write: (chunk, _encoding, done) => {
      chunks.push(String(chunk))
      done()
    },
  })
  const writer = createWriter(out, createSecrets())
  const runtime = runtimeOf(options.now ?? TEST_NOW, (level, message) => {
    void writer.write({ type: 'LOG', log: { level, message } })
  })
  try {
    const isComplete = await readStreams({
      streams: STREAMS.filter(({ name }) => streams.includes(name)).map((definition) =>
        streamToRead(definition, syncMode, settings, options.states),
      ),
      settings,
      connect: (onPause) =>
        createClient({
          hosts: hostsFor(new URL(clearGrid.url)),
          credentials: CREDENTIALS,
          transport: transport.send,
          runtime,
          policy: READ_POLICY,
          concurrency: settings.concurrency,
          loginDeadlineMs: 10_000,
          pageDeadlineMs: options.pageDeadlineMs ?? 10_000,
          onPause,
          onSecret: () => {},
        }),
      writer,
      runtime,
      stop: new AbortController().signal,
    })
    // Nothing is hidden here: messages are built without secrets.
    refuseSecretsIn(chunks.join(''))
    return resultOf(isComplete, chunks.join(''))
  } finally {
    transport.close()
  }
}

function runtimeOf(start: Instant, log: Runtime['log']): Runtime {
  let now = start
  return {
    now: () => now,
    elapsedMs: () => now,
    sleep: async (delayMs) => {
      now += delayMs
      await Promise.resolve()
    },
    random: () => 0.5,
    log,
  }
}

function streamToRead(
  definition: StreamDefinition,
  syncMode: SyncMode,
  settings: SyncSettings,
  states: SyncOptions['states'],
): Parameters<typeof readStreams>[0]['streams'][number] {
  const rawBefore = states?.get(definition.name)
  const before =
    rawBefore === undefined ? undefined : parseState(rawBefore, definition, settings.startDate)
  return { definition, schema: loadSchema(definition.name), syncMode, before, rawBefore }
}

function resultOf(isComplete: boolean, text: string): SyncResult {
  const lines = text.split('\n').filter((line) => line !== '')
  const messages = lines.map((line) => JSON.parse(line) as Message)
  const states = messages.filter((message): message is StateMessage => message.type === 'STATE')
  return {
    isComplete,
    messages,
    text,
    ids: (stream) =>
      messages.flatMap((message) =>
        message.type === 'RECORD' && (stream ?? message.record.stream) === message.record.stream
          ? [String(message.record.data['public_id'])]
          : [],
      ),
    states: new Map(
      states.map(({ state: { stream } }) => [stream.stream_descriptor.name, stream.stream_state]),
    ),
    errors: messages.flatMap((message) =>
      message.type === 'TRACE' && message.trace.type === 'ERROR' ? [message.trace.error] : [],
    ),
    statuses: messages.flatMap((message) =>
      message.type === 'TRACE' && message.trace.type === 'STREAM_STATUS'
        ? [
            `${message.trace.stream_status.stream_descriptor.name} ` +
              message.trace.stream_status.status,
          ]
        : [],
    ),
    logs: messages.flatMap((message) => (message.type === 'LOG' ? [message.log.message] : [])),
  }
}

/** The instant of a text that is one. */
export function at(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === undefined) throw new Error(`${text} is no instant`)
  return instant
}
