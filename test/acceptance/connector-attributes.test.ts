import type { AirbyteStream } from '../../src/protocol/messages'
import { metadata, testOf } from './support/acceptance-config'
import { discoveredStreams } from './support/connector-under-test'

let streams: readonly AirbyteStream[]

beforeAll(async () => {
  streams = await discoveredStreams(testOf('connector_attributes').config_path)
})

test('test_streams_define_primary_key: every stream has one', () => {
  const without = streams.filter(({ source_defined_primary_key: paths }) => paths.length === 0)

  expect(streams.length).toBeGreaterThan(0)
  expect(without).toEqual([])
})

test('test_certified_connector_has_allowed_hosts: the hosts of each environment are named', () => {
  const hosts = metadata().allowedHosts?.hosts ?? []

  expect(hosts).toEqual(
    expect.arrayContaining(['v3-api.cleargrid.ai', 'stage-v3-api.cleargrid.ai']),
  )
})

test('test_certified_connector_has_suggested_streams: they are named, and they are there', () => {
  const suggested = metadata().suggestedStreams?.streams ?? []
  const names = streams.map(({ name }) => name)

  expect(suggested.length).toBeGreaterThan(0)
  expect(suggested.filter((name) => !names.includes(name))).toEqual([])
})
