import { setTimeout as delay } from 'node:timers/promises'
import type { AirbyteStream } from '../../src/protocol/messages'
import type { Run } from '../support/connector'
import { testOf } from './support/acceptance-config'
import { discoveredStreams, emittedAtOf, read, rowsOf } from './support/connector-under-test'

const { config_path } = testOf('full_refresh')
let streams: readonly AirbyteStream[]
let first: Run
let second: Run

beforeAll(async () => {
  streams = await discoveredStreams(config_path)
  first = await read(config_path, streams, 'full_refresh')
  await delay(2)
  second = await read(config_path, streams, 'full_refresh')
})

test('test_sequential_reads: what the second read emits is stamped later than all of the first', () => {
  const [before, after] = [emittedAtOf(first.messages), emittedAtOf(second.messages)]

  expect(before.length).toBeGreaterThan(0)
  expect(after.length).toBe(before.length)
  expect(Math.max(...before)).toBeLessThan(Math.min(...after))
})

test('test_sequential_reads: both reads emit the same rows', () => {
  for (const { name } of streams) {
    const [before, after] = [first, second].map(({ messages }) =>
      rowsOf(messages, name)
        .map((row) => JSON.stringify(row))
        .sort(),
    )

    expect(after).toEqual(before)
  }
})
