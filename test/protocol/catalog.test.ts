import { ConfigError } from '../../src/errors'
import { mayBeCatalog, parseCatalog } from '../../src/protocol/catalog'

const KNOWN = ['apples', 'pears']

function configured(name: string, sync_mode: unknown = 'incremental'): object {
  return { stream: { name }, sync_mode }
}

function refusalOf(raw: unknown): string {
  try {
    parseCatalog(raw, KNOWN)
  } catch (thrown) {
    if (thrown instanceof ConfigError) return thrown.message
    throw thrown
  }
  throw new Error('The catalog was accepted.')
}

test('the streams come in the order of the catalog, each with its mode', () => {
  const raw = { streams: [configured('pears', 'full_refresh'), configured('apples')] }

  expect(parseCatalog(raw, KNOWN)).toEqual([
    { name: 'pears', syncMode: 'full_refresh' },
    { name: 'apples', syncMode: 'incremental' },
  ])
})

test('a catalog without streams asks for nothing', () => {
  expect(parseCatalog({ streams: [] }, KNOWN)).toEqual([])
})

test('what the platform adds is no business of a source', () => {
  const stream = {
    stream: { name: 'apples', namespace: null, json_schema: {}, is_file_based: false },
    sync_mode: 'incremental',
    destination_sync_mode: 'append_dedup',
    cursor_field: ['updated_at'],
    primary_key: [['public_id']],
    generation_id: 3,
  }

  const streams = parseCatalog({ streams: [stream], version: 7 }, KNOWN)

  expect(streams).toEqual([
    { name: 'apples', syncMode: 'incremental', cursorField: ['updated_at'], schema: {} },
  ])
})

const OFFERED = ['pears', 'apples'].map((name) => ({
  name,
  json_schema: {},
  supported_sync_modes: ['full_refresh', 'incremental'],
}))

test.each([
  ['the catalog alone', { streams: OFFERED }],
  ['its message', { type: 'CATALOG', catalog: { streams: OFFERED } }],
  [
    'its message among log lines',
    [
      { type: 'LOG', log: { level: 'INFO', message: '"CATALOG"' } },
      { type: 'CATALOG', catalog: { streams: OFFERED } },
    ],
  ],
])('what discover says means all of it, incrementally: %s', (_, raw) => {
  expect(parseCatalog(raw, KNOWN)).toEqual([
    { name: 'pears', syncMode: 'incremental', schema: {} },
    { name: 'apples', syncMode: 'incremental', schema: {} },
  ])
})

test('streams of which only some were configured are no output of discover', () => {
  const refusal = refusalOf({ streams: [configured('apples'), OFFERED[0]] })

  expect(refusal).toContain('stream 2 has no stream; stream 2 has no sync_mode')
})

test('a line of discover that may be the catalog is told from others', () => {
  expect(mayBeCatalog(Buffer.from('{"type":"CATALOG","catalog":{}}'))).toBe(true)
  expect(mayBeCatalog(Buffer.from('{"type":"LOG"}'))).toBe(false)
})

test('unknown streams are named together with those that there are', () => {
  const refusal = refusalOf({
    streams: ['plums', 'apples', 'figs'].map((name) => configured(name)),
  })

  expect(refusal).toContain('plums, figs')
  expect(refusal).toContain('It has apples, pears')
})

test('a stream that is asked for twice would write its state twice', () => {
  const refusal = refusalOf({ streams: [configured('apples'), configured('apples')] })

  expect(refusal).toContain('names apples more than once')
})

test('an unknown sync mode is refused with the stream that asks for it', () => {
  const refusal = refusalOf({ streams: [configured('apples'), configured('pears', 'cdc')] })

  expect(refusal).toContain(
    'sync_mode of stream 2 (pears) must be one of full_refresh, incremental',
  )
  expect(refusal).not.toContain('apples')
})

test.each([
  ['null', null],
  ['text', 'streams'],
  ['a list', []],
  ['no streams', {}],
  ['streams that are no list', { streams: { apples: {} } }],
  ['a stream that is no object', { streams: ['apples'] }],
  ['null for a stream', { streams: [null] }],
  ['no stream', { streams: [{ sync_mode: 'incremental' }] }],
  ['no name', { streams: [{ stream: {}, sync_mode: 'incremental' }] }],
  ['a name that is a number', { streams: [{ stream: { name: 1 }, sync_mode: 'incremental' }] }],
  ['no sync mode', { streams: [{ stream: { name: 'apples' } }] }],
])('what is no catalog is refused as the user’s to mend: %s', (_, raw) => {
  expect(refusalOf(raw)).toMatch(/^The configured catalog cannot be used: .+\.$/)
})
