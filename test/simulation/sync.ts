import { DAY_MS, type Instant } from '../../src/time/instant'
import type { SyncMode } from '../../src/protocol/messages'
import { StoppedError } from '../../src/errors'
import type { Runtime } from '../../src/runtime'
import { runEngine, type Settings } from './engine'
import { createModelApi } from './model/api'
import type { ExchangeEntry } from './model/exchange-log'
import type { Nature, Weather } from './model/nature'
import type { Dataset } from './model/tenant'
import type { Chance } from './random'
import { createStdout, type Cut, type Line } from './stdout'
import { createVirtualClock } from './virtual-clock'

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
  /** Where so few requests are not to be taken for a sync without end. */
  readonly exchangesMax?: number
}

/** One sync of the production code, in virtual time, as the platform saw it. */
export interface SimulatedSync {
  readonly plan: SyncPlan
  readonly end:
    'complete' | 'incomplete' | 'killed' | 'stopped' | 'reader gone' | 'thrown' | 'stuck' | 'late'
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

/** A sync that asks more often does not end, as far as a seed can tell. */
const EXCHANGES_MAX = 8_000

/** Or than so many times what the shortest windows that are answered make necessary. */
const EXCHANGES_FOR_EACH_WINDOW = 4

function exchangesMaxOf({ settings, nature, startsAt }: SyncPlan, streams: number): number {
  const { windowMsMax, clampMs, scanMs } = nature
  const windowMs = Math.min(settings.windowMs, windowMsMax, clampMs, scanMs)
  const windows = (streams * (startsAt - settings.startDate)) / windowMs
  return Math.max(EXCHANGES_MAX, EXCHANGES_FOR_EACH_WINDOW * windows)
}

export async function simulateSync(
  plan: SyncPlan,
  datasets: readonly Dataset[],
  states: ReadonlyMap<string, unknown>,
  chance: Chance,
): Promise<SimulatedSync> {
  const { startsAt, nature, weather, cut, clockAheadMs } = plan
  const { exchangesMax = exchangesMaxOf(plan, datasets.length) } = plan
  const clock = createVirtualClock(startsAt)
  const api = createModelApi({ datasets, nature, weather, chance, clock })
  const stdout = createStdout(clock, plan.readerDelayMs, cut)
  const stop = new AbortController()
  if (cut?.how === 'stop') void clock.sleep(cut.afterMs).then(() => stop.abort(new StoppedError()))
  const counted = countSleeps(clock.sleep)
  const outcome: { end: SimulatedSync['end']; thrown: unknown } = {
    end: 'incomplete',
    thrown: undefined,
  }
  const run = runEngine({
    settings: plan.settings,
    streams: datasets.map(({ stream: name }) => ({
      name,
      mode: plan.mode,
      state: states.get(name),
    })),
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
  const isDead = (): boolean => stdout.isCut() || api.exchanges > exchangesMax
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
