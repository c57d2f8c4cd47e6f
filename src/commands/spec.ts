import { loadSpec } from '../schemas'
import type { CommandContext } from './command-context'

/** Says what the settings are. */
export async function spec({ writer }: CommandContext): Promise<boolean> {
  await writer.write({ type: 'SPEC', spec: loadSpec() })
  return true
}
