import { pageCame, pageLost, windowRead } from '../../../src/sync/progress/answered'
import { startRequestSize, type Asked } from '../../../src/sync/progress/request-size'
import { tooMuch } from '../../../src/sync/progress/too-much'
import { DAY_MS, MINUTE_MS } from '../../../src/time/instant'

const SIZE = startRequestSize(undefined, { windowMs: 32 * DAY_MS, pageSize: 400 })
const ASKED: Asked = {
  ...{ role: 'usual', windowMs: 32 * DAY_MS, pageSize: 400 },
  ...{ isPageTrial: false, isFirstPage: true, isCountDoubted: false },
}
const SLOWLY_MS = 29_000
const AT_ONCE_MS = 100

test.each([
  ['half after a quick answer', AT_ONCE_MS, 16],
  ['a quarter after one that took as long as a gateway waits', SLOWLY_MS, 8],
])('the next request asks for %s', (_, tookMs, days) => {
  expect(tooMuch(SIZE, ASKED, tookMs).window.proved).toBe(days * DAY_MS)
})

test('only quick answers in a row are doubted', () => {
  let size = tooMuch(SIZE, ASKED, AT_ONCE_MS)
  for (const tookMs of [AT_ONCE_MS, SLOWLY_MS, AT_ONCE_MS]) {
    const { window, page } = size
    const asked = { ...ASKED, windowMs: window.proved, pageSize: page.proved }
    size = tooMuch(size, { ...asked, role: 'probe' }, tookMs)
  }

  expect(size.search).toMatchObject({ quick: 1, isDoubted: false })
})

test('what is at its floor is never made smaller: the other is', () => {
  const shortest = tooMuch(SIZE, { ...ASKED, windowMs: MINUTE_MS }, SLOWLY_MS)
  const smallest = tooMuch(SIZE, { ...ASKED, pageSize: 10, isFirstPage: false }, SLOWLY_MS)

  expect([shortest.window, shortest.page.proved]).toEqual([SIZE.window, 100])
  expect([smallest.window.proved, smallest.page]).toEqual([8 * DAY_MS, SIZE.page])
})

test.each([
  ['the count, where none has come yet', { isCountDoubted: true }, {}, 'count'],
  ['the same, where timeouts come by chance', {}, { shortSearches: 4 }, 'nothing'],
] as const)(
  'before anything is made smaller, %s is asked for once more',
  (_, asked, size, last) => {
    const after = tooMuch({ ...SIZE, ...size }, { ...ASKED, ...asked }, SLOWLY_MS)

    expect(after).toMatchObject({ window: SIZE.window, page: SIZE.page, search: { last } })
  },
)

test('a later page that was too much is not the fault of a longer window that is tried', () => {
  const asked = { ...ASKED, role: 'trial', isFirstPage: false } as const

  expect(tooMuch(SIZE, asked, SLOWLY_MS)).toMatchObject({
    window: SIZE.window,
    search: { last: 'page' },
  })
})

describe('what comes of a page', () => {
  const search = { before: { window: SIZE.window, page: SIZE.page }, isProbing: true } as const
  const SEARCH = { ...search, last: 'window', steps: 1, quick: 0, isDoubted: false } as const
  const probed = { ...ASKED, role: 'probe' } as const

  test('a page size that is tried is free to be tried again when its page was lost', () => {
    const trial = { ...ASKED, isPageTrial: true }

    expect(pageLost({ ...SIZE, pageTrial: true }, trial).pageTrial).toBe(false)
  })

  test('a page smaller than what is proved proves nothing', () => {
    expect(pageCame(SIZE, { ...ASKED, pageSize: 399 }, false)).toBe(SIZE)
  })

  test('a search that ended with its count says nothing of sizes', () => {
    const size = { ...SIZE, shortSearches: 2, search: { ...SEARCH, last: 'count' as const } }

    expect(pageCame(size, probed, false)).toEqual({ ...size, search: undefined })
  })

  test.each([
    [1, 3],
    [2, 0],
  ])('of searches in a row that took one step, one of %d makes %d', (steps, shortSearches) => {
    const size = { ...SIZE, shortSearches: 2, search: { ...SEARCH, steps } }

    expect(pageCame(size, probed, false).shortSearches).toBe(shortSearches)
  })

  test('what was not to blame is asked for as before', () => {
    const { window, page } = SIZE
    const smaller = { window: { ...window, proved: DAY_MS }, page: { ...page, proved: 100 } }
    const size = { ...SIZE, ...smaller, search: SEARCH }

    const after = pageCame(size, probed, false)

    expect([after.window.proved, after.page]).toEqual([DAY_MS, page])
  })
})

test('rows end quiet times', () => {
  const read = { role: 'usual', windowMs: DAY_MS, pages: 1 } as const
  const quiet = windowRead(SIZE, { ...read, rows: 0 })

  expect(quiet.quietMs).toBe(DAY_MS)
  expect(windowRead(quiet, { ...read, rows: 1 }).quietMs).toBe(0)
})
