import { DAY_MS, MINUTE_MS } from '../../../src/time/instant'
import { pageCame } from '../../../src/sync/progress/answered'
import { beginPage, beginWalk, mayBegin } from '../../../src/sync/progress/next-request'
import {
  startRequestSize,
  type Asked,
  type RequestSize,
} from '../../../src/sync/progress/request-size'
import { clampedTo, giveUpSearch, tooMuch } from '../../../src/sync/progress/too-much'

const SIZE_MAX = { windowMs: 30 * DAY_MS, pageSize: 500 }
const SLOW_MS = 60_000
const START = startRequestSize(undefined, SIZE_MAX)
const FIRST_PAGE: Asked = {
  role: 'usual',
  windowMs: 30 * DAY_MS,
  pageSize: 500,
  isPageTrial: false,
  isFirstPage: true,
  isCountDoubted: false,
}

function sizes({ window, page }: RequestSize): [days: number, rows: number] {
  return [window.proved / DAY_MS, page.proved]
}

/** What the probe asks for next. */
function probeOf(size: RequestSize): Asked {
  const { windowMs, role } = beginWalk(size, Date.UTC(2024, 0, 1), 30 * DAY_MS)
  return { ...FIRST_PAGE, ...beginPage(size, role), role, windowMs }
}

test('a first page that is too much makes the window shorter, a later one the page', () => {
  expect(sizes(tooMuch(START, FIRST_PAGE, SLOW_MS))).toEqual([7.5, 500])
  expect(sizes(tooMuch(START, { ...FIRST_PAGE, isFirstPage: false }, SLOW_MS))).toEqual([30, 125])
})

test('a body that is too large is the page’s fault, whichever page it was', () => {
  expect(sizes(tooMuch(START, FIRST_PAGE, SLOW_MS, 'page'))).toEqual([30, 125])
})

test('one measure after the other gives, until an answer comes: the last one is to blame', () => {
  const once = tooMuch(START, FIRST_PAGE, SLOW_MS)
  const twice = tooMuch(once, probeOf(once), SLOW_MS)

  const answered = pageCame(twice, probeOf(twice), false)

  expect(sizes(twice)).toEqual([7.5, 125])
  expect(sizes(answered)).toEqual([30, 125])
  expect(answered.search).toBeUndefined()
})

test('what others had asked for meanwhile teaches nothing', () => {
  const once = tooMuch(START, FIRST_PAGE, SLOW_MS)

  expect(tooMuch(once, FIRST_PAGE, SLOW_MS)).toEqual(once)
})

test('while one walk probes, no other begins', () => {
  const searching = tooMuch(START, FIRST_PAGE, SLOW_MS)

  const { size, role } = beginWalk(searching, Date.UTC(2024, 0, 1), 30 * DAY_MS)

  expect(role).toBe('probe')
  expect([START, searching, size].map(mayBegin)).toEqual([true, true, false])
})

test('three quick 504s in a row are tested with the smallest request', () => {
  let size = tooMuch(START, FIRST_PAGE, 40)
  size = tooMuch(size, probeOf(size), 40)
  size = tooMuch(size, probeOf(size), 40)

  expect(probeOf(size)).toMatchObject({ windowMs: MINUTE_MS, pageSize: 10 })
})

test('where the smallest is answered only when it is repeated, it was an outage', () => {
  let size = START
  for (let times = 0; times < 3; times += 1) size = tooMuch(size, { ...probeOf(size) }, 40)

  expect(sizes(pageCame(size, probeOf(size), true))).toEqual([30, 500])
})

test('where nothing helps, nothing was learned', () => {
  const size = tooMuch(START, FIRST_PAGE, SLOW_MS)

  expect(sizes(giveUpSearch(size))).toEqual([30, 500])
  expect(giveUpSearch(START)).toBe(START)
})

test('ClearGrid says how long its windows are at the most: none longer is asked for', () => {
  const size = clampedTo(START, 30 * DAY_MS, 7 * DAY_MS)

  expect(sizes(size)).toEqual([7, 500])
  expect(clampedTo(size, 7 * DAY_MS, 20 * DAY_MS)).toBe(size)
  expect(clampedTo(START, 30 * DAY_MS, 1).window.proved).toBe(MINUTE_MS)
})

test('a window from long before that is too much is not asked for whole again', () => {
  const before = { ...FIRST_PAGE, role: 'vast' } as const

  const size = tooMuch(START, before, SLOW_MS)

  expect(sizes(size)).toEqual([30, 500])
  expect(beginWalk(size, Date.UTC(2000, 0, 1), Infinity).windowMs).toBe(30 * DAY_MS)
})
