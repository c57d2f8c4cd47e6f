import type { Estimate, StreamEstimate } from '../../../src/commands/estimate/figures'
import { estimateText } from '../../../src/commands/estimate/text'

const STREAM: StreamEstimate = {
  stream: 'conversations',
  rows: 0,
  exact: true,
  years: [],
  requests: 1,
  seconds: 0,
  unknown: [],
}

function textOf(stream: Partial<StreamEstimate>, whole: Partial<Estimate> = {}): string {
  return estimateText({
    since: '2026-01-01T00:00:00Z',
    until: '2026-02-01T00:00:00Z',
    page_size: 500,
    concurrency: 4,
    streams: [{ ...STREAM, ...stream }],
    requests: 1,
    seconds: 0,
    exact: true,
    ...whole,
  })
}

test('what takes next to nothing takes less than a second, not none', () => {
  const text = textOf({ seconds: 0.4 })

  expect(text).toContain('conversations: 0 rows; 1 request, less than 1 s\n')
  expect(text).toContain('In all: 1 request, and less than 1 s at the pace seen')
})

test('what takes longer is told as about so much, or as a least time', () => {
  const text = textOf({ seconds: 61 }, { seconds: 61, exact: false })

  expect(text).toContain('1 request, about 61 s\n')
  expect(text).toContain('and at least 61 s at the pace seen')
})

test('a year of which nothing could be counted is not known, and one with a part has at least that', () => {
  const text = textOf({
    rows: 7,
    exact: false,
    years: [
      { year: 2024, rows: 0, exact: false },
      { year: 2025, rows: 7, exact: false },
      { year: 2026, rows: 0, exact: true },
    ],
  })

  expect(text).toContain('  2024: not known\n  2025: at least 7\n  2026: 0\n')
})
