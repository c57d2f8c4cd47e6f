import { Writable } from 'node:stream'
import { DAY_MS, type Instant } from '../../src/instant'
import type { SyncMode } from '../../src/protocol/messages'
import { StoppedError } from '../../src/errors'
import type { Runtime } from '../../src/runtime'
import { runEngine, type Settings } from './engine'
import { createModelApi } from './model/api'
import type { ExchangeEntry } from './model/exchange-log'
import type { Nature, Weather } from './model/nature'
import type { Dataset } from './model/tenant'
import type { Chance } from './random'
import { createVirtualClock } from './virtual-clock'
import { socketError } from './wire/pipe'

/** What one sync is to be. */
export interface SyncPlan {
  /** On the API's clock, as every instant here. */
  readonly startsAt: Instant
  readonly settings: Settings
  readonly mode: SyncMode
  readonly nature: Nature
  readonly weather: Weather
  /** What the engine's clock is ahead of the API's. */
  readonly clockAheadMs: number
  readonly readerDelayMs: number
  /** How the sync ends before its time. */
  readonly cut: Cut | undefined
}

export type Cut =
  | { readonly how: 'kill'; readonly afterBytes: number }
  | { readonly how: 'stop'; readonly afterMs: number }
  | { readonly how: 'reader gone'; readonly afterBytes: number }

/** A line of stdout, and when it came out. */
export interface Line {
  readonly at: Instant
  readonly text: string
}

/** One sync of the production code, in virtual time, as the platform saw it. */
export interface SimulatedSync {
  readonly plan: SyncPlan
  readonly end: 'complete' | 'incomplete' | 'killed' | 'stopped' | 'reader gone' | 'thrown' | 'stuck' | 'late'
  /** What was thrown, where something was. */
  readonly thrown: unknown
  readonly text: string
  readonly lines: readonly Line[]
  readonly log: readonly ExchangeEntry[]
  readonly exchanges: number
  /** The most bytes that waited for the reader. */
  readonly bytesWaitingMax: number
  readonly endedAt: Instant
  /** Requests that came after the end, and what the engine then still waited for. */
  readonly requestsLate: number
  readonly timersLeft: number
}

/** No sync may take longer, whatever happens to it. */
const LIMIT_MS = 3 * DAY_MS

/** A sync that asks more often does not end. */
const EXCHANGES_MAX = 30_000

export async function simulateSync(
  plan: SyncPlan,
  datasets: readonly Dataset[],
  states: ReadonlyMap<string, unknown>,
  chance: Chance,
): Promise<SimulatedSync> {
  const { startsAt, nature, weather, cut, clockAheadMs } = plan
  const clock = createVirtualClock(startsAt)
  const api = createModelApi({ datasets, nature, weather, chance, clock })
  const stdout = createStdout(clock, plan)
  const stop = new AbortController()
  if (cut?.how === 'stop') void clock.sleep(cut.afterMs).then(() => stop.abort(new StoppedError()))
  const counted = countSleeps(clock.sleep)
  const outcome: { end: SimulatedSync['end']; thrown: unknown } = { end: 'incomplete', thrown: undefined }
  const run = runEngine({
    settings: plan.settings,
    streams: datasets.map(({ stream: name }) => ({ name, mode: plan.mode, state: states.get(name) })),
    connect: api.connect,
    out: stdout.out,
    machine: {
      now: () => Math.floor(clock.now() + clockAheadMs),
      elapsedMs: () => clock.now() - startsAt,
      sleep: counted.sleep,
      random: chance.next,
    },
    stop: stop.signal,
  }).then(
    (isComplete) => void (outcome.end = isComplete ? 'complete' : 'incomplete'),
    (error: unknown) => {
      outcome.thrown = error
      outcome.end = endOf(error)
    },
  )
  const isDead = (): boolean => stdout.isCut() || api.exchanges > EXCHANGES_MAX
  const ended = await clock.run(run, isDead, LIMIT_MS)
  if (ended === 'settled' && outcome.end === 'stopped') {
    // What is written at the end is still read.
    await clock.run(stdout.drained(), isDead, DAY_MS)
  }
  if (ended === 'dead') outcome.end = stdout.isCut() ? 'killed' : 'late'
  else if (ended !== 'settled') outcome.end = ended
  else if (stdout.isGone()) outcome.end = 'reader gone'
  const [endedAt, exchanges] = [Math.ceil(clock.now()), api.exchanges]
  const { text, lines } = stdout.seen()
  const log = [...api.log]
  if (ended === 'settled') await clock.run(nothing(), isDead, 0)
  const timersLeft = counted.underWay()
  if (timersLeft > 0 && ended === 'settled') await clock.run(nothing(), isDead, AFTERLIFE_MS)
  return {
    plan,
    ...outcome,
    text,
    lines,
    log,
    exchanges,
    bytesWaitingMax: stdout.bytesWaitingMax(),
    endedAt,
    requestsLate: api.exchanges - exchanges,
    timersLeft,
  }
}

