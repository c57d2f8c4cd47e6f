import { startClearGrid, TEST_NOW, type ClearGrid } from '../support/clear-grid'
import { fixedData } from '../../src/sandbox/data'
import { catalogOf, CREDENTIALS, makeFolder, run, type Run } from '../support/connector'

const folder = makeFolder()
let clearGrid: ClearGrid
beforeAll(async () => {
  clearGrid = await startClearGrid({ data: fixedData({ D21: ROWS, D22: ROWS, D23: ROWS }) })
})
afterAll(async () => {
  await clearGrid.close()
  folder.remove()
})

const STREAMS = ['communication_logs', 'conversations', 'manual_communication_logs']
const ROWS = ['a', 'b', 'c'].map((public_id, index) => {
  const at = new Date(TEST_NOW - (index + 2) * 3_600_000).toISOString()
  return { public_id, communicated_at: at, updated_at: at }
})

function settings(more: object = {}): string {
  const start_date = '2026-05-01'
  const all = { ...CREDENTIALS, base_url: clearGrid.url, start_date, lookback_days: 0, ...more }
  return folder.file('config.json', all)
}

async function read(...more: readonly string[]): Promise<Run> {
  return await run(['read', '--config', settings(), ...more])
}

/** The streams of the records, in alphabetical order, each once. */
function streamsRead({ messages }: Run): string[] {
  const names = messages.flatMap((message) =>
    message.type === 'RECORD' ? [message.record.stream] : [],
  )
  return [...new Set(names)].sort()
}

function idsRead({ messages }: Run): string[] {
  return messages.flatMap((message) =>
    message.type === 'RECORD' ? [String(message.record.data['public_id'])] : [],
  )
}

function warningsIn({ messages }: Run): string[] {
  return messages.flatMap((message) =>
    message.type === 'LOG' && message.log.level === 'WARN' ? [message.log.message] : [],
  )
}

function errorsIn({ messages }: Run): string[] {
  return messages.flatMap((message) =>
    message.type === 'TRACE' && message.trace.type === 'ERROR' ? [message.trace.error.message] : [],
  )
}

describe('a full refresh has no use for a state of another connector', () => {
  const NAME = 'communication_logs'
  const withState = (stream_state: object): unknown => [
    { type: 'STREAM', stream: { stream_descriptor: { name: NAME }, stream_state } },
  ]
  const STATES = [
    ['of a stream', withState({ foo: 1 })],
    ['that marks a full refresh', withState({ __ab_full_refresh_sync_complete: true })],
    ['of type LEGACY', [{ type: 'LEGACY', data: { [NAME]: { communicated_at: '2026-05-30' } } }]],
    ['that is shared', { type: 'GLOBAL', global: { shared_state: { lsn: 5 }, stream_states: [] } }],
    ['without a type', { [NAME]: { communicated_at: '2026-05-30' } }],
    ['that is a number', 5],
  ] as const

  async function readWith(mode: 'full_refresh' | 'incremental', state: unknown): Promise<Run> {
    const catalog = folder.file('catalog.json', catalogOf([NAME], mode))
    return await read('--catalog', catalog, '--state', folder.file('state.json', state))
  }

  test.each(STATES)('%s: all rows come, and the log says so', async (_, state) => {
    const result = await readWith('full_refresh', state)

    const logged = result.messages.flatMap((message) =>
      message.type === 'LOG' ? [message.log.message] : [],
    )
    expect(result.code).toBe(0)
    expect(idsRead(result).sort()).toEqual(['a', 'b', 'c'])
    expect(logged.join('\n')).toMatch(/full refresh ignores the state/)
  })

  test.each(STATES)(
    '%s: an incremental read refuses it, and asks for nothing',
    async (_, state) => {
      const before = clearGrid.exchanges.length

      const result = await readWith('incremental', state)

      expect(result.code).toBe(1)
      expect(errorsIn(result).join()).toMatch(/state .*(cannot be used|cannot be understood)/)
      expect(clearGrid.exchanges).toHaveLength(before)
    },
  )
})

