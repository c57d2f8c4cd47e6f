import { Writable } from 'node:stream'
import { createClient } from '../../src/cleargrid/client'
import { hostsOf } from '../../src/cleargrid/hosts'
import { PATIENT } from '../../src/cleargrid/retry'
import type { Instant } from '../../src/instant'
import type { Message } from '../../src/protocol/messages'
import { createSecrets } from '../../src/protocol/secrets'
import { createWriter } from '../../src/protocol/writer'
import { loadSchema } from '../../src/schemas'
import { STREAMS } from '../../src/streams'
import { readStreams } from '../../src/sync/read'
import { parseState } from '../../src/sync/state-format'
import { createModelApi, PASSWORD, type Faults } from './model-api'
import type { Chance } from './random'
import { createVirtualClock } from './virtual-clock'
import type { World } from './world'

/** One sync of the production code in virtual time. */
export interface SimulatedSync {
  /** undefined: it was killed. */
  readonly isComplete: boolean | undefined
  /** The whole lines that came out before it ended. */
  readonly messages: readonly Message[]
  readonly text: string
  readonly exchanges: number
  /** The most bytes that waited for the reader. */
  readonly bytesWaitingMax: number
  readonly startedAt: Instant
  readonly endedAt: Instant
}

const SCHEMAS = {
  communication_logs: loadSchema('communication_logs'),
  conversations: loadSchema('conversations'),
  manual_communication_logs: loadSchema('manual_communication_logs'),
}

/** No sync of so few rows may take longer, whatever happens to it. */
const VIRTUAL_DAY_MS = 86_400_000

export async function simulate(
  world: World,
  faults: Faults,
  chance: Chance,
  startedAt: Instant,
  states: ReadonlyMap<string, unknown>,
  killAfterBytes = Infinity,
): Promise<SimulatedSync> {
  const clock = createVirtualClock(startedAt)
  const api = createModelApi(world.datasets, faults, chance, clock)
  const { settings } = world
  // Readers are quick, slow, or so slow that the API must wait for them.
  const readerDelayMs = chance.pick([0, 0, 50, 1_000])
  let text = ''
  let bytesWaitingMax = 0
  const isDead = (): boolean => text.length >= killAfterBytes
  const out = new Writable({
    write: (chunk, _encoding, done) => {
      text = (text + String(chunk)).slice(0, killAfterBytes)
      bytesWaitingMax = Math.max(bytesWaitingMax, out.writableLength)
      // A dead process hears nothing any more.
      if (!isDead()) void clock.sleep(readerDelayMs).then(() => done())
    },
  })
  const secrets = createSecrets()
  secrets.add(PASSWORD)
  const writer = createWriter(out, secrets)
  const runtime = {
    now: clock.now,
    elapsedMs: clock.now,
    sleep: clock.sleep,
    random: chance.next,
    log: (level: 'ERROR' | 'WARN' | 'INFO' | 'DEBUG', message: string) => {
      void writer.write({ type: 'LOG', log: { level, message } })
    },
  }
  let isComplete: boolean | undefined
  const sync = readStreams({
    streams: STREAMS.map((definition) => {
      const rawBefore = states.get(definition.name)
      const before =
        rawBefore === undefined ? undefined : parseState(rawBefore, definition, settings.startDate)
      const schema = SCHEMAS[definition.name]
      return { definition, schema, syncMode: 'incremental' as const, before, rawBefore }
    }),
    settings,
    connect: (onPause) =>
      createClient({
        hosts: hostsOf(new URL('https://model.test')),
        credentials: { lender: 'l', email: 'e@x', password: PASSWORD },
        transport: api.send,
        runtime,
        policy: PATIENT,
        concurrency: settings.concurrency,
        loginDeadlineMs: 30_000,
        pageDeadlineMs: 60_000,
        onPause,
        onSecret: secrets.add,
      }),
    writer,
    runtime,
    stop: new AbortController().signal,
  }).then((done) => (isComplete = done))
  await clock.run(sync, isDead, VIRTUAL_DAY_MS)
  if (!isDead()) await clock.run(writer.drained(), isDead, VIRTUAL_DAY_MS)
  if (!isDead()) await sync
  return {
    isComplete: isDead() ? undefined : isComplete,
    messages: wholeLines(text).map((line) => JSON.parse(line) as Message),
    text,
    exchanges: api.exchanges,
    bytesWaitingMax,
    startedAt,
    endedAt: Math.ceil(clock.now()),
  }
}

function wholeLines(text: string): string[] {
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
}
