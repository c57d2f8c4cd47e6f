import type { Message, StreamStatus } from '../../../src/protocol/messages'

/** Streams whose statuses are not STARTED, RUNNING once or more, COMPLETE. */
export function statusProblems(
  messages: readonly Message[],
  streams: readonly string[],
): readonly string[] {
  const statuses = new Map<string, StreamStatus[]>(streams.map((name) => [name, []]))
  for (const message of messages) {
    if (message.type !== 'TRACE' || message.trace.type !== 'STREAM_STATUS') continue
    const { stream_descriptor, status } = message.trace.stream_status
    statuses.set(stream_descriptor.name, [...(statuses.get(stream_descriptor.name) ?? []), status])
  }
  return [...statuses]
    .filter(([name, said]) => {
      const isWhole = /^STARTED( RUNNING)+ COMPLETE$/.test(said.join(' '))
      return !isWhole || !streams.includes(name)
    })
    .map(([name, said]) => `${name}: ${said.join(' ')}`)
}

/**
 * What is wrong with the STATEs of a read: each stream must have one, of type STREAM, and each
 * must count the stream's records since the one before it.
 */
export function stateProblems(
  messages: readonly Message[],
  streams: readonly string[],
): readonly string[] {
  const uncounted = new Map<string, number>()
  const problems: string[] = []
  const seen = new Set<string>()
  for (const message of messages) {
    if (message.type === 'RECORD') {
      const { stream } = message.record
      uncounted.set(stream, (uncounted.get(stream) ?? 0) + 1)
    } else if (message.type === 'STATE') {
      const { type, stream, sourceStats } = message.state as Partial<typeof message.state>
      const name = stream?.stream_descriptor.name ?? 'no stream'
      const counted = sourceStats?.recordCount
      if (type !== 'STREAM') problems.push(`${name}: a STATE of type ${String(type)}`)
      if (counted !== (uncounted.get(name) ?? 0))
        problems.push(`${name}: ${String(counted)} counted`)
      uncounted.set(name, 0)
      seen.add(name)
    }
  }
  const without = streams.filter((name) => !seen.has(name)).map((name) => `${name}: no STATE`)
  const left = [...uncounted].filter(([, count]) => count > 0)
  return [
    ...problems,
    ...without,
    ...left.map(([name, count]) => `${name}: ${count} after its last`),
  ]
}
