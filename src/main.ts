#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8'
import { codesIn, parseCommand, USAGE } from './cli'
import { run, type WorkCommand } from './commands'
import { clockFrom } from './commands/clock'
import type { CommandContext } from './commands/command-context'
import { StoppedError } from './errors'
import type { Instant } from './time/instant'
import { endWithin } from './process/end-now'
import { onlookers, print } from './process/edge'
import { dieBySignal, listenForInterruptions } from './process/signals'
import { traceError } from './protocol/messages'
import { createSecrets } from './protocol/secrets'
import { toTraceError } from './protocol/trace-error'
import { createWriter, OutputFailedError, ReaderGoneError } from './protocol/writer'
import { systemRuntime, type LogLevel } from './runtime'
import { loadVersion } from './schemas'
import { createPeopleWriter } from './terminal/people-writer'
import { createTally } from './terminal/tally'

/** How long the process may live when all is written and something still holds it. */
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
    case 'usage-error':
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
 * Pages live outside the heap, and the objects made for one are short-lived: V8 need not grow its
 * young generation to 48 MB, as it does by default.
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
  const reportFailure = async (thrown: unknown): Promise<void> => {
    process.exitCode = 1
    await writer.write(traceError(toTraceError(thrown), runtime.now()))
    await writer.drained()
  }

  process.exitCode = 1
  let failure: unknown
  try {
    const sandboxNow = sandboxClock(process.env['CLEARGRID_SANDBOX_NOW'], runtime.now)
    const stop = interrupted.signal
    const sandboxOpened = codesIn(process.env['CLEARGRID_SANDBOX_WITH'])
    const context: CommandContext = {
      ...{ writer, runtime, secrets, stop, sandboxNow, sandboxOpened, tally, people },
    }
    const isDone = await run(command, context)
    interrupted.throwIfCrashed()
    await writer.drained()
    process.exitCode = isDone ? 0 : 1
  } catch (thrown) {
    failure = thrown
    if (!isEnd(thrown)) await reportFailure(thrown).catch((lost: unknown) => (failure = lost))
  }
  done.abort(new StoppedError())
  await watched
  end()
  if (failure instanceof OutputFailedError) people.say(`source-cleargrid: ${failure.message}`)
  else if (isEnd(failure)) {
    await writer.drained().catch(() => {})
    dieBySignal(interrupted.by ?? 'SIGTERM')
  }
  interrupted.end((thrown) => void reportFailure(thrown).catch(() => {}))
  endWithin(HELD_FOR_MS)
}

/** Whether the platform never starts it: it says no messages. */
function isForPeople({ name }: WorkCommand): boolean {
  return name === 'estimate' || name === 'sandbox'
}

/** Whether it only means that nobody wants us to go on: that is no failure. */
function isEnd(thrown: unknown): boolean {
  return thrown instanceof StoppedError || thrown instanceof ReaderGoneError
}

/** The sandbox's clock: this machine's, or one that begins at another instant and runs as fast. */
function sandboxClock(start: string | undefined, now: () => Instant): () => Instant {
  if (start === undefined || start === '') return now
  return clockFrom(start, 'CLEARGRID_SANDBOX_NOW', now)
}
