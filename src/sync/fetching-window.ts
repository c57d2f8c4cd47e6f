import type { StreamDefinition } from '../streams'
import { formatForQuery } from '../time/instant'
import type { Window } from '../time/window'

/** `Fetching <stream> [since, until)`: the beginning of every sentence about a window. */
export function fetchingWindow(
  { name }: Pick<StreamDefinition, 'name'>,
  { since, until }: Window,
): string {
  return `Fetching ${name} [${formatForQuery(since)}, ${formatForQuery(until)})`
}
