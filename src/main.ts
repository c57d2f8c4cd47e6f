#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8'
import { codesIn, parseCommand, USAGE } from './cli'
import { run, type WorkCommand } from './commands'
import { clockFrom } from './commands/clock'
import type { World } from './commands/command-context'
import { StoppedError } from './errors'
import type { Instant } from './time/instant'
import { endWithin } from './process/end-now'
import { onlookers, print } from './process/edge'
import { dieOf, listenForInterruptions } from './process/signals'
import { traceError } from './protocol/messages'
import { createSecrets } from './protocol/secrets'
import { traceErrorOf } from './protocol/trace-error'
import { createWriter, OutputFailedError, ReaderGoneError } from './protocol/writer'
import { systemRuntime, type LogLevel } from './runtime'
import { loadVersion } from './schemas'
import { createPeopleWriter } from './terminal/people-writer'
import { createTally } from './terminal/tally'

/** When all is written and something still holds the process, it is given so long. */
const HELD_FOR_MS = 3_000

void main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<void> {
  const command = parseCommand(args)
  switch (command.name) {
    case 'help':
      await show(USAGE)
      return
    case 'version':
      await show(`${loadVersion()}\n`)
      return
    case 'misused':
      process.stderr.write(`source-cleargrid: ${command.reason}\n\n${USAGE}`)
      process.exitCode = 2
      return
    default:
      await serve(command)
  }
}

/** Text that a person asked for. A reader that has gone has read enough. */
async function show(text: string): Promise<void> {
  try {
    await print(text)
  } catch (lost) {
    if (!(lost instanceof OutputFailedError)) return
    process.exitCode = 1
    process.stderr.write(`source-cleargrid: ${lost.message}\n`)
  }
}

/**
 * Pages live outside of the heap and what is made for one is soon forgotten: V8 need not double the
 * part for young objects again and again, up to 48 MB, as it does where a program keeps much.
 */
function keepYoungHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}

/** Runs a command with stdout as the platform reads it. The process ends because its work has. */
async function serve(command: WorkCommand): Promise<void> {
  keepYoungHeapSmall()
  const log = (level: LogLevel, message: string): void => {
    if (level === 'DEBUG' && !command.debug) return
    // A log line that nobody can read any more is no reason to fail.
    writer.write({ type: 'LOG', log: { level, message } }).catch(() => {})
  }
  const runtime = systemRuntime(log)
  const secrets = createSecrets()
  const tally = createTally()
  const { people, observer, watch, end } = onlookers(tally, runtime)
  const writer = isForPeople(command)
    ? createPeopleWriter(people, secrets)
    : createWriter(process.stdout, secrets, observer)
  const interrupted = listenForInterruptions()
  const done = new AbortController()
  const watched = watch(done.signal)
  const tell = async (thrown: unknown): Promise<void> => {
    process.exitCode = 1
    await writer.write(traceError(traceErrorOf(thrown), runtime.now()))
    await writer.drained()
  }

  process.exitCode = 1
  let failure: unknown
  try {
    const sandboxNow = sandboxClock(process.env['CLEARGRID_SANDBOX_NOW'], runtime.now)
    const stop = interrupted.signal
    const sandboxOpened = codesIn(process.env['CLEARGRID_SANDBOX_WITH'])
    const world: World = {
      ...{ writer, runtime, secrets, stop, sandboxNow, sandboxOpened, tally, people },
    }
    const isDone = await run(command, world)
    interrupted.throwIfCrashed()
    await writer.drained()
    process.exitCode = isDone ? 0 : 1
  } catch (thrown) {
    failure = thrown
    if (!isEnd(thrown)) await tell(thrown).catch((lost: unknown) => (failure = lost))
  }
  done.abort(new StoppedError())
  await watched
  end()
  if (failure instanceof OutputFailedError) people.tell(`source-cleargrid: ${failure.message}`)
  else if (isEnd(failure)) {
    await writer.drained().catch(() => {})
    dieOf(interrupted.by ?? 'SIGTERM')
  }
  interrupted.end((thrown) => void tell(thrown).catch(() => {}))
  endWithin(HELD_FOR_MS)
}

/** Whether the platform never starts it: it says no messages. */
function isForPeople({ name }: WorkCommand): boolean {
  return name === 'estimate' || name === 'sandbox'
}

/** Whether nobody wants us to go on: the end of the work, and no failure of it. */
function isEnd(thrown: unknown): boolean {
  return thrown instanceof StoppedError || thrown instanceof ReaderGoneError
}

/** The sandbox's clock: this machine's, or one that begins at another instant and runs as fast. */
function sandboxClock(start: string | undefined, now: () => Instant): () => Instant {
  if (start === undefined || start === '') return now
  return clockFrom(start, 'CLEARGRID_SANDBOX_NOW', now)
}
