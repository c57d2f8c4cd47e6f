import { createStats } from '../../../src/sync/output/stats'

test('a stream’s end is told in one line: what was done, what was met, and how fast', () => {
  const stats = createStats()
  stats.request()
  stats.request()
  stats.request()
  stats.retry()
  stats.timeout()
  stats.madeSmaller()
  stats.page(500, 500)
  stats.page(300, 100)
  stats.windowClosed('agrees')
  stats.windowClosed('short')
  stats.windowClosed('not compared')

  const line = stats.summary('conversations', 4, 2)

  expect(line.split('; ')).toEqual([
    'conversations: 600 rows written',
    '200 passed over as seen or unchanged',
    '2 pages in 3 windows',
    '3 requests, 1 retry',
    '1 timeout, after which less was asked for once',
    "1 window agrees with ClearGrid's count, 1 window is short, 1 window was not compared",
    '2 differences from the schema',
    '4.0 s, 150 rows/s.',
  ])
})

test('what is zero is left out, and what is many agrees', () => {
  const stats = createStats()
  stats.request()
  stats.page(1, 1)
  stats.page(0, 0)
  stats.windowClosed('agrees')
  stats.windowClosed('agrees')

  expect(stats.summary('conversations', 1, 0)).toBe(
    'conversations: 1 row written; 2 pages in 2 windows; 1 request; ' +
      "2 windows agree with ClearGrid's count; 1.0 s, 1 rows/s.",
  )
})

test('the figures are the same for whoever makes a table of them', () => {
  const stats = createStats()
  stats.request()
  stats.request()
  stats.retry()

  expect(stats.figures()).toEqual({ requests: 2, retries: 1 })
})

test('a stream that took no time has a rate all the same', () => {
  expect(createStats().summary('conversations', 0, 0)).toContain('0.0 s, 0 rows/s')
})
