import type { Command } from './cli'
import type { CommandContext } from './commands/command-context'

/** The commands that do some work. */
export type WorkCommand = Extract<
  Command,
  { readonly name: 'spec' | 'check' | 'discover' | 'read' | 'estimate' | 'sandbox' }
>

/**
 * Runs one command. Only what it needs is loaded: `spec` is asked for often, and needs little.
 * @returns whether everything that was asked for has been done.
 * @throws ConnectorError for what an operator must know, EndOfWorkError.
 */
export async function run(command: WorkCommand, context: CommandContext): Promise<boolean> {
  switch (command.name) {
    case 'spec':
      return await (await import('./commands/spec')).spec(context)
    case 'check':
      return await (await import('./commands/check')).check(command, context)
    case 'discover':
      return await (await import('./commands/discover')).discover(command, context)
    case 'read':
      return await (await import('./commands/read')).read(command, context)
    case 'estimate':
      return await (await import('./commands/estimate')).estimate(command, context)
    case 'sandbox':
      return await (await import('./commands/sandbox')).sandbox(command, context)
  }
}
