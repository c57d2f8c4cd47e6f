import type { Config } from '../config'
import { ConfigError } from '../errors'
import { isThere, readJsonOrLines } from '../json/files'
import { mayBeCatalog, parseCatalog, type ConfiguredStream } from '../protocol/catalog'
import { mayBeState, parseStateFile } from '../protocol/state-input'
import { isDiscoveredName } from '../discovered-streams'
import { STREAMS } from '../streams'
import { didYouMean } from '../suggest'
import { offeredStreams } from './offered'
import type { CommandContext } from './command-context'

const NAMES: readonly string[] = STREAMS.map(({ name }) => name)

/**
 * The streams to read: those of a configured catalog, all that discover's output names, or without
 * a file all that discover would offer now.
 * @throws ConfigError for a file that cannot be used.
 */
export async function catalogIn(
  path: string | undefined,
  config: Config,
  context: CommandContext,
): Promise<ConfiguredStream[]> {
  const { runtime } = context
  if (path === undefined)
    return parseCatalog({ streams: await offeredStreams(config, context) }, NAMES, isDiscoveredName)
  const content = readJsonOrLines(path, 'catalog', mayBeCatalog)
  if (content.kind === 'empty') throw new ConfigError(`The catalog file ${path} is empty.`)
  const streams = parseCatalog(
    content.kind === 'value' ? content.value : content.values,
    NAMES,
    isDiscoveredName,
  )
  for (const stream of streams) warnOfCursorField(stream, runtime.log)
  return streams
}

/** The source defines what a stream is ordered by: another choice is logged, and has no effect. */
function warnOfCursorField(
  { name, syncMode, cursorField }: ConfiguredStream,
  log: CommandContext['runtime']['log'],
): void {
  const defined = STREAMS.find((stream) => stream.name === name)?.cursorField
  if (syncMode !== 'incremental' || cursorField === undefined || defined === undefined) return
  const asked = cursorField.join('.')
  if (asked === defined) return
  log(
    'WARN',
    `${name}: its cursor_field in the catalog is ${asked} and is ignored. Did you mean ${defined}?`,
  )
}

/**
 * The state of each stream: from an array of states, or from the output of an earlier read, whose
 * last STATE of each stream counts.
 * @param isNeeded whether a stream is read incrementally: a full refresh goes on with states of ours
 *   only, and has no use for those of another connector, in whatever form.
 * @throws ConfigError for a file that cannot be used, and one that is not there yet.
 */
export function statesIn(
  path: string | undefined,
  isNeeded: boolean,
  { runtime }: CommandContext,
): ReadonlyMap<string, unknown> {
  if (path === undefined) return new Map()
  if (!isThere(path)) {
    throw new ConfigError(
      `The state file ${path} is not there yet. On a first run, leave --state out.`,
    )
  }
  const content = readJsonOrLines(path, 'state', mayBeState)
  if (content.kind === 'empty') {
    runtime.log('WARN', `The state file ${path} is empty: all streams are read from the start.`)
    return new Map()
  }
  const states = statesOf(content.kind === 'value' ? content.value : content.values, isNeeded)
  if (states === undefined) {
    runtime.log('INFO', `A full refresh ignores the state file ${path}: it is not this source's.`)
    return new Map()
  }
  if (content.kind === 'lines' && states.size === 0) {
    runtime.log(
      'WARN',
      `The state file ${path} holds no STATE: all streams are read from the start.`,
    )
  }
  for (const name of states.keys()) {
    if (NAMES.includes(name) || isDiscoveredName(name)) continue
    const hint = didYouMean(name, NAMES)
    runtime.log('WARN', `The state names a stream ${name} that this source does not have.${hint}`)
  }
  return states
}

/** Undefined: of another connector, and not needed. */
function statesOf(raw: unknown, isNeeded: boolean): ReadonlyMap<string, unknown> | undefined {
  try {
    return parseStateFile(raw)
  } catch (thrown) {
    if (isNeeded || !(thrown instanceof ConfigError)) throw thrown
    return undefined
  }
}
