import { startApi } from '../api-process.mjs'
import { ours } from '../contenders.mjs'
import { count, megabytes, perSecond, seconds, times } from '../report/numbers.mjs'
import { interleaved, medianOf, ratio } from '../rounds.mjs'

/** The default of this connector, the default of many low-code ones, and what a big tenant sets. */
const CONCURRENCIES = [4, 10, 20]
const LATENCY_MS = 100
const WALL_RATIO_MIN = 10

/** The same sync by Airbyte's low-code connector, over a network. */
export async function againstLowCode({ peers, rowsOf, rounds, say }) {
  const rows = rowsOf(500_000)
  const title = `Against the low-code connector at ${LATENCY_MS} ms a page, ${count(rows)} rows`
  const lowCode = peers.find(({ name }) => name === 'low-code')
  if (lowCode === undefined) return { title, text: ['Left out.'], tables: [], claims: [] }

  const api = await startApi({ rows, latencyMs: LATENCY_MS })
  const found = []
  for (const concurrency of CONCURRENCIES) {
    say(`${concurrency} at once`)
    const task = { api, pageSize: 1000, concurrency }
    const results = await interleaved([ours, lowCode], task, { rounds: rounds(1), say })
    found.push({ concurrency, mine: results.get(ours.name), theirs: results.get(lowCode.name) })
  }
  await api.close()
  return {
    title,
    text: [TEXT],
    tables: [{ titles: TITLES, rows: found.flatMap((one) => rowsFor(one, lowCode, rows)) }],
    claims: found.map(claimFor),
  }
}

const TEXT =
  'The low-code connector runs `bench/low-code/manifest.yaml`: the same filters, windows of 30 ' +
  'days, as many workers as this connector may have requests in flight. With four of them, nobody ' +
  'reads 500 pages in less than 125 times the latency: this connector is close to that, and the ' +
  'low-code one is bound by its CPU.'

const TITLES = [
  'contender',
  'at once',
  'wall against source-cleargrid',
  'CPU against source-cleargrid',
  'wall, s',
  'CPU, s',
  'records a second',
  'peak memory, MB',
  'in flight at most',
]

function rowsFor({ concurrency, mine, theirs }, lowCode, rows) {
  return [
    { title: ours.title, results: mine },
    { title: lowCode.title, results: theirs },
  ].map(({ title, results }) => [
    title,
    concurrency,
    times(ratio(results, mine, 'wallSeconds')),
    times(ratio(results, mine, 'cpuSeconds')),
    seconds(medianOf(results, 'wallSeconds')),
    seconds(medianOf(results, 'cpuSeconds')),
    perSecond(rows / medianOf(results, 'wallSeconds')),
    megabytes(medianOf(results, 'peakBytes')),
    Math.max(...results.map(({ served }) => served.inFlightMax)),
  ])
}

function claimFor({ concurrency, mine, theirs }) {
  const found = ratio(theirs, mine, 'wallSeconds')
  return {
    claim: `wall time of the low-code connector against it, ${LATENCY_MS} ms a page, ${concurrency} at once`,
    asked: `at least ${WALL_RATIO_MIN}`,
    found: times(found),
    isMet: found >= WALL_RATIO_MIN,
  }
}
