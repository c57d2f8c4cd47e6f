import type { Command } from './cli'
import type { World } from './commands/command-context'

/** The commands that do some work. */
export type WorkCommand = Extract<
  Command,
  { readonly name: 'spec' | 'check' | 'discover' | 'read' | 'estimate' | 'sandbox' }
>

/**
 * Runs one command. Only what it needs is loaded: `spec` is asked for often, and needs little.
 * @returns whether everything that was asked for has been done.
 * @throws ConnectorError for what an operator must know, StoppedError, ReaderGoneError.
 */
export async function run(command: WorkCommand, world: World): Promise<boolean> {
  switch (command.name) {
    case 'spec':
      return await (await import('./commands/spec')).spec(world)
    case 'check':
      return await (await import('./commands/check')).check(command, world)
    case 'discover':
      return await (await import('./commands/discover')).discover(command, world)
    case 'read':
      return await (await import('./commands/read')).read(command, world)
    case 'estimate':
      return await (await import('./commands/estimate')).estimate(command, world)
    case 'sandbox':
      return await (await import('./commands/sandbox')).sandbox(command, world)
  }
}
