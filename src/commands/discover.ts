import { offeredStreams } from './offered'
import { readSettings } from './settings'
import type { World } from './command-context'

/** Says which streams there are, and which fields. */
export async function discover(
  { config }: { readonly config: string },
  world: World,
): Promise<boolean> {
  const streams = await offeredStreams(readSettings(config, world), world)
  await world.writer.write({ type: 'CATALOG', catalog: { streams } })
  return true
}
