import type { AirbyteStream, Message } from '../../src/protocol/messages'
import { STREAMS, type StreamDefinition } from '../../src/streams'
import { makeFolder } from '../support/connector'
import { jsonOf } from '../support/repository'
import { testOf } from './support/acceptance-config'
import { checkpointsOf, type Checkpoint } from './support/checkpoints'
import {
  discoveredStreams,
  keyOf,
  latestStates,
  read,
  rowsOf,
  type Row,
  type StreamState,
} from './support/connector-under-test'

const { config_path, configured_catalog_path, future_state } = testOf('incremental')
let streams: readonly AirbyteStream[]
let first: readonly Message[]
let second: readonly Message[]

const folder = makeFolder()

beforeAll(async () => {
  streams = await discoveredStreams(config_path)
  first = (await read(config_path, streams, 'incremental')).messages
  second = await resumed(latestStates(first))
})

afterAll(() => folder.remove())

/** What an incremental sync of the streams with these states writes. */
async function resumed(states: readonly StreamState[]): Promise<readonly Message[]> {
  const names = states.map(({ stream }) => stream.stream_descriptor.name)
  const chosen = streams.filter(({ name }) => names.includes(name))
  const { code, messages } = await read(config_path, chosen, 'incremental', states)
  expect(code).toBe(0)
  return messages
}

test('test_two_sequential_reads: a second sync does not read everything again', () => {
  for (const { name } of streams) {
    const [before, after] = [rowsOf(first, name), rowsOf(second, name)]
    expect(before.length).toBeGreaterThan(0)
    expect(after.length).toBeLessThan(before.length)
  }
})

test('test_two_sequential_reads: what comes again is the end of the first sync, without a gap', () => {
  for (const { name, default_cursor_field: path } of streams) {
    const cursorValueOf = (row: Row): string => String(row[path[0] ?? ''])
    const again = rowsOf(second, name)
    const oldest = again.map(cursorValueOf).sort()[0] ?? 'no row'

    const end = rowsOf(first, name).filter((row) => cursorValueOf(row) >= oldest)
    expect(again.map(keyOf).sort()).toEqual(end.map(keyOf).sort())
  }
})

test('test_read_sequential_slices: from every STATE, all rows that came after it come again', async () => {
  // A stream that is read alone is cut up most: its long walks are shared. How many STATEs a few
  // pages make depends on how fast they are written, so there are many small ones.
  const settings = jsonOf(config_path) as object
  const small = folder.file('small-pages.json', { ...settings, page_size: 50 })
  const checkpoints = new Map<string, readonly Checkpoint[]>()
  for (const stream of streams) {
    const { messages } = await read(small, [stream], 'incremental')
    checkpoints.set(stream.name, checkpointsOf(messages, stream.name))
  }
  const counts = [...checkpoints.values()].map(({ length }) => length)
  // Fewer than three checkpoints would try nothing but the beginning and the end.
  const long = streams.filter(({ name }) => rowsOf(first, name).length > 400)
  const ofLong = long.map(({ name }) => checkpoints.get(name)?.length ?? 0)
  expect(long.length).toBeGreaterThanOrEqual(3)
  expect(Math.min(...ofLong)).toBeGreaterThanOrEqual(3)

  for (let round = 0; round < Math.max(...counts); round += 1) {
    const now = streams.flatMap(({ name }) => checkpoints.get(name)?.[round] ?? [])
    const messages = await resumed(now.map(({ state }) => state))

    for (const { state, rest } of now) {
      const { name } = state.stream.stream_descriptor
      const keys = new Set(rowsOf(messages, name).map(keyOf))
      expect(rest.map(keyOf).filter((key) => !keys.has(key))).toEqual([])
      expect(keys.size).toBeLessThan(rowsOf(first, name).length)
    }
  }
})

test('a checkpoint that claims more than was written would be caught', () => {
  const [name = ''] = streams.map((stream) => stream.name)
  const [early, late] = [checkpointsOf(first, name)[0], checkpointsOf(first, name).at(-1)]

  const keysAfterLate = new Set(late?.rest.map(keyOf))
  expect(early?.rest.filter((row) => !keysAfterLate.has(keyOf(row)))).not.toEqual([])
})

describe('test_state_with_abnormally_large_values', () => {
  const future = jsonOf(future_state?.future_state_path ?? '') as readonly StreamState[]

  const ofAll = (): StreamState[] =>
    streams.map(({ name, default_cursor_field: [field = ''] }) => ({
      type: 'STREAM',
      stream: { stream_descriptor: { name }, stream_state: { [field]: FAR_AWAY } },
    }))

  test('the files have a stream of each kind, the one its state and the other its choice', () => {
    const chosen = (jsonOf(configured_catalog_path ?? '') as Chosen).streams
    const names = chosen.map(({ stream }) => stream.name)
    const kindsOf = (of: readonly StreamDefinition[]): string[] =>
      [...new Set(of.map(kindOf))].sort()

    expect(byName(future)).toEqual(
      byName(ofAll().filter(({ stream }) => names.includes(stream.stream_descriptor.name))),
    )
    expect(kindsOf(STREAMS.filter(({ name }) => names.includes(name)))).toEqual(kindsOf(STREAMS))
  })

  test('a state of the far future yields no record, and comes back as it was', async () => {
    const messages = await resumed(ofAll())

    expect(messages.filter(({ type }) => type === 'RECORD')).toEqual([])
    expect(byName(latestStates(messages))).toEqual(byName(ofAll()))
  })

  test('so does a state in the form that the connector itself writes', async () => {
    const own = latestStates(first).map(({ type, stream }) => ({
      type,
      stream: { ...stream, stream_state: inTheFuture(stream.stream_state) },
    }))

    const messages = await resumed(own)

    expect(JSON.stringify(own)).toContain('2999-')
    expect(messages.filter(({ type }) => type === 'RECORD')).toEqual([])
    expect(byName(latestStates(messages))).toEqual(byName(own))
  })
})

/** The form that a low-code connector leaves behind. */
const FAR_AWAY = '2999-01-01T00:00:00.000Z'

interface Chosen {
  readonly streams: readonly { readonly stream: { readonly name: string } }[]
}

/** What sets the ways apart in which streams are read. */
function kindOf({ changes, primaryKey }: StreamDefinition): string {
  return `${changes}, by ${primaryKey.join(' and ')}`
}

/** The state with the watermark and the newest row a thousand years on, as text of the same form. */
function inTheFuture(state: object): StreamState['stream']['stream_state'] {
  const text = JSON.stringify(state)
  const later = text.replace(/("watermark":"|"newest":")\d{4}/g, '$12999')
  return JSON.parse(later) as StreamState['stream']['stream_state']
}

function byName(states: readonly StreamState[]): readonly StreamState[] {
  const nameOf = ({ stream }: StreamState): string => stream.stream_descriptor.name
  return [...states].sort((one, other) => nameOf(one).localeCompare(nameOf(other)))
}
