import type { Client, PageRequest } from '../../../src/cleargrid/client'
import type { Page } from '../../../src/cleargrid/page/envelope'
import { createRows } from '../../../src/cleargrid/page/rows'
import { countStream, type Counted } from '../../../src/commands/estimate/count'
import { STREAMS } from '../../../src/streams'
import { handClock } from '../../support/hand-clock'
import { tooMuchAsked } from '../../support/failures'

const YEAR = { since: Date.UTC(2024, 0, 1), until: Date.UTC(2025, 0, 1) }
const MINUTE_MS = 60_000

/** Counts a year of a ClearGrid that answers each count with `answer`, after so long. */
async function count(
  answer: (request: PageRequest) => NonNullable<Page['total']>,
  tookMs = 0,
): Promise<{ counted: Counted; months: string[] }> {
  const clock = handClock()
  const months: string[] = []
  let nowMs = 0
  const client: Client = {
    fetchCatalog: async () => await Promise.resolve({ entries: [], isUncertain: false }),
    open: () => Promise.resolve({ lenderPublicId: 'lender', serverNow: YEAR.until }),
    fetchPage: async (request) => {
      nowMs += tookMs
      if (request.includeTotal === true) {
        months.push(new Date(request.window.since).toISOString().slice(0, 10))
      }
      return await Promise.resolve({ ...EMPTY, total: answer(request) })
    },
  }
  // Nothing passes while nobody answers: time is over only between two answers.
  const sleep = async (_: number, signal?: AbortSignal): Promise<void> => {
    await new Promise((_resolve, reject) =>
      signal?.addEventListener('abort', () => reject(signal.reason as Error)),
    )
  }
  const runtime = { ...clock, elapsedMs: () => nowMs, sleep }
  const counted: Counted = {
    planned: 0,
    done: 0,
    stretches: [],
    refusal: undefined,
    page: undefined,
  }
  const context = { client, runtime, stop: new AbortController().signal, deadlineMs: MINUTE_MS }
  await countStream(STREAMS[0], YEAR, counted, { ...context, pageSize: 500, onProgress: () => {} })
  return { counted, months }
}

const EMPTY: Page = {
  rows: createRows({
    length: 0,
    lines: Buffer.alloc(0),
    lineEnd: () => 0,
    cursorValues: new Float64Array(0),
    changeInstants: new Float64Array(0),
    key: () => '',
    keys: () => [],
    haveKeys: true,
    repaired: 0,
    differing: [],
    prefix: 0,
    suffix: 0,
    release: () => {},
  }),
  nextPageCursor: 'more',
  echo: {},
}

const exactly = (rows: number): NonNullable<Page['total']> => ({ rows, exact: true, note: null })

test('every month is asked for once, the newest first', async () => {
  const { counted, months } = await count(() => exactly(10))

  expect(months).toHaveLength(12)
  expect([months[0], months.at(-1)]).toEqual(['2024-12-01', '2024-01-01'])
  expect(counted.stretches.map(({ rows }) => rows)).toEqual(Array(12).fill(10))
  expect(counted.done).toBe(counted.planned)
})

test('when the time is over, what has not been asked is named, and asked no more', async () => {
  const { counted, months } = await count(() => exactly(10), 10_000)

  // The page for the pace took ten of the sixty seconds.
  expect(months).toHaveLength(5)
  expect(counted.stretches.filter(({ rows }) => rows === 10)).toHaveLength(5)
  const rest = counted.stretches.filter(({ rows }) => rows === undefined)
  expect(rest.map(({ reason }) => reason)).toEqual(Array(7).fill('no time left'))
})

test('what was capped is asked for in halves only after every month has had its turn', async () => {
  const { counted, months } = await count(({ window }) =>
    window.until - window.since > 20 * 86_400_000
      ? { rows: 5_000, exact: false, note: 'capped' }
      : exactly(4_000),
  )

  expect(months.slice(0, 12).at(-1)).toBe('2024-01-01')
  expect(months).toHaveLength(36)
  expect(counted.stretches.map(({ rows }) => rows)).toEqual(Array(24).fill(4_000))
})

test('a count that never comes in time ends at a day, whatever the time', async () => {
  const { counted, months } = await count(() => {
    throw tooMuchAsked()
  })

  expect(new Set(counted.stretches.map(({ reason }) => reason))).toEqual(new Set(['took too long']))
  expect(counted.page).toBeUndefined()
  expect(months.length).toBeLessThan(2 * 366)
})
