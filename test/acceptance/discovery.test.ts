import type { CatalogMessage } from '../../src/protocol/messages'
import { run } from '../support/connector'
import { pathOf } from '../support/repository'
import { testOf } from './support/acceptance-config'
import { STREAM_RULES } from './support/stream-rules'

const { config_path } = testOf('discovery')
let catalogs: readonly CatalogMessage[]
let streams: CatalogMessage['catalog']['streams']

beforeAll(async () => {
  const { messages } = await run(['discover', '--config', pathOf(config_path)])
  catalogs = messages.filter((message) => message.type === 'CATALOG')
  streams = catalogs.flatMap(({ catalog }) => catalog.streams)
})

test('test_discover: one CATALOG, with streams, each under a name of its own', () => {
  const names = streams.map(({ name }) => name)

  expect(catalogs).toHaveLength(1)
  expect(names.length).toBeGreaterThan(0)
  expect(new Set(names).size).toBe(names.length)
})

test.each(STREAM_RULES)('$rule', ({ problems, spoil }) => {
  for (const stream of streams) {
    expect([stream.name, ...problems(stream)]).toEqual([stream.name])
    expect(problems(spoil(stream))).not.toEqual([])
  }
})
