import { createStats } from '../../src/sync/stats'

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
    '3 requests, 1 retries',
    '1 timeouts, after which 1 times less was asked for',
    "1 windows agree with ClearGrid's count, 1 are short, 1 were not compared",
    '2 differences from the schema',
    '4.0 s, 150 rows/s.',
  ])
})

test('a stream that took no time has a rate all the same', () => {
  expect(createStats().summary('conversations', 0, 0)).toContain('0.0 s, 0 rows/s')
})
