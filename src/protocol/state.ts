import { ConfigError } from '../errors'

/**
 * The streams' states in a `--state` file: an array of state messages' bodies. Whole STATE messages
 * are accepted too, and null, `{}` and an empty array all mean that there is none.
 * @throws ConfigError for anything else, and for LEGACY and GLOBAL states, which we never write.
 */
export function parseStateFile(raw: unknown): ReadonlyMap<string, unknown> {
  const states = new Map<string, unknown>()
  if (raw === null || isEmptyObject(raw)) return states
  const messages: readonly unknown[] = Array.isArray(raw) ? raw : [raw]
  for (const message of messages) {
    if (isEmptyObject(message)) continue
    const { name, state } = streamState(message)
    // The last one wins, as it does for the platform.
    const isNone = state === null || state === undefined || isEmptyObject(state)
    if (isNone) states.delete(name)
    else states.set(name, state)
  }
  return states
}

function streamState(message: unknown): { name: string; state: unknown } {
  const body = member(message, 'state') ?? message
  const stream = member(body, 'stream')
  const name = member(member(stream, 'stream_descriptor'), 'name')
  const type = member(body, 'type') ?? 'STREAM'
  if (typeof name !== 'string' || type !== 'STREAM') throw unusable(body)
  return { name, state: member(stream, 'stream_state') }
}

function unusable(body: unknown): ConfigError {
  const type = member(body, 'type')
  const kind = typeof type === 'string' ? `of type ${type}` : 'without a type'
  return new ConfigError(
    `The state cannot be used: it holds an entry ${kind} that is not a STREAM state with ` +
      `stream.stream_descriptor.name. Use the states this source wrote, or reset the connection.`,
  )
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return (value as Readonly<Record<string, unknown>>)[name]
}

function isEmptyObject(value: unknown): boolean {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject && Object.keys(value).length === 0
}
