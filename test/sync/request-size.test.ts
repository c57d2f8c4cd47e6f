import fc from 'fast-check'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/instant'
import { learnedFrom, startSize } from '../../src/sync/request-size'
import { refusedShare, runGateway, type GatewayModel } from '../support/model-gateway'

const START = Date.UTC(2023, 0, 1)
const BOUNDS = { windowMs: 30 * DAY_MS, pageSize: 500 }
const YEARS = { since: START, until: START + 1_096 * DAY_MS }

/** One row every so often, over the whole stretch. */
function every(ms: number, { since, until } = YEARS): number[] {
  return Array.from({ length: Math.ceil((until - since) / ms) }, (_, index) => since + index * ms)
}

/** All rows of a week on its first day. */
function inBursts(): number[] {
  const weeks = Array.from({ length: 156 }, (_, week) => START + week * 7 * DAY_MS)
  return weeks.flatMap((since) => every(DAY_MS / 300, { since, until: since + DAY_MS }))
}

/** The same for the same number: a gateway that refuses by chance, and a test that does not. */
function chanceOf(index: number): number {
  return ((Math.imul(index + 1, 0x9e3779b1) >>> 8) % 10_000) / 10_000
}

function model(members: Partial<GatewayModel>): GatewayModel {
  return {
    bounds: BOUNDS,
    unread: YEARS,
    rows: every(HOUR_MS),
    concurrency: 4,
    refuses: () => false,
    ...members,
  }
}

const SHAPES: readonly (readonly [string, Partial<GatewayModel>])[] = [
  ['windows over 3 days', { refuses: ({ windowMs }) => windowMs > 3 * DAY_MS }],
  ['windows over 3 days, no rows', { rows: [], refuses: ({ windowMs }) => windowMs > 3 * DAY_MS }],
  ['windows over 6 hours', { refuses: ({ windowMs }) => windowMs > 6 * HOUR_MS }],
  ['pages over 50 rows', { refuses: ({ pageSize }) => pageSize > 50 }],
  ['pages over 130 rows, no rows', { rows: [], refuses: ({ pageSize }) => pageSize > 130 }],
  ['pages over 499 rows', { refuses: ({ pageSize }) => pageSize > 499 }],
  ['more than 500 rows ahead', { refuses: ({ rowsAhead }) => rowsAhead > 500 }],
  ['more than 100 rows ahead, in bursts', { rows: inBursts(), refuses: (r) => r.rowsAhead > 100 }],
  [
    'windows over 5 days and pages over 120 rows',
    { refuses: ({ windowMs, pageSize }) => windowMs > 5 * DAY_MS || pageSize > 120 },
  ],
  ['one request in fifty, by chance', { refuses: ({ index }) => chanceOf(index) < 0.02 }],
]

const CASES = SHAPES.flatMap(([name, members]) =>
  [1, 4, 16].map((concurrency) => [name, concurrency, model({ ...members, concurrency })] as const),
)

describe.each(CASES)('a gateway refuses %s, %d walks at once', (_, __, shape) => {
  const first = runGateway(shape)
  const second = runGateway({ ...shape, learned: learnedFrom(first.size) })

  test('everything is read, and no window fails', () => {
    expect(first).toMatchObject({ rowsRead: shape.rows.length, failures: 0 })
    expect(second).toMatchObject({ rowsRead: shape.rows.length, failures: 0 })
  })

  test('once learned, less than a tenth of the requests is refused, also by the next sync', () => {
    const half = Math.floor(first.requests.length / 2)

    expect(refusedShare(first, half)).toBeLessThan(0.1)
    expect(refusedShare(second, 0)).toBeLessThan(0.1)
  })

  test('nobody asks for more than is set, nor lets a size fall below its floor', () => {
    const isOut = first.requests.filter(
      ({ windowMs, pageSize }) =>
        pageSize < 10 ||
        pageSize > BOUNDS.pageSize ||
        (shape.rows.length > 0 && windowMs > BOUNDS.windowMs),
    )
    expect(isOut).toEqual([])
    const { window, page } = first.size
    expect(window.proved).toBeGreaterThanOrEqual(MINUTE_MS)
    expect(page.proved).toBeGreaterThanOrEqual(10)
  })
})

test('whatever limits a gateway has, everything above the floors comes to its end', () => {
  const limits = fc.record({
    windowMs: fc.integer({ min: HOUR_MS, max: 40 * DAY_MS }),
    pageSize: fc.integer({ min: 10, max: 600 }),
    rows: fc.integer({ min: 10, max: 3_000 }),
    concurrency: fc.integer({ min: 1, max: 16 }),
    chance: fc.constantFrom(0, 0, 0.05),
  })
  const unread = { since: START, until: START + 90 * DAY_MS }
  const rows = every(20 * MINUTE_MS, unread)
  fc.assert(
    fc.property(limits, ({ concurrency, chance, ...most }) => {
      const { rowsRead, failures } = runGateway(
        model({
          unread,
          rows,
          concurrency,
          refuses: ({ windowMs, pageSize, rowsAhead, index }) =>
            windowMs > most.windowMs ||
            pageSize > most.pageSize ||
            rowsAhead > most.rows ||
            chanceOf(index) < chance,
        }),
      )

      expect({ rowsRead, failures }).toEqual({ rowsRead: rows.length, failures: 0 })
    }),
    { numRuns: 60 },
  )
})

