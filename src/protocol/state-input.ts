import { ConfigError } from '../errors'
import { isEmptyObject, memberOf } from '../json/unknown'

/**
 * The streams' states in a `--state` file: an array of state messages' bodies, as the platform
 * gives it. Whole STATE messages are accepted too, among other messages that say nothing of the
 * state, and GLOBAL states that share nothing. null, `{}` and an empty array all mean that there is
 * none.
 * @throws ConfigError for anything else, and for LEGACY states, which we never write.
 */
export function parseStateFile(raw: unknown): ReadonlyMap<string, unknown> {
  const states = new Map<string, unknown>()
  if (raw === null || isEmptyObject(raw)) return states
  const messages: readonly unknown[] = Array.isArray(raw) ? raw : [raw]
  for (const { name, state } of messages.flatMap(streamStates)) {
    // The last state of a stream wins, as it does for the platform.
    const isNone = state === null || state === undefined || isEmptyObject(state)
    if (isNone) states.delete(name)
    else states.set(name, state)
  }
  return states
}

/**
 * Whether a line of a read's output may be a state. It is called for every line, and there can be
 * very many: the others are recognised by how they begin.
 */
export function mayBeState(line: Buffer): boolean {
  return !OTHER_LINE.test(line.toString('latin1', 0, BEGINNING_BYTES))
}

const OTHER_LINE = /^\s*\{\s*"type"\s*:\s*"(RECORD|LOG|TRACE)"/
const BEGINNING_BYTES = 40

/** Messages that stand between the states of a read's output. */
const OTHERS: readonly unknown[] = [
  ...['RECORD', 'LOG', 'TRACE', 'CONTROL'],
  ...['SPEC', 'CATALOG', 'CONNECTION_STATUS'],
]

interface StreamStateOf {
  readonly name: string
  readonly state: unknown
}

function streamStates(message: unknown): StreamStateOf[] {
  if (isEmptyObject(message) || OTHERS.includes(memberOf(message, 'type'))) return []
  const body = memberOf(message, 'state') ?? message
  if (isEmptyObject(body)) return []
  const type = memberOf(body, 'type') ?? 'STREAM'
  if (type === 'GLOBAL') return sharedNothing(body)
  if (type !== 'STREAM') throw unusable(body)
  return [streamState(memberOf(body, 'stream') ?? body, body)]
}

function streamState(stream: unknown, body: unknown): StreamStateOf {
  const name = memberOf(memberOf(stream, 'stream_descriptor'), 'name')
  if (typeof name !== 'string') throw unusable(body)
  return { name, state: memberOf(stream, 'stream_state') }
}

/** A GLOBAL state is the states of its streams, unless they share one: that is never ours. */
function sharedNothing(body: unknown): StreamStateOf[] {
  const global = memberOf(body, 'global')
  const shared = memberOf(global, 'shared_state') ?? {}
  const streams = memberOf(global, 'stream_states') ?? []
  const isShared = global === undefined || !isEmptyObject(shared)
  if (isShared || !Array.isArray(streams)) throw unusable(body)
  return streams.map((stream: unknown) => streamState(stream, body))
}

function unusable(body: unknown): ConfigError {
  const type = memberOf(body, 'type')
  const kind = typeof type === 'string' ? `of type ${type}` : 'without a type'
  return new ConfigError(
    `The state cannot be used: it holds an entry ${kind} that is not a STREAM state with ` +
      `stream.stream_descriptor.name. Use the states this source wrote, or reset the connection.`,
  )
}
