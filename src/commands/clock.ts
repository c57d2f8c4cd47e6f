import { ConfigError } from '../errors'
import { parseInstant, type Instant } from '../time/instant'

/**
 * A clock that begins at another instant and runs as fast as `now`.
 * @param name what the instant is called where it was given.
 * @throws ConfigError when `start` is not a date or date-time.
 */
export function clockFrom(start: string, name: string, now: () => Instant): () => Instant {
  const instant = parseInstant(start)
  if (instant === undefined) throw new ConfigError(`${name} must be a date-time.`)
  const offset = instant - now()
  return () => now() + offset
}
