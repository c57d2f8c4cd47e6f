import { loadSpec } from '../schemas'
import type { World } from './command-context'

/** Says what the settings are. */
export async function spec({ writer }: World): Promise<boolean> {
  await writer.write({ type: 'SPEC', spec: loadSpec() })
  return true
}
