import { ConfigError } from '../../src/errors'
import { mayBeState, parseStateFile } from '../../src/protocol/state-input'

const APPLES = { version: 1, watermark: '2024-01-01T00:00:00.000Z' }

function entry(name: string, stream_state: unknown): object {
  return { type: 'STREAM', stream: { stream_descriptor: { name }, stream_state } }
}

test.each([
  ['null', null],
  ['an empty object', {}],
  ['an empty list', []],
  ['a list of empty objects', [{}]],
])('%s is no state', (_, raw) => {
  expect(parseStateFile(raw)).toEqual(new Map())
})

test.each([
  ['no member', { type: 'STREAM', stream: { stream_descriptor: { name: 'apples' } } }],
  ['null', entry('apples', null)],
  ['an empty object', entry('apples', {})],
])('a stream whose state is %s begins anew', (_, message) => {
  expect(parseStateFile([message])).toEqual(new Map())
})

test('each stream has its own state', () => {
  const states = parseStateFile([entry('apples', APPLES), entry('pears', { version: 2 })])

  expect(states).toEqual(
    new Map<string, unknown>([
      ['apples', APPLES],
      ['pears', { version: 2 }],
    ]),
  )
})

test.each([
  ['as messages on stdout', [{ type: 'STATE', state: entry('apples', APPLES) }]],
  ['as a single body', entry('apples', APPLES)],
  ['as a single message', { type: 'STATE', state: entry('apples', APPLES) }],
  [
    'with the members that the platform adds',
    [{ ...entry('apples', APPLES), id: 3, sourceStats: { recordCount: 1 } }],
  ],
])('a state may come %s', (_, raw) => {
  expect(parseStateFile(raw)).toEqual(new Map([['apples', APPLES]]))
})

const GLOBAL_STATES = [
  { stream_descriptor: { name: 'apples' }, stream_state: APPLES },
  { stream_descriptor: { name: 'pears' }, stream_state: {} },
]

test.each([
  ['without a shared state', { stream_states: GLOBAL_STATES }],
  ['with null for it', { shared_state: null, stream_states: GLOBAL_STATES }],
  ['with an empty one', { shared_state: {}, stream_states: GLOBAL_STATES }],
])('a GLOBAL state %s is the states of its streams', (_, global) => {
  const states = new Map([['apples', APPLES]])

  expect(parseStateFile([{ type: 'GLOBAL', global }])).toEqual(states)
  expect(parseStateFile({ type: 'STATE', state: { type: 'GLOBAL', global } })).toEqual(states)
})

test('a GLOBAL state of no streams is none: some clients send it on a first run', () => {
  expect(parseStateFile([{ type: 'GLOBAL', global: { stream_states: [] } }])).toEqual(new Map())
})

test('a state may stand on a line by itself, without what the platform puts around it', () => {
  const bare = { stream_descriptor: { name: 'apples' }, stream_state: APPLES }

  expect(parseStateFile([bare])).toEqual(new Map([['apples', APPLES]]))
})

test('of the output of a read only the states count', () => {
  const messages = [
    { type: 'LOG', log: { level: 'INFO', message: 'state' } },
    { type: 'STATE', state: entry('apples', { version: 0 }) },
    { type: 'RECORD', record: { stream: 'apples', data: { state: 7 }, emitted_at: 1 } },
    { type: 'STATE', state: entry('apples', APPLES) },
    { type: 'TRACE', trace: { type: 'ERROR' } },
  ]

  expect(parseStateFile(messages)).toEqual(new Map([['apples', APPLES]]))
})

test.each([
  ['{"type":"RECORD","record":{"stream":"STATE"}}', false],
  ['{ "type" : "LOG", "log": {} }', false],
  ['{"type":"TRACE","trace":{}}', false],
  ['{"type":"STATE","state":{}}', true],
  ['{"state":{},"type":"STATE"}', true],
  ['not JSON', true],
])('which lines may be states is told by how they begin: %s', (line, expected) => {
  expect(mayBeState(Buffer.from(line))).toBe(expected)
})

test('the last state of a stream wins', () => {
  const states = parseStateFile([entry('apples', { version: 0 }), entry('apples', APPLES)])

  expect(states).toEqual(new Map([['apples', APPLES]]))
})

test.each([
  ['null', null],
  ['an empty object', {}],
])('a stream that was reset begins anew, whatever came before: %s', (_, none) => {
  expect(parseStateFile([entry('apples', APPLES), entry('apples', none)])).toEqual(new Map())
})

test.each([['gibberish'], [[]], [0], [false]])(
  'a state is handed on as it is: only its stream can judge %j',
  (state) => {
    expect(parseStateFile([entry('apples', state)])).toEqual(new Map([['apples', state]]))
  },
)

test.each([
  ['LEGACY', [{ type: 'LEGACY', data: { apples: APPLES } }]],
  [
    'GLOBAL that shares',
    [{ type: 'GLOBAL', global: { shared_state: { lsn: 1 }, stream_states: [] } }],
  ],
  [
    'GLOBAL without a name',
    [{ type: 'GLOBAL', global: { stream_states: [entry('apples', APPLES)] } }],
  ],
  ['GLOBAL of nothing', [{ type: 'GLOBAL' }]],
  ['LEGACY with a stream', [{ ...entry('apples', APPLES), type: 'LEGACY' }]],
  ['GLOBAL with a stream', [{ ...entry('apples', APPLES), type: 'GLOBAL' }]],
  ['a bare legacy object', { apples: APPLES }],
  ['text', 'apples'],
  ['a number', 7],
  ['a list in a list', [[entry('apples', APPLES)]]],
  ['null among states', [entry('apples', APPLES), null]],
  ['no descriptor', [{ type: 'STREAM', stream: { stream_state: APPLES } }]],
  ['no name', [{ type: 'STREAM', stream: { stream_descriptor: {}, stream_state: APPLES } }]],
])('%s is refused: beginning again silently would cost days', (_, raw) => {
  expect(() => parseStateFile(raw)).toThrow(ConfigError)
  expect(() => parseStateFile(raw)).toThrow(/^The state cannot be used: .*reset the connection\.$/)
})
