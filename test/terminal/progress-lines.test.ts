import { estimate, rateLimited, streamStatus } from '../../src/protocol/messages'
import { progressLines } from '../../src/terminal/progress-lines'
import { summaryTable } from '../../src/terminal/summary'
import { createTally, type Tally } from '../../src/terminal/tally'

/** Two streams of which so many rows have come, and so many are expected. */
function tallyOf(rows: readonly (readonly [string, number, number | undefined])[]): Tally {
  const tally = createTally()
  for (const [stream, count, expected] of rows) {
    tally.message(streamStatus(stream, 'STARTED', 0))
    tally.records(stream, count)
    if (expected !== undefined) tally.message(estimate(stream, expected, 0))
  }
  return tally
}

test('how far: the whole first, then each stream', () => {
  const tally = tallyOf([
    ['conversations', 2_000, 4_000],
    ['communication_logs', 1_000, 8_000],
  ])

  expect(progressLines(tally, 10_000)).toEqual([
    '3,000 rows, 25%, 300 rows/s, about 30 s left',
    'conversations 2,000 of about 4,000',
    'communication_logs 1,000 of about 8,000',
  ])
})

test('as long as one stream does not know how much there is, nobody guesses', () => {
  const tally = tallyOf([
    ['conversations', 2_000, 4_000],
    ['communication_logs', 1_000, undefined],
  ])

  expect(progressLines(tally, 1_000)[0]).toBe('3,000 rows, 3,000 rows/s')
})

test('a stream that is through is shown no more, and what was expected of it does not count', () => {
  const tally = tallyOf([
    ['conversations', 2_000, 4_000],
    ['communication_logs', 1_000, 1_500],
  ])
  tally.message(streamStatus('conversations', 'COMPLETE', 0))

  expect(progressLines(tally, 1_000)).toEqual([
    '3,000 rows, 85%, 3,000 rows/s, about 1 s left',
    'communication_logs 1,000 of about 1,500',
  ])
})

test('an estimate that was too low is no more than 99%', () => {
  expect(progressLines(tallyOf([['conversations', 9_000, 4_000]]), 1_000)).toEqual([
    '9,000 rows, 99%, 9,000 rows/s',
    'conversations 9,000 of about 9,000',
  ])
})

test('before the first row there is nothing to divide by', () => {
  expect(progressLines(tallyOf([['conversations', 0, 0]]), 0)[0]).toBe('0 rows, 0 rows/s')
})

test('a stream that waits because ClearGrid said so says so, until its next row', () => {
  const tally = tallyOf([['conversations', 1, undefined]])
  tally.message(rateLimited('conversations', 5_000, 0))
  const waiting = progressLines(tally, 1_000)[1]
  tally.records('conversations', 1)

  expect(waiting).toBe('conversations 1 (ClearGrid asked to wait)')
  expect(progressLines(tally, 1_000)[1]).toBe('conversations 2')
})

test('at the end: a table, its columns in line', () => {
  const tally = tallyOf([
    ['conversations', 12_500, undefined],
    ['communication_logs', 10, undefined],
    ['manual_communication_logs', 0, undefined],
  ])
  tally.message(streamStatus('conversations', 'COMPLETE', 0))
  tally.message(streamStatus('communication_logs', 'INCOMPLETE', 0))
  tally.figures('conversations', { requests: 1_250, retries: 1, seconds: 12.5 })

  expect(summaryTable(tally)).toEqual([
    'stream                       rows  requests  retries  time  rows/s  result',
    'conversations              12,500     1,250        1  13 s   1,000  complete',
    'communication_logs             10                                   incomplete',
    'manual_communication_logs       0                                   stopped',
  ])
})

test('a command that reads no stream has no table', () => {
  expect(summaryTable(createTally())).toEqual([])
})
