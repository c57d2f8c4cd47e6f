import { STREAMS } from '../../../src/streams'
import { DAY_MS } from '../../../src/time/instant'
import { TEST_NOW, type ClearGrid } from '../../support/clear-grid'
import {
  catalogOf,
  discovered,
  placesAsked,
  startUnknownClearGrid,
  type Discovered,
  type Odd,
} from '../../support/discovering'

const OUTCOMES = 'manual_communication_outcomes'
let clearGrid: ClearGrid
afterEach(async () => await clearGrid.close())

async function discoveredAt(odd: Odd): Promise<Discovered> {
  clearGrid = await startUnknownClearGrid(odd)
  return await discovered(clearGrid)
}

const PLACES = STREAMS.map(({ dataset }) => `${dataset.section}/${dataset.code}`)
const ROWS = [0, 1, 2].map((index) => ({
  public_id: `row-${index}`,
  amount: index,
  updated_at: new Date(TEST_NOW - (index + 1) * DAY_MS).toISOString(),
}))
const OPEN = { rows: ROWS, orderedBy: 'updated_at' }
const TROUBLE = { status: 403, body: { success: false, message: 'Forbidden' } }
const WARNING = /it cannot be seen whether ClearGrid offers this now, .* Do not refresh/

test('a dataset that the catalog lists twice is offered once, where it answers first', async () => {
  const { names, stream } = await discoveredAt({
    datasets: { 'S2/D04': OPEN, 'S3/D04': OPEN },
    catalogs: { exports: catalogOf(['S1/D04', 'S2/D04', 'S2/D04', 'S3/D04']) },
  })

  expect(names.filter((name) => name === 'dataset_d04')).toHaveLength(1)
  expect(stream('dataset_d04')?.json_schema['$comment']).toBe('S2/D04')
  expect(placesAsked(clearGrid).filter((place) => place.endsWith('D04'))).toEqual([
    'S1/D04',
    'S2/D04',
    'S3/D04',
  ])
})

test('however long the catalog is, each place is asked once, and only so many of them', async () => {
  const places = ['S1', 'S2'].flatMap((section) =>
    Array.from({ length: 70 }, (_, index) => `${section}/D${index + 30}`),
  )

  const { lines } = await discoveredAt({
    catalogs: { exports: catalogOf([...places, ...places, ...places]) },
  })

  const asked = placesAsked(clearGrid)
  expect(new Set(asked).size).toBe(asked.length)
  // As far as the seconds reach that all of it may take.
  expect(asked.length).toBeLessThanOrEqual(19 + 1 + 50)
  expect(lines.filter((line) => line.startsWith('WARN'))).toEqual([
    expect.stringMatching(/lists more datasets than are looked at.* S1\/D55, .* and 70 more\.$/),
  ])
})

test('D24 is looked for where the catalog says that it is, and read there', async () => {
  const { stream } = await discoveredAt({
    datasets: { 'S2/D24': OPEN },
    catalogs: { exports: catalogOf(['S2/D24']) },
  })

  expect(stream(OUTCOMES)?.json_schema['$comment']).toBe('S2/D24')
})

test('a first path for the catalog that hangs keeps nobody from the second', async () => {
  const { names, lines } = await discoveredAt({
    datasets: { 'S1/D04': OPEN },
    catalogs: { exports: { never: true }, 'exports/catalog': catalogOf(['S1/D04']) },
  })

  expect(names).toContain('dataset_d04')
  expect(lines).toEqual([])
})

test.each([
  ['a refusal', TROUBLE],
  ['an error', { status: 500 }],
  ['no answer', { never: true } as const],
])('%s of D24 is told, because it may be missing', async (_, answer) => {
  const { names, lines } = await discoveredAt({ datasets: { 'S4/D24': answer } })

  const warned = lines.filter((line) => line.startsWith('WARN'))
  expect(names).not.toContain(OUTCOMES)
  expect(warned).toEqual([expect.stringMatching(WARNING)])
  expect(warned[0]).toMatch(new RegExp(`^WARN ${OUTCOMES}: `))
})

test('a D24 in trouble is offered where the catalog says that it is open, and how it is ordered', async () => {
  const open = catalogOf(['S4/D24'], { cursorField: 'communicated_at' })
  const { stream, lines } = await discoveredAt({
    datasets: { 'S4/D24': TROUBLE },
    catalogs: { exports: open },
  })

  expect(stream(OUTCOMES)?.default_cursor_field).toEqual(['communicated_at'])
  expect(lines).toEqual([expect.stringContaining('new fields could not be looked for')])
})

test('a D24 that the catalog calls closed is not missed', async () => {
  const { names, lines } = await discoveredAt({
    datasets: { 'S4/D24': TROUBLE },
    catalogs: { exports: catalogOf(['S4/D24'], { available: false }) },
  })

  expect(names).not.toContain(OUTCOMES)
  expect(lines).toEqual([])
})

test('a listed dataset that nobody knows the order of is not offered while it is in trouble', async () => {
  const { names, lines } = await discoveredAt({
    datasets: { 'S1/D04': TROUBLE },
    catalogs: { exports: catalogOf(['S1/D04']) },
  })

  expect(names).not.toContain('dataset_d04')
  expect(lines).toEqual([expect.stringMatching(WARNING)])
})

test.each([
  ['an error', { status: 500 }],
  ['no answer', { never: true } as const],
])('%s for the catalog is told, because whatever it lists may be missing', async (_, answer) => {
  const { lines } = await discoveredAt({ catalogs: { exports: answer } })

  expect(lines).toEqual([
    expect.stringMatching(
      /^WARN datasets that this release does not know: .* catalog could not be/,
    ),
  ])
})

test.each([
  ['without public_id', [{ id: 'a', updated_at: ROWS[0]?.updated_at }]],
  ['whose public_id is null', [...ROWS, { ...ROWS[0], public_id: null }]],
])('a dataset with rows %s is not offered, with a sentence', async (_, rows) => {
  const { names, lines } = await discoveredAt({ datasets: { 'S4/D24': { ...OPEN, rows } } })

  expect(names).not.toContain(OUTCOMES)
  expect(lines).toEqual([
    `WARN ${OUTCOMES}: it has rows without public_id, so nothing names them. It is not offered.`,
  ])
})

test('where every dataset answers 404, none is called left out, because all are offered', async () => {
  const absent = { status: 404, body: { success: false, message: 'Not found' } }
  const { names, lines } = await discoveredAt({
    datasets: Object.fromEntries(PLACES.map((place) => [place, absent])),
  })

  expect(names).toHaveLength(PLACES.length)
  expect(lines).toEqual([expect.stringMatching(/^WARN ClearGrid answered 404 for every dataset/)])
})
