import { fixedData, type SandboxRow } from '../../src/sandbox/data'
import type { SandboxOptions, ScriptedAnswer } from '../../src/sandbox/server'
import { loadSchema } from '../../src/schemas'
import { STREAMS } from '../../src/streams'
import type { AirbyteStream, Message } from '../../src/protocol/messages'
import { startClearGrid, type ClearGrid } from '../support/clear-grid'
import { CREDENTIALS, makeFolder, run } from '../support/connector'

const NAMES: readonly string[] = STREAMS.map(({ name }) => name)
const HOUR_MS = 3_600_000
const folder = makeFolder()
let clearGrid: ClearGrid | undefined

afterEach(async () => await clearGrid?.close())
afterAll(() => folder.remove())

interface Discovered {
  readonly streams: readonly AirbyteStream[]
  readonly names: readonly string[]
  readonly told: (level: string) => readonly string[]
  readonly stdout: string
}

/** What `discover` says of a ClearGrid, whose clock is this machine's. */
async function discover(options: Partial<SandboxOptions>, settings: object = {}) {
  clearGrid = await startClearGrid({ now: Date.now, ...options })
  return await discoverAt(clearGrid.url, settings)
}

async function discoverAt(url: string, settings: object = {}): Promise<Discovered> {
  const config = folder.file('config.json', { ...CREDENTIALS, base_url: url, ...settings })
  const { code, messages, stdout } = await run(['discover', '--config', config])
  const streams = messages.flatMap((one) => (one.type === 'CATALOG' ? one.catalog.streams : []))
  expect(code).toBe(0)
  return { streams, names: streams.map(({ name }) => name), told: toldIn(messages), stdout }
}

function toldIn(messages: readonly Message[]) {
  return (level: string): string[] =>
    messages.flatMap((one) =>
      one.type === 'LOG' && one.log.level === level ? [one.log.message] : [],
    )
}

function answering(code: string, answer: ScriptedAnswer): Partial<SandboxOptions> {
  return { intercept: ({ dataset }) => (dataset === code ? answer : undefined) }
}

/** So many rows of the last hours, newest last. */
function rows(count: number, more: (index: number) => object): SandboxRow[] {
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.now() - (count - index) * HOUR_MS).toISOString()
    return { public_id: `row-${index}`, created_at: at, updated_at: at, ...more(index) }
  })
}

const propertiesOf = ({ streams }: Discovered, name: string): object =>
  Object(streams.find((one) => one.name === name)?.json_schema['properties']) as object

test('a dataset that ClearGrid says is not there is left out, and named', async () => {
  const body = { success: false, message: 'Not found', requestId: 'req_1' }

  const { names, told } = await discover(answering('D07', { status: 404, body }))

  expect(names).toEqual(NAMES.filter((name) => name !== 'borrower_payments'))
  expect(told('INFO')).toEqual([
    'borrower_payments: ClearGrid does not offer S2/D07 to this lender (404). It is left out.',
  ])
  expect(told('WARN')).toEqual([])
})

test.each<[string, ScriptedAnswer]>([
  ['a 404 in the words of a gateway', { status: 404, body: '<html>Not Found</html>' }],
  ['a 403', { status: 403, body: { success: false, message: 'Forbidden' } }],
  ['a 500 that stays', { status: 500, body: { success: false, message: 'Internal' } }],
  ['a 504', { status: 504, body: '<html>Gateway Time-out</html>' }],
  ['a connection that breaks', { hangUp: 'mid-body' }],
  ['an answer that is no page', { status: 200, body: '<html>Sign in</html>' }],
  ['no answer in time', { never: true }],
])('%s leaves the stream in, as it is known, with one WARN', async (_, answer) => {
  const data = fixedData({ D12: rows(2, () => ({ rail: 'SADAD' })) })

  const discovered = await discover({ data, ...answering('D07', answer) })

  expect(discovered.names).toEqual(NAMES)
  expect(discovered.told('WARN')).toEqual([
    expect.stringMatching(/^borrower_payments: new fields could not be looked for\. /),
  ])
  expect(propertiesOf(discovered, 'borrower_payments')).toEqual(
    loadSchema('borrower_payments')['properties'],
  )
  expect(propertiesOf(discovered, 'scheduled_payments')).toHaveProperty('rail')
})

