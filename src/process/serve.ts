import { setFlagsFromString } from 'node:v8'
import { CrashedError, EndOfWorkError, StoppedError } from '../errors'
import { traceError } from '../protocol/messages'
import { createSecrets, type Secrets } from '../protocol/secrets'
import { toTraceError } from '../protocol/trace-error'
import { createWriter, OutputFailedError, type Writer } from '../protocol/writer'
import { systemRuntime, type LogLevel, type Runtime } from '../runtime'
import { createPeopleWriter } from '../terminal/people-writer'
import type { People } from '../terminal/people'
import { createTally, type Tally } from '../terminal/tally'
import { onlookers } from './edge'
import { endWithin } from './end-now'
import { dieBySignal, listenForInterruptions, type Interruptions } from './signals'

/** How long the process may live when all is written and something still holds it. */
const HELD_FOR_MS = 3_000

/** How a piece of work talks. */
export interface Manner {
  /** Whether the platform never starts it: it says no messages. */
  readonly isForPeople: boolean
  readonly debug: boolean
}

/** What the process hands to the work. */
export interface World {
  readonly writer: Writer
  readonly runtime: Runtime
  readonly secrets: Secrets
  readonly stop: AbortSignal
  readonly tally: Tally
  readonly people: People
}

/**
 * Does some work with stdout as the platform reads it, tells what came of it, and sets the exit code.
 * The process ends because its work has.
 * @param work returns whether everything that was asked for has been done.
 */
export async function serve(
  work: (world: World) => Promise<boolean>,
  manner: Manner,
): Promise<void> {
  keepYoungHeapSmall()
  process.exitCode = 1
  const interrupted = listenForInterruptions()
  const { world, watch, end } = openWorld(manner, interrupted.signal)
  const done = new AbortController()
  const watched = watch(done.signal)
  const failure = await outcomeOf(work, world, interrupted)
  done.abort(new StoppedError())
  await watched
  end()
  if (failure instanceof OutputFailedError) world.people.say(`source-cleargrid: ${failure.message}`)
  else if (isQuiet(failure)) {
    await world.writer.drained().catch(() => {})
    dieBySignal(interrupted.by ?? 'SIGTERM')
  }
  interrupted.end((thrown) => void report(thrown, world).catch(() => {}))
  endWithin(HELD_FOR_MS)
}

/**
 * Pages live outside the heap, and the objects made for one are short-lived: V8 need not grow its
 * young generation to 48 MB, as it does by default.
 */
function keepYoungHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}

function openWorld(
  { isForPeople, debug }: Manner,
  stop: AbortSignal,
): Pick<ReturnType<typeof onlookers>, 'watch' | 'end'> & { readonly world: World } {
  const log = (level: LogLevel, message: string): void => {
    if (level === 'DEBUG' && !debug) return
    // A log line that nobody can read any more is no reason to fail.
    writer.write({ type: 'LOG', log: { level, message } }).catch(() => {})
  }
  const runtime = systemRuntime(log)
  const secrets = createSecrets()
  const tally = createTally()
  const { people, observer, watch, end } = onlookers(tally, runtime)
  const writer = isForPeople
    ? createPeopleWriter(people, secrets)
    : createWriter(process.stdout, secrets, observer)
  return { world: { writer, runtime, secrets, stop, tally, people }, watch, end }
}

/** Does the work, and reports its failure. Undefined: it came to its end, and all is written. */
async function outcomeOf(
  work: (world: World) => Promise<boolean>,
  world: World,
  interrupted: Interruptions,
): Promise<unknown> {
  try {
    const isDone = await work(world)
    interrupted.throwIfCrashed()
    await world.writer.drained()
    process.exitCode = isDone ? 0 : 1
    return undefined
  } catch (thrown) {
    if (isQuiet(thrown)) return thrown
    return await report(thrown, world).then(
      () => thrown,
      (lost: unknown) => lost,
    )
  }
}

/** Whether it only means that nobody wants us to go on: that is no failure. */
function isQuiet(thrown: unknown): boolean {
  return thrown instanceof EndOfWorkError && !(thrown instanceof CrashedError)
}

/** @throws ReaderGoneError, OutputFailedError. */
async function report(thrown: unknown, { writer, runtime }: World): Promise<void> {
  process.exitCode = 1
  const told = thrown instanceof CrashedError ? thrown.cause : thrown
  await writer.write(traceError(toTraceError(told), runtime.now()))
  await writer.drained()
}
