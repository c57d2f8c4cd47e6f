import { parseConfig, secretsIn, type Config } from '../config'
import { readJsonFile } from '../files'
import type { World } from './world'

/**
 * Reads the settings. Their secrets are hidden from now on, also when the settings are wrong.
 * @throws ConfigError for a file or a setting that cannot be used.
 */
export function readSettings(path: string, { runtime, secrets }: World): Config {
  const raw = readJsonFile(path, 'configuration')
  for (const secret of secretsIn(raw)) secrets.add(secret)
  return parseConfig(raw, runtime.now())
}