test('read with nothing but the settings reads all that discover offers', async () => {
  const result = await read()

  expect(result.code).toBe(0)
  expect(streamsRead(result)).toEqual(STREAMS)
  expect(result.messages.filter(({ type }) => type === 'RECORD')).toHaveLength(9)
})

test('what discover printed is a catalog of all of it', async () => {
  const { stdout } = await run(['discover', '--config', settings({ lookback_day: 1 })])
  const catalog = folder.file('discovered.jsonl', stdout)

  const result = await read('--catalog', catalog)

  expect(stdout).toContain('lookback_day is not known')
  expect([result.code, streamsRead(result)]).toEqual([0, STREAMS])
})

test('what an earlier read printed is its state, also when it was cut off', async () => {
  const first = await read()
  const whole = folder.file('messages.jsonl', first.stdout)
  const cut = folder.file('cut.jsonl', first.stdout.slice(0, -20))

  const [afterWhole, afterCut] = [await read('--state', whole), await read('--state', cut)]

  // The newest row lies in the overlap, and comes a second time.
  expect([afterWhole.code, new Set(idsRead(afterWhole))]).toEqual([0, new Set(['a'])])
  expect([afterCut.code, new Set(idsRead(afterCut))]).toEqual([0, new Set(['a'])])
})

test('a state file that is not there yet is named, with what to do on a first run', async () => {
  const result = await read('--state', '/no/such/state.json')

  expect(result.code).toBe(1)
  expect(errorsIn(result)).toEqual([
    'The state file /no/such/state.json is not there yet. On a first run, leave --state out.',
  ])
})

test.each([
  ['is empty', '', 'is empty: all streams are read from the start.'],
  [
    'holds the output of a read that came to no state',
    '{"type":"LOG","log":{}}\n{"type":"TRACE","trace":{}}\n',
    'holds no STATE: all streams are read from the start.',
  ],
])('a state file that %s begins anew, and says so', async (_, content, sentence) => {
  const result = await read('--state', folder.file('empty.json', content))

  expect([result.code, streamsRead(result)]).toEqual([0, STREAMS])
  expect(warningsIn(result).join()).toContain(sentence)
})

test('what is set and has no effect is told, with what may have been meant', async () => {
  const [first, ...rest] = (catalogOf(['communication_logs', 'conversations']) as Catalog).streams
  const cursor_field = ['created_at']
  const catalog = folder.file('catalog.json', { streams: [{ ...first, cursor_field }, ...rest] })
  const stream = { stream_descriptor: { name: 'conversation' }, stream_state: { version: 1 } }
  const state = folder.file('state.json', [{ type: 'STREAM', stream }])
  const lender = '6c9a614c-ff44-4746-8d5b-112ab9c140b8'

  const result = await run([
    ...['read', '--config', settings({ StartDate: '2024', lender })],
    ...['--catalog', catalog, '--state', state],
  ])

  expect(result.code).toBe(0)
  expect(warningsIn(result).slice(0, 4)).toEqual([
    'The setting StartDate is not known and is ignored. Did you mean start_date?',
    "lender looks like the lender's UUID. Did you mean its short name, like acme-finance?",
    'communication_logs: its cursor_field in the catalog is created_at and is ignored. ' +
      'Did you mean communicated_at?',
    'The state names a stream conversation that this source does not have. ' +
      'Did you mean conversations?',
  ])
})

interface Catalog {
  readonly streams: readonly object[]
}

test('--debug says how each exchange went, without a secret', async () => {
  const quiet = await read()
  const loud = await read('--debug')

  expect(quiet.stdout).not.toContain('"DEBUG"')
  expect(loud.stdout).toMatch(/"level":"DEBUG","message":"GET [^"]+: 200, \d+ bytes in \d+ ms"/)
  expect(loud.stdout).not.toContain(CREDENTIALS.password)
})

test('an error of an operator has no stack', async () => {
  const { stdout } = await run(['discover', '--config', settings({ page_size: 0 })])

  expect(stdout).toContain('page_size must be at least 1')
  expect(stdout).not.toContain('stack_trace')
})
