import { DAY_MS, HOUR_MS } from '../../../src/time/instant'
import { TEST_NOW, type ClearGrid } from '../../support/clear-grid'
import {
  catalogOf,
  discovered,
  startUnknownClearGrid,
  type Odd,
  type UnknownDataset,
} from '../../support/discovering'

const OUTCOMES = 'manual_communication_outcomes'
let clearGrid: ClearGrid
afterEach(async () => await clearGrid.close())

const ago = (ms: number): string => new Date(TEST_NOW - ms).toISOString()

/** So many rows, the newest first; `agoMs` says how old each is. */
function rows(count: number, fields: (index: number) => Readonly<Record<string, number>>) {
  return Array.from({ length: count }, (_, index) => ({
    public_id: `row-${index}`,
    ...Object.fromEntries(Object.entries(fields(index)).map(([name, agoMs]) => [name, ago(agoMs)])),
  }))
}

async function orderingOf(dataset: UnknownDataset, catalogs: Odd['catalogs'] = {}) {
  clearGrid = await startUnknownClearGrid({ datasets: { 'S4/D24': dataset }, catalogs })
  const { stream, lines } = await discovered(clearGrid)
  return { field: stream(OUTCOMES)?.default_cursor_field[0], lines }
}

const asked = (): readonly { since: number; until: number; sort: string | undefined }[] =>
  clearGrid.exchanges
    .filter(({ dataset }) => dataset === 'D24')
    .map(({ query }) => ({
      since: Date.parse(query['since'] ?? ''),
      until: Date.parse(query['until'] ?? ''),
      sort: query['sort'],
    }))

const CALLED = 'communicated_at'
const [MINUTE, MONTH] = [60_000, 30 * DAY_MS]

test.each<[string, UnknownDataset['rows']]>([
  ['one row', rows(1, () => ({ communicated_at: DAY_MS, updated_at: HOUR_MS }))],
  [
    'rows that were all changed at once',
    rows(30, (index) => ({ communicated_at: (index + 1) * HOUR_MS, updated_at: MINUTE })),
  ],
  [
    'rows that were never edited',
    rows(120, (index) => ({
      communicated_at: (index + 1) * HOUR_MS,
      updated_at: (index + 1) * HOUR_MS - 1_000,
    })),
  ],
  [
    'rows that are older than a month',
    rows(30, (index) => ({
      communicated_at: 2 * MONTH + index * HOUR_MS,
      updated_at: ((index * 7) % 30) * HOUR_MS,
    })),
  ],
  [
    'rows that are older than a year',
    rows(5, (index) => ({
      communicated_at: 500 * DAY_MS + index * HOUR_MS,
      updated_at: 400 * DAY_MS + index * HOUR_MS,
    })),
  ],
  [
    'rows whose new ones are as they were made, and whose old ones were edited',
    rows(150, (index) => ({
      communicated_at: (index + 1) * HOUR_MS,
      updated_at: (index + 1) * HOUR_MS - (index < 120 ? 0 : MINUTE),
    })),
  ],
])('%s of a dataset of calls show that it is ordered by the calls', async (_, ofCalls) => {
  const { field, lines } = await orderingOf({ rows: ofCalls, orderedBy: CALLED })

  expect({ field, lines }).toEqual({ field: CALLED, lines: [] })
})

test.each(['updated_at', 'created_at', 'logged_at'])(
  'rows with several instants, of which %s orders them, show that it does',
  async (orderedBy) => {
    const { field, lines } = await orderingOf({
      orderedBy,
      rows: rows(3, (index) => ({
        created_at: (index + 4) * DAY_MS,
        communicated_at: (index + 3) * DAY_MS,
        logged_at: (index + 2) * DAY_MS,
        updated_at: (index + 1) * DAY_MS,
      })),
    })

    expect({ field, lines }).toEqual({ field: orderedBy, lines: [] })
  },
)

test('fields are told apart by the second of a row, and in no more than a few requests', async () => {
  await orderingOf({
    orderedBy: CALLED,
    rows: rows(1, () => ({ communicated_at: DAY_MS, updated_at: HOUR_MS })),
  })

  expect(asked()).toEqual([
    { since: TEST_NOW - MONTH, until: TEST_NOW, sort: 'desc' },
    { since: TEST_NOW - HOUR_MS, until: TEST_NOW - HOUR_MS + 1_000, sort: 'desc' },
    { since: TEST_NOW - DAY_MS, until: TEST_NOW - DAY_MS + 1_000, sort: 'desc' },
  ])
})

test.each([
  ['without a row', []],
  [
    'whose instants are the same in every row',
    rows(9, (index) => ({ updated_at: index * DAY_MS + 1, communicated_at: index * DAY_MS + 1 })),
  ],
  [
    'whose rows have no instant',
    [{ public_id: 'a', updated_at: null, made: ago(DAY_MS).slice(0, 10) }],
  ],
])('the field of a dataset %s is a guess, and the log says so', async (_, ofGuess) => {
  const { field, lines } = await orderingOf({
    rows: ofGuess,
    orderedBy: ofGuess.length === 1 ? 'made' : 'updated_at',
  })

  expect(field).toBe('updated_at')
  expect(lines).toEqual([
    expect.stringMatching(/^WARN manual_.* updated_at is a guess\. Rows could be missed/),
  ])
})

test.each<[string, UnknownDataset['rows'], string, string]>([
  ['counts where there are no rows', [], CALLED, CALLED],
  [
    'counts where the rows are in its order',
    rows(2, (index) => ({ updated_at: index * DAY_MS, made_at: index * DAY_MS })),
    'made_at',
    'made_at',
  ],
  [
    'does not count where the rows are in another order',
    rows(3, (index) => ({ updated_at: (index + 1) * DAY_MS, made_at: 9 * DAY_MS - index })),
    'made_at',
    'updated_at',
  ],
  [
    'does not count where no row has it',
    rows(3, (index) => ({ updated_at: (index + 1) * DAY_MS })),
    'made_at',
    'updated_at',
  ],
])('what the catalog says of the order %s', async (_, ofListed, listed, expected) => {
  const catalogs = { exports: catalogOf(['S4/D24'], { cursorField: listed }) }

  const { field, lines } = await orderingOf({ rows: ofListed, orderedBy: 'updated_at' }, catalogs)

  expect({ field, lines }).toEqual({ field: expected, lines: [] })
})

test.each(['public_id', '__proto__', ''])(
  'a catalog that calls %j the order is not believed',
  async (listed) => {
    const catalogs = { exports: catalogOf(['S4/D24'], { cursorField: listed }) }

    const { field } = await orderingOf({ rows: [], orderedBy: 'updated_at' }, catalogs)

    expect(field).toBe('updated_at')
  },
)
