import fc from 'fast-check'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/time/instant'
import { toLearnedSize } from '../../../src/sync/progress/request-size'
import { SIZE_MAX, every, model, START, TWELVE_YEARS } from '../../support/gateways'
import { refusedShare, runGateway, type GatewayModel } from '../../support/model-gateway'

/** All rows of a week on its first day. */
function inBursts(): number[] {
  const weeks = Array.from({ length: 156 }, (_, week) => START + week * 7 * DAY_MS)
  return weeks.flatMap((since) => every(DAY_MS / 300, { since, until: since + DAY_MS }))
}

/** The same for the same number: a gateway that refuses by chance, and a test that does not. */
function chanceOf(index: number): number {
  return ((Math.imul(index + 1, 0x9e3779b1) >>> 8) % 10_000) / 10_000
}

const SHAPES: readonly (readonly [string, Partial<GatewayModel>])[] = [
  ['windows over 3 days', { refuses: ({ windowMs }) => windowMs > 3 * DAY_MS }],
  ['windows over 3 days, no rows', { rows: [], refuses: ({ windowMs }) => windowMs > 3 * DAY_MS }],
  ['windows over 6 hours', { refuses: ({ windowMs }) => windowMs > 6 * HOUR_MS }],
  ['pages over 50 rows', { refuses: ({ pageSize }) => pageSize > 50 }],
  [
    'pages over 130 rows, no rows',
    { rows: [], unread: TWELVE_YEARS, refuses: ({ pageSize }) => pageSize > 130 },
  ],
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
  const second = runGateway({ ...shape, learned: toLearnedSize(first.size) })

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
        pageSize > SIZE_MAX.pageSize ||
        (shape.rows.length > 0 && windowMs > SIZE_MAX.windowMs),
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