test.each([
  ['no network', async () => await discoverAt('http://127.0.0.1:9')],
  ['a login that is refused', async () => await discover({}, { password: 'wrong' })],
])('with %s the streams are those of this release, with one WARN', async (_, discovering) => {
  const { streams, names, told } = await discovering()

  expect(names).toEqual(NAMES)
  expect(streams.map(({ json_schema }) => json_schema)).toEqual(NAMES.map(loadSchema))
  expect(told('WARN')).toEqual([expect.stringContaining('New fields and datasets could not be')])
})

test('it asks once for each dataset, side by side, newest first, one page of a bounded window', async () => {
  await discover({ data: fixedData({}) })

  const asked = clearGrid?.exchanges.filter(({ dataset }) => dataset !== undefined) ?? []
  expect(asked.map(({ dataset }) => dataset).sort()).toEqual(
    [...STREAMS.map(({ dataset }) => dataset.code as string), 'D24'].sort(),
  )
  for (const { query } of asked) {
    const days = (Date.parse(query['until'] ?? '') - Date.parse(query['since'] ?? '')) / 86_400_000
    expect(query).toMatchObject({ sort: 'desc', limit: '100' })
    expect([30, 90]).toContain(days)
  }
})

test('whoever does not want new fields gets those of this release, and ClearGrid is not asked', async () => {
  const data = fixedData({ D07: rows(2, () => ({ gateway_fee: 1 })) })

  const discovered = await discover({ data }, { discover_new_fields: false })

  expect(propertiesOf(discovered, 'borrower_payments')).not.toHaveProperty('gateway_fee')
  expect(clearGrid?.exchanges).toEqual([])
})

test('new fields are offered behind the known ones; values that disagree are text or JSON', async () => {
  const values = ['one', 2, { three: 3 }]
  const data = fixedData({
    D07: rows(3, (index) => ({ gateway_fee: index, seen: values[index], amount: 'odd' })),
  })

  const first = await discover({ data })
  const second = await discoverAt(clearGrid?.url ?? '')

  const properties = propertiesOf(first, 'borrower_payments')
  const known = Object(loadSchema('borrower_payments')['properties']) as object
  expect(Object.keys(properties)).toEqual([...Object.keys(known), 'gateway_fee', 'seen'])
  expect(properties).toMatchObject({ ...known, gateway_fee: { type: ['null', 'integer'] } })
  expect(properties).toHaveProperty('seen.type', expect.arrayContaining(['string', 'object']))
  expect(second.stdout).toBe(first.stdout)
})

test('D24 is offered from the day on which it answers, and read by what was offered', async () => {
  const data = fixedData({ D24: rows(3, () => ({ ptp_amount: 2_500 })) })
  const { streams, names } = await discover({ data, opened: ['D24'] })
  const config = folder.file('config.json', { ...CREDENTIALS, base_url: clearGrid?.url })
  const catalog = folder.file('catalog.json', { streams })

  const { code, messages } = await run(['read', '--config', config, '--catalog', catalog])

  const read = messages.flatMap((one) => (one.type === 'RECORD' ? [one.record] : []))
  expect(names).toEqual([...NAMES, 'manual_communication_outcomes'])
  expect(streams.at(-1)).toMatchObject({
    default_cursor_field: ['updated_at'],
    source_defined_primary_key: [['public_id']],
  })
  expect(code).toBe(0)
  expect(read.map(({ stream }) => stream)).toEqual(Array(3).fill('manual_communication_outcomes'))
  expect(toldIn(messages)('WARN')).toEqual([])
})

test("other datasets that ClearGrid's catalog calls available are offered under their codes", async () => {
  const data = fixedData({ D04: rows(3, () => ({ score: 0.5 })), D06: rows(1, () => ({})) })

  const { streams, names } = await discover({ data, opened: ['D04'] })

  expect(names).toEqual([...NAMES, 'dataset_d04'])
  expect(streams.at(-1)?.json_schema['properties']).toMatchObject({
    score: { type: ['null', 'number'] },
  })
})
