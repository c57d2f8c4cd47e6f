#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8'
import { parseCommand, USAGE } from './cli'
import { run, type WorkCommand } from './commands'
import { clockFrom } from './commands/clock'
import { StoppedError } from './errors'
import type { Instant } from './instant'
import { traceError } from './protocol/messages'
import { createSecrets } from './protocol/secrets'
import { traceErrorOf } from './protocol/trace-error'
import { createWriter, ReaderGoneError } from './protocol/writer'
import { systemRuntime } from './runtime'
import { loadVersion } from './schemas'

/** Told to stop, we have this long to write what is whole. */
const STOP_WITHIN_MS = 4_500

void main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<void> {
  const command = parseCommand(args)
  switch (command.name) {
    case 'help':
      process.stdout.write(USAGE)
      return
    case 'version':
      process.stdout.write(`${loadVersion()}\n`)
      return
    case 'misused':
      process.stderr.write(`source-cleargrid: ${command.reason}.\n\n${USAGE}`)
      process.exitCode = 2
      return
    default:
      await serve(command)
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
  const secrets = createSecrets()
  const writer = createWriter(process.stdout, secrets)
  const runtime = systemRuntime((level, message) => {
    // A log line that nobody can read any more is no reason to fail.
    writer.write({ type: 'LOG', log: { level, message } }).catch(() => {})
  })
  const stopped = listenForSignals()
  process.exitCode = 1
  try {
    const sandboxNow = sandboxClock(process.env['CLEARGRID_SANDBOX_NOW'], runtime.now)
    const stop = stopped.signal
    const isDone = await run(command, { writer, runtime, secrets, stop, sandboxNow, tell })
    stopped.throwIfCrashed()
    await writer.drained()
    process.exitCode = isDone ? 0 : 1
  } catch (thrown) {
    if (thrown instanceof StoppedError || thrown instanceof ReaderGoneError) {
      await writer.drained()
      dieOf(stopped.by ?? 'SIGTERM')
      return
    }
    await writer.write(traceError(traceErrorOf(thrown), runtime.now())).catch(() => {})
    await writer.drained()
  } finally {
    stopped.forget()
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** The sandbox's clock: this machine's, or one that begins at another instant and runs as fast. */
function sandboxClock(start: string | undefined, now: () => Instant): () => Instant {
  if (start === undefined || start === '') return now
  return clockFrom(start, 'CLEARGRID_SANDBOX_NOW', now)
}

interface Stopped {
  readonly signal: AbortSignal
  readonly by: NodeJS.Signals | undefined
  /** Throws what nobody caught: a defect of ours, in a callback that nobody waits for. */
  throwIfCrashed(): void
  forget(): void
}

function listenForSignals(): Stopped {
  const stop = new AbortController()
  const crashes: unknown[] = []
  const onCrash = (thrown: unknown): void => {
    crashes.push(thrown)
    stop.abort(thrown)
  }
  let by: NodeJS.Signals | undefined
  const onSignal = (name: NodeJS.Signals): void => {
    by ??= name
    stop.abort(new StoppedError())
    setTimeout(() => dieOf(name), STOP_WITHIN_MS).unref()
  }
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal).on('uncaughtException', onCrash)
  return {
    signal: stop.signal,
    get by() {
      return by
    },
    throwIfCrashed: () => {
      if (crashes.length > 0) throw crashes[0]
    },
    forget: () =>
      process.off('SIGTERM', onSignal).off('SIGINT', onSignal).off('uncaughtException', onCrash),
  }
}

/**
 * Dies of the signal itself, as its sender expects: PyAirbyte takes nothing else for a clean stop.
 * As process 1 of a container the signal has no default action; then the exit code says the same.
 */
function dieOf(name: NodeJS.Signals): void {
  process.exitCode = name === 'SIGINT' ? 130 : 143
  process.removeAllListeners(name)
  process.kill(process.pid, name)
}
