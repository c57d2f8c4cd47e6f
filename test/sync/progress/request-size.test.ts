import fc from 'fast-check'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/time/instant'
import { toLearnedSize, startRequestSize } from '../../../src/sync/progress/request-size'
import { SIZE_MAX, every, model, START } from '../../support/gateways'
import { runGateway, type GatewayModel } from '../../support/model-gateway'

test('a gateway that answers nothing is asked a bounded number of times, and teaches nothing', () => {
  const unread = { since: START, until: START + 30 * DAY_MS }

  const { requests, failures, size } = runGateway(
    model({ unread, concurrency: 1, refuses: () => true }),
  )

  expect(failures).toBe(9)
  expect(requests.length).toBeLessThanOrEqual(9 * 100)
  expect(size).toMatchObject({ window: { proved: SIZE_MAX.windowMs }, page: { proved: 500 } })
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
      expect(size).toMatchObject({ window: { proved: SIZE_MAX.windowMs }, page: { proved: 500 } })
      expect(toLearnedSize(size)).toBeUndefined()
      expect(requests.some(({ pageSize }) => pageSize === 10)).toBe(true)
    },
  )
})

test('the end of a stretch teaches nothing: it is short because nothing is left', () => {
  const learned = { windowMs: DAY_MS, windowMsFailed: 2 * DAY_MS, pageSize: 500 }
  const unread = { since: START, until: START + HOUR_MS }
  let { size } = runGateway(model({ unread, learned }))

  for (let syncs = 0; syncs < 50; syncs += 1) {
    size = runGateway(model({ unread, learned: toLearnedSize(size) })).size
  }

  expect(toLearnedSize(size)).toEqual(learned)
})

test('as long as the settings work, there is nothing to remember', () => {
  expect(toLearnedSize(startRequestSize(undefined, SIZE_MAX))).toBeUndefined()
})

test('what is remembered comes back within the settings of now', () => {
  const sizeMax = fc.record({
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
    fc.property(sizeMax, learned, (set, remembered) => {
      const { window, page } = startRequestSize(remembered, set)

      expect(window.proved).toBeLessThanOrEqual(set.windowMs)
      expect(window.proved).toBeGreaterThanOrEqual(Math.min(MINUTE_MS, set.windowMs))
      expect(page.proved).toBeLessThanOrEqual(set.pageSize)
      expect(page.proved).toBeGreaterThanOrEqual(Math.min(10, set.pageSize))
      expect(window.failed).toBeGreaterThanOrEqual(window.proved)
      expect(page.failed).toBeGreaterThanOrEqual(page.proved)
    }),
  )
})
