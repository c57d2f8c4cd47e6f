import { offeredStreams } from './offered'
import { readSettings } from './settings'
import type { CommandContext } from './command-context'

/** Says which streams there are, and which fields. */
export async function discover(
  { config }: { readonly config: string },
  context: CommandContext,
): Promise<boolean> {
  const streams = await offeredStreams(readSettings(config, context), context)
  await context.writer.write({ type: 'CATALOG', catalog: { streams } })
  return true
}
