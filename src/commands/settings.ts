import { warningsAbout } from '../config/warnings'
import { parseConfig, secretsIn, type Config } from '../config'
import { readJsonFile } from '../json/files'
import type { CommandContext } from './command-context'

/**
 * Reads the settings, and warns of what is odd about them. Their secrets are hidden from now on,
 * also when the settings are wrong.
 * @throws ConfigError for a file or a setting that cannot be used.
 */
export function readSettings(
  path: string,
  { runtime, secrets }: Pick<CommandContext, 'runtime' | 'secrets'>,
): Config {
  const raw = readJsonFile(path, 'configuration')
  for (const secret of secretsIn(raw)) secrets.add(secret)
  for (const warning of warningsAbout(raw)) runtime.log('WARN', warning)
  return parseConfig(raw, runtime.now())
}