/** For so long what goes on after the end is looked at. */
const AFTERLIFE_MS = 600_000

/** What never happens: time passes while it is waited for. */
function nothing(): Promise<never> {
  return new Promise(() => {})
}

/** Knows how many sleeps are under way: a process does not end before them. */
function countSleeps(sleep: Runtime['sleep']): { sleep: Runtime['sleep']; underWay(): number } {
  let underWay = 0
  return {
    underWay: () => underWay,
    sleep: async (delayMs, signal) => {
      underWay += 1
      try {
        await sleep(delayMs, signal)
      } finally {
        underWay -= 1
      }
    },
  }
}

function endOf(error: unknown): SimulatedSync['end'] {
  if (error instanceof StoppedError) return 'stopped'
  return error instanceof Error && error.name === 'ReaderGoneError' ? 'reader gone' : 'thrown'
}

interface Stdout {
  readonly out: Writable
  isCut(): boolean
  isGone(): boolean
  bytesWaitingMax(): number
  drained(): Promise<void>
  seen(): { text: string; lines: Line[] }
}

/** A reader: it may be slow, go away, or see only so many bytes before the process is dead. */
function createStdout(clock: ReturnType<typeof createVirtualClock>, plan: SyncPlan): Stdout {
  const { readerDelayMs, cut } = plan
  const killAfter = cut?.how === 'kill' ? cut.afterBytes : Infinity
  const goneAfter = cut?.how === 'reader gone' ? cut.afterBytes : Infinity
  const chunks: Line[] = []
  let bytes = 0
  let bytesWaitingMax = 0

  function take(chunk: Buffer): void {
    // Read as late as can be: a buffer that was given back too early is rubbish by now.
    const room = Math.min(killAfter, goneAfter) - bytes
    const text = chunk.subarray(0, room).toString('utf8')
    bytes += Math.min(chunk.length, room)
    chunks.push({ at: clock.now(), text })
  }

  const out = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      bytesWaitingMax = Math.max(bytesWaitingMax, out.writableLength)
      const finish = (): void => {
        if (bytes >= killAfter) return
        take(chunk)
        // A dead process hears nothing any more.
        if (bytes >= killAfter) return
        if (bytes >= goneAfter) done(socketError('EPIPE'))
        else done()
      }
      if (readerDelayMs === 0) finish()
      else void clock.sleep(readerDelayMs).then(finish)
    },
  })
  return {
    out,
    isCut: () => bytes >= killAfter,
    isGone: () => bytes >= goneAfter,
    bytesWaitingMax: () => bytesWaitingMax,
    drained: async () => {
      if (out.destroyed || out.writableLength === 0) return
      await new Promise<void>((resolve) => out.write('', () => resolve()))
    },
    seen: () => ({ text: chunks.map(({ text }) => text).join(''), lines: linesOf(chunks) }),
  }
}

/** Whole lines only: what the platform understands. */
function linesOf(chunks: readonly Line[]): Line[] {
  const lines: Line[] = []
  let rest = ''
  for (const { at, text } of chunks) {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) if (part !== '') lines.push({ at, text: part })
  }
  return lines
}
