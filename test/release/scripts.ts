import { execFileSync, spawnSync } from 'node:child_process'
import { pathOf } from '../support/repository'

/** What `node scripts/NAME ARGUMENTS` prints. @throws Error when it fails. */
export function runScript(
  name: string,
  args: readonly string[] = [],
  { input = '', env = {} }: { input?: string; env?: Readonly<Record<string, string>> } = {},
): string {
  return execFileSync(process.execPath, [pathOf(`scripts/${name}`), ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

/** What it says on stderr when it fails; undefined when it does not. */
export function refusalOf(name: string, args: readonly string[], input = ''): string | undefined {
  const { status, stderr } = spawnSync(process.execPath, [pathOf(`scripts/${name}`), ...args], {
    input,
    encoding: 'utf8',
  })
  return status === 0 ? undefined : stderr
}
