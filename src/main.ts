#!/usr/bin/env node
import { codesIn, parseCommand, USAGE } from './cli'
import { run, type WorkCommand } from './commands'
import { clockFrom } from './commands/clock'
import { serve } from './process/serve'
import { show } from './process/show'
import { loadVersion } from './schemas'
import type { Instant } from './time/instant'

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
      await serve(
        async (world) => {
          const sandboxNow = sandboxClock(world.runtime.now)
          const sandboxOpened = codesIn(process.env['CLEARGRID_SANDBOX_WITH'])
          return await run(command, { ...world, sandboxNow, sandboxOpened })
        },
        { isForPeople: isForPeople(command), debug: command.debug },
      )
  }
}

/** Whether the platform never starts it: it says no messages. */
function isForPeople({ name }: WorkCommand): boolean {
  return name === 'estimate' || name === 'sandbox'
}

/** The sandbox's clock: this machine's, or one that begins at another instant and runs as fast. */
function sandboxClock(now: () => Instant): () => Instant {
  const start = process.env['CLEARGRID_SANDBOX_NOW']
  if (start === undefined || start === '') return now
  return clockFrom(start, 'CLEARGRID_SANDBOX_NOW', now)
}