test('a gateway that answers nothing is asked a bounded number of times, and teaches nothing', () => {
  const unread = { since: START, until: START + 30 * DAY_MS }

  const { requests, failures, size } = runGateway(
    model({ unread, concurrency: 1, refuses: () => true }),
  )

  expect(failures).toBe(9)
  expect(requests.length).toBeLessThanOrEqual(9 * 100)
  expect(size).toMatchObject({ window: { proved: BOUNDS.windowMs }, page: { proved: 500 } })
})

test.each([1, 4, 16])(
  'a quiet year costs a bounded number of requests, %d at once',
  (concurrency) => {
    const unread = { since: START, until: START + 365 * DAY_MS }

    const { requests } = runGateway(model({ unread, rows: [], concurrency }))

    expect(requests.length).toBeLessThanOrEqual(14)
  },
)

test('quiet centuries are crossed in few steps', () => {
  const unread = { since: Date.UTC(2015, 0, 1), until: Date.UTC(2026, 0, 1) }

  const { requests } = runGateway(model({ unread, rows: [] }))

  expect(requests.length).toBeLessThan(50)
})

describe('windows from long before ClearGrid', () => {
  const unread = { since: Date.UTC(1, 0, 1), until: Date.UTC(2016, 0, 1) }
  const since = Date.UTC(2015, 0, 1)

  test('are asked for whole, once', () => {
    const { requests } = runGateway(model({ unread, rows: [] }))

    expect(requests[0]).toMatchObject({ since: unread.since, windowMs: since - unread.since })
    expect(requests.length).toBeLessThan(20)
  })

  test('and where that is too much, like all others: it teaches nothing of them', () => {
    const near = { since: Date.UTC(2014, 6, 1), until: Date.UTC(2015, 6, 1) }
    const refuses: GatewayModel['refuses'] = ({ windowMs }) => windowMs > 60 * DAY_MS

    const { requests, size } = runGateway(model({ unread: near, rows: [], refuses }))

    expect(requests.filter(({ role }) => role === 'vast')).toHaveLength(1)
    expect(size.window).toMatchObject({ proved: 30 * DAY_MS })
  })
})

describe('an outage', () => {
  test.each([1, 4, 16])(
    'of quick 504s that lasts for some requests leaves the size as it was, %d at once',
    (concurrency) => {
      const { size, rowsRead, failures, requests } = runGateway(
        model({
          concurrency,
          answersAfterMs: 40,
          refuses: ({ index }) => index >= 30 && index < 36 + concurrency,
        }),
      )

      expect(rowsRead).toBe(every(HOUR_MS).length)
      expect(failures).toBe(0)
      expect(size).toMatchObject({ window: { proved: BOUNDS.windowMs }, page: { proved: 500 } })
      expect(learnedFrom(size)).toBeUndefined()
      expect(requests.some(({ pageSize }) => pageSize === 10)).toBe(true)
    },
  )
})

test('the end of a stretch teaches nothing: it is short because nothing is left', () => {
  const learned = { windowMs: DAY_MS, windowMsFailed: 2 * DAY_MS, pageSize: 500 }
  const unread = { since: START, until: START + HOUR_MS }
  let { size } = runGateway(model({ unread, learned }))

  for (let syncs = 0; syncs < 50; syncs += 1) {
    size = runGateway(model({ unread, learned: learnedFrom(size) })).size
  }

  expect(learnedFrom(size)).toEqual(learned)
})

test('as long as the settings work, there is nothing to remember', () => {
  expect(learnedFrom(startSize(undefined, BOUNDS))).toBeUndefined()
})

test('what is remembered comes back within the settings of now', () => {
  const bounds = fc.record({
    windowMs: fc.integer({ min: 1, max: 366 }).map((days) => days * DAY_MS),
    pageSize: fc.integer({ min: 1, max: 1_000 }),
  })
  const learned = fc.record({
    windowMs: fc.integer({ min: 1, max: 400 * DAY_MS }),
    windowMsFailed: fc.integer({ min: 1, max: 400 * DAY_MS }),
    pageSize: fc.integer({ min: 1, max: 1_000 }),
    pageSizeFailed: fc.integer({ min: 1, max: 1_000 }),
  })
  fc.assert(
    fc.property(bounds, learned, (set, remembered) => {
      const { window, page } = startSize(remembered, set)

      expect(window.proved).toBeLessThanOrEqual(set.windowMs)
      expect(window.proved).toBeGreaterThanOrEqual(Math.min(MINUTE_MS, set.windowMs))
      expect(page.proved).toBeLessThanOrEqual(set.pageSize)
      expect(page.proved).toBeGreaterThanOrEqual(Math.min(10, set.pageSize))
      expect(window.failed).toBeGreaterThanOrEqual(window.proved)
      expect(page.failed).toBeGreaterThanOrEqual(page.proved)
    }),
  )
})
