import { fixedData } from '../../src/sandbox/data'
import { loadSchema } from '../../src/schemas'
import { startClearGrid, type ClearGrid } from '../support/clear-grid'
import { CREDENTIALS, makeFolder, run } from '../support/connector'

const folder = makeFolder()
let clearGrid: ClearGrid | undefined

afterEach(async () => await clearGrid?.close())
afterAll(() => folder.remove())

const OWN = Object(loadSchema('deal_views')['properties']) as Readonly<Record<string, unknown>>

/** Rows that have every documented field, and what else is given. */
function rows(count: number, more: (index: number) => object) {
  const fields = Object.fromEntries(Object.keys(OWN).map((name) => [name, null]))
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.now() - (index + 1) * 60_000).toISOString()
    return { ...fields, public_id: `row-${index}`, created_at: at, updated_at: at, ...more(index) }
  })
}

/** What a sync of deal views says that was configured with these properties. */
async function readWith(properties: unknown, more: (index: number) => object = () => ({})) {
  clearGrid = await startClearGrid({ now: Date.now, data: fixedData({ D20: rows(4, more) }) })
  const stream = { name: 'deal_views', json_schema: { type: 'object', properties } }
  const config = folder.file('config.json', { ...CREDENTIALS, base_url: clearGrid.url })
  const streams = [{ stream, sync_mode: 'incremental', destination_sync_mode: 'append' }]
  const catalog = folder.file('catalog.json', { streams })
  const { code, messages } = await run(['read', '--config', config, '--catalog', catalog])
  return {
    code,
    records: messages.filter(({ type }) => type === 'RECORD').length,
    warnings: messages.flatMap((one) =>
      one.type === 'LOG' && one.log.level === 'WARN' ? [one.log.message] : [],
    ),
  }
}

const NOTHING_ODD = { code: 0, records: 4, warnings: [] }

test.each([
  ['a property that is null', { ...OWN, mood: null }],
  ['a nested property that is null', { ...OWN, mood: { type: 'object', properties: { a: null } } }],
  [
    'a nested property that is text',
    { ...OWN, mood: { properties: { a: { properties: { b: 'x' } } } } },
  ],
  [
    'nested properties that are a list',
    { ...OWN, mood: { type: 'object', properties: [null, 1] } },
  ],
  ['no properties', null],
])('a configured catalog with %s is read all the same', async (_, properties) => {
  expect(await readWith(properties)).toEqual(NOTHING_ODD)
})

test('a field that discovery found may be missing in any row', async () => {
  const living = { ...OWN, mood: { type: ['null', 'string'] } }

  const said = await readWith(living, (index) => (index % 2 === 0 ? { mood: 'good' } : {}))

  expect(said).toEqual(NOTHING_ODD)
})

test('fields of this release that were deselected are not reported', async () => {
  const { public_id: key } = OWN

  expect(await readWith({ public_id: key })).toEqual(NOTHING_ODD)
})

test('a field that discovery found is judged by the type that it found', async () => {
  const living = { ...OWN, mood: { type: ['null', 'integer'] } }

  const { warnings } = await readWith(living, () => ({ mood: 'good' }))

  expect(warnings).toEqual(['deal_views: mood must be null or a whole number (seen 4 times).'])
})
