import { fixedData, type SandboxRow } from '../../src/sandbox/data'
import { startClearGrid, TEST_NOW, type ClearGrid } from '../support/clear-grid'
import { logIn, type AnsweredPage, type Asking } from './asking'

const DAY = { since: '2026-05-01T00:00:00Z', until: '2026-05-02T00:00:00Z' }
const DAY_START = Date.UTC(2026, 4, 1)

/** Three rows a second: many ties. */
function rows(count: number, field: string): SandboxRow[] {
  return Array.from({ length: count }, (_, index) => ({
    public_id: index.toString(16).padStart(24, '0'),
    [field]: new Date(DAY_START + Math.floor(index / 3) * 1000).toISOString(),
  }))
}

const D07 = rows(1200, 'updated_at')
const D21 = rows(2000, 'communicated_at')
/** Cases of one borrower: they share its id, and the instant of their last change. */
const D16 = Array.from({ length: 5 }, (_, index) => ({
  public_id: 'link',
  created_at: new Date(DAY_START - index * 60_000).toISOString(),
  updated_at: new Date(DAY_START).toISOString(),
}))

let clearGrid: ClearGrid
let asking: Asking

beforeAll(async () => {
  clearGrid = await startClearGrid({
    data: fixedData({ D07, D16, D21, D23: rows(20, 'communicated_at') }),
  })
  asking = await logIn(clearGrid.url)
})

afterAll(async () => await clearGrid.close())

const idsOf = (pages: readonly AnsweredPage[]): string[] => pages.flatMap(({ ids }) => ids)

test('a page comes in the success envelope, with the filter as it was understood', async () => {
  const { text } = await asking.page('S4/D23', { ...DAY, limit: '1000' })

  expect(JSON.parse(text)).toMatchObject({
    code: 200,
    message: 'success',
    body: {
      meta: {
        since: '2026-05-01T00:00:00.000Z',
        until: '2026-05-02T00:00:00.000Z',
        tenantPathKind: 'via',
      },
    },
    errors: [],
  })
})

test.each(['S9/D21', 'S4/D99', 'S2/D21', 'S4/D24', 'S1/D04', 'S4/D25'])(
  '%s does not exist',
  async (at) => {
    const { status, text } = await asking.page(at, DAY)

    expect(status).toBe(404)
    expect(JSON.parse(text)).toMatchObject({ success: false })
  },
)

test('the other datasets are available, and empty', async () => {
  const { status, rows, nextPageCursor, meta } = await asking.page('S5/D26')

  expect(status).toBe(200)
  expect(rows).toEqual([])
  expect(nextPageCursor).toBeNull()
  expect(meta['tenantPathKind']).toBe('direct')
})

test.each(['asc', 'desc'])(
  'rows that share id and instant all come, a page each: %s',
  async (sort) => {
    const created: unknown[] = []
    let cursor: string | null | undefined
    do {
      const page = await asking.page('S3/D16', {
        ...{ ...DAY, limit: '2', sort },
        ...(typeof cursor === 'string' ? { cursor } : {}),
      })
      created.push(...page.rows.map((row) => row['created_at']))
      cursor = page.nextPageCursor
    } while (cursor !== null)

    expect(created.toSorted()).toEqual(D16.map((row) => row.created_at).toSorted())
  },
)

test.each([
  [undefined, 500],
  ['250', 250],
  ['0', 1],
  ['-5', 1],
  ['99999', 1000],
  ['many', 500],
])('a limit of %s gives %d rows', async (limit, expected) => {
  const { ids } = await asking.page('S2/D07', limit === undefined ? {} : { limit })

  expect(ids).toHaveLength(expected)
})

test('since is inclusive and until is exclusive', async () => {
  const bounds = { since: '2026-05-01T00:00:01Z', until: '2026-05-01T00:00:02Z' }

  const { rows } = await asking.page('S2/D07', bounds)

  expect(new Set(rows.map((row) => row['updated_at']))).toEqual(
    new Set(['2026-05-01T00:00:01.000Z']),
  )
})

test('a malformed bound is ignored, not refused', async () => {
  const { ids, meta } = await asking.page('S2/D07', { since: 'yesterday', limit: '1' })

  expect(ids).toEqual([D07[0]?.public_id])
  expect(meta['since']).toBeNull()
})

test('a direct dataset fills each page but the last', async () => {
  const pages = await asking.walk('S2/D07', { limit: '500' })

  expect(pages.map(({ ids }) => ids.length)).toEqual([500, 500, 200])
})

test.each(['asc', 'desc'])(
  '%s: short and empty pages, but every row exactly once',
  async (sort) => {
    const pages = await asking.walk('S4/D21', { ...DAY, limit: '10', sort })

    const expected = D21.map(({ public_id }) => public_id)
    expect(idsOf(pages)).toEqual(sort === 'asc' ? expected : expected.toReversed())
    const sizes = pages.slice(0, -1).map(({ ids }) => ids.length)
    expect(sizes).toContain(0)
    expect(sizes.some((size) => size > 0 && size < 10)).toBe(true)
  },
)

test('a page cursor is never given twice in a walk', async () => {
  const pages = await asking.walk('S4/D21', { ...DAY, limit: '1' })

  expect(new Set(pages.map(({ nextPageCursor }) => nextPageCursor)).size).toBe(pages.length)
})

test('the last page of a via dataset is sometimes empty', async () => {
  const limits = Array.from({ length: 30 }, (_, index) => String(index + 20))

  const walks = await Promise.all(
    limits.map((limit) => asking.walk('S4/D21', { ...DAY, until: '2026-05-01T00:01:00Z', limit })),
  )

  const lastSizes = walks.map((pages) => pages.at(-1)?.ids.length ?? 0)
  expect(lastSizes).toContain(0)
  expect(lastSizes.some((size) => size > 0)).toBe(true)
  expect(new Set(walks.map((pages) => idsOf(pages).length))).toEqual(new Set([180]))
})

test('the same page cursor gives the same page', async () => {
  const first = await asking.page('S4/D21', { ...DAY, limit: '50' })
  const again = { ...DAY, limit: '50', cursor: first.nextPageCursor ?? '' }

  const texts = [await asking.page('S4/D21', again), await asking.page('S4/D21', again)]

  expect(texts[0]?.text).toBe(texts[1]?.text)
})

test('an empty page cursor asks for the first page', async () => {
  const { ids } = await asking.page('S2/D07', { cursor: '', limit: '1' })

  expect(ids).toEqual([D07[0]?.public_id])
})

test('a broken page cursor is a 500', async () => {
  const { nextPageCursor } = await asking.page('S2/D07', { limit: '1' })
  const good = nextPageCursor ?? ''

  for (const cursor of ['nonsense', `${good}A`, `${good}!`, good.slice(1)]) {
    expect((await asking.page('S2/D07', { cursor })).status).toBe(500)
  }
  expect((await asking.page('S2/D07', { cursor: good })).status).toBe(200)
})

test('a row exists from its creation on', async () => {
  const at = (instant: number): string => new Date(instant).toISOString()
  let now = TEST_NOW
  const late = { public_id: 'late', communicated_at: at(DAY_START), created_at: at(TEST_NOW + 1) }
  const growing = await startClearGrid({ now: () => now, data: fixedData({ D21: [late] }) })
  const { walk } = await logIn(growing.url)

  const before = idsOf(await walk('S4/D21', DAY))
  now += 1
  const after = idsOf(await walk('S4/D21', DAY))
  await growing.close()

  expect(before).toEqual([])
  expect(after).toEqual(['late'])
})
