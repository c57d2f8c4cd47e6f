import type { AirbyteStream, Message } from '../../src/protocol/messages'
import type { Run } from '../support/connector'
import { textOf } from '../support/repository'
import { testOf } from './support/acceptance-config'
import { discoveredStreams, keyOf, read, readCatalog, rowsOf } from './support/connector-under-test'
import { propertiesOf, typesOf } from './support/json-schema'
import { fieldsWithoutData, recordProblems } from './support/record-problems'
import { stateProblems, statusProblems } from './support/sync-problems'

const basicRead = testOf('basic_read')
let streams: readonly AirbyteStream[]
let names: readonly string[]
let result: Run
let messages: readonly Message[]

beforeAll(async () => {
  streams = await discoveredStreams(basicRead.config_path)
  names = streams.map(({ name }) => name)
  result = await read(basicRead.config_path, streams, 'full_refresh')
  messages = result.messages
})

test('test_read: the sync succeeds, and each stream has records', () => {
  expect([result.code, result.stderr]).toEqual([0, ''])
  expect(names.filter((name) => rowsOf(messages, name).length === 0)).toEqual([])
})

test('test_read: each record fits its schema, and has no field that is not declared', () => {
  for (const { name, json_schema } of streams) {
    const problems = rowsOf(messages, name).flatMap((row) => recordProblems(row, json_schema))

    expect([name, ...new Set(problems)]).toEqual([name])
  }
})

test.each([
  ['a key of another type', { public_id: 7 }],
  ['no key', { public_id: undefined }],
  ['a timestamp without a zone', { created_at: '2025-01-06T04:19:53' }],
  ['a timestamp without T', { created_at: '2025-01-06 04:19:53Z' }],
  ['a day that is not', { created_at: '2025-13-45T04:19:53Z' }],
  ['a text where a number belongs', { duration: '222' }],
  ['a field that is not declared', { colour: 'blue' }],
  ['a nested field that is not declared', { delivery_status: { colour: 'blue' } }],
])('a record with %s is caught', (_, spoiled) => {
  const caught = streams.filter(({ name, json_schema }) => {
    const row = JSON.parse(JSON.stringify({ ...rowsOf(messages, name)[0], ...spoiled })) as object
    return recordProblems({ ...row }, json_schema).length > 0
  })

  expect(caught).not.toEqual([])
})

test('test_read: an integer is none with a fraction, not even one of zero', () => {
  // JSON.parse reads 1.0 as 1: the text itself is looked at.
  const records = result.stdout.split('\n').filter((line) => line.startsWith('{"type":"RECORD"'))
  const integers = streams.flatMap(({ name, json_schema }) =>
    Object.entries(propertiesOf(json_schema))
      .filter(([, schema]) => typesOf(schema).includes('integer'))
      .map(([field]) => [`"stream":"${name}"`, new RegExp(`"${field}":-?\\d+[.eE]`)] as const),
  )

  const wrong = integers.filter(([stream, fraction]) =>
    records.some((line) => line.includes(stream) && fraction.test(line)),
  )
  expect(integers.length).toBeGreaterThan(10)
  expect(wrong).toEqual([])
})

test('test_read, validate_data_points: each declared field has a value in some record', () => {
  expect(basicRead.validate_data_points).toBe(true)
  for (const { name, json_schema } of streams) {
    const rows = rowsOf(messages, name)

    expect([name, ...fieldsWithoutData(rows, json_schema)]).toEqual([name])
    expect(fieldsWithoutData([], json_schema)).toEqual(Object.keys(propertiesOf(json_schema)))
  }
})

test('test_read: the primary key is there, and no two records of a stream share one', () => {
  for (const name of names) {
    const rows = rowsOf(messages, name)
    const ids = rows.map((row) => row['public_id'])

    expect(ids.filter((id) => typeof id !== 'string' || id === '')).toEqual([])
    expect(new Set(rows.map(keyOf)).size).toBe(rows.length)
  }
})

test('test_read, expect_records: the expected records come, field by field', () => {
  const { path = '', exact_order: exactOrder = true } = basicRead.expect_records ?? {}
  const expected = textOf(path)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { stream: string; data: Record<string, unknown> })

  expect(exactOrder).toBe(false)
  expect([...new Set(expected.map(({ stream }) => stream))].sort()).toEqual([...names].sort())
  for (const { stream, data } of expected) {
    const row = rowsOf(messages, stream).find((row) => keyOf(row) === keyOf(data))
    expect(row).toEqual(data)
  }
})

test('test_read, validate_stream_statuses: STARTED, RUNNING, COMPLETE for each stream', () => {
  const statuses = messages.filter((message) => message.type === 'TRACE')

  expect(basicRead.validate_stream_statuses).toBe(true)
  expect(statusProblems(messages, names)).toEqual([])
  expect(statusProblems(messages, [...names, 'payments'])).toEqual(['payments: '])
  expect(statusProblems(messages, names.slice(1))).toHaveLength(1)
  for (const lost of statuses.filter(({ trace }) => trace.type === 'STREAM_STATUS')) {
    const others = messages.filter((message) => message !== lost)
    expect(statusProblems([...others, lost, lost], names)).not.toEqual([])
  }
})

test('test_read, validate_state_messages: STATEs of each stream, that count its records', () => {
  const states = messages.filter((message) => message.type === 'STATE')
  const [first] = states

  expect(basicRead.validate_state_messages).toBe(true)
  expect(stateProblems(messages, names)).toEqual([])
  expect(stateProblems([], names)).toEqual(names.map((name) => `${name}: no STATE`))
  expect(stateProblems([...messages, legacy(first)], names)).not.toEqual([])
  expect(stateProblems(messages.slice(0, messages.length / 2), names)).not.toEqual([])
  for (const lost of states.filter(({ state }) => state.sourceStats.recordCount > 0)) {
    const others = messages.filter((message) => message !== lost)
    expect(stateProblems(others, names)).not.toEqual([])
  }
})

test('test_airbyte_trace_message_on_failure: a catalog that cannot be is a TRACE ERROR', async () => {
  const stream = {
    name: '__AIRBYTE__stream_that_does_not_exist',
    json_schema: { type: 'object', properties: { f1: { type: 'string' } } },
    supported_sync_modes: ['full_refresh'],
  }
  const catalog = {
    streams: [{ stream, sync_mode: 'INVALID', destination_sync_mode: 'INVALID' }],
  }

  const { code, stderr, messages } = await readCatalog(basicRead.config_path, catalog)

  const errors = messages.filter(
    (message) => message.type === 'TRACE' && message.trace.type === 'ERROR',
  )
  expect([code, stderr]).toEqual([1, ''])
  expect(errors).toHaveLength(1)
})

/** A STATE of the kind that Airbyte has given up. */
function legacy(message: Message | undefined): Message {
  const { state } = message as { readonly state: object }
  return { type: 'STATE', state: { ...state, type: 'LEGACY' } } as unknown as Message
}
