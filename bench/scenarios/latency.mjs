import { startApi } from '../api-process.mjs'
import { ours } from '../contenders.mjs'
import { percent, perSecond, seconds, times } from '../report/numbers.mjs'
import { interleaved, median, medianOf } from '../rounds.mjs'
import { criticalPathSeconds } from './critical-path.mjs'

const CONCURRENCY = 10
const LATENCIES_MS = [0, 50, 200]

/** Whether anything but the network is waited for. */
export async function latency({ rowsOf, rounds, say }) {
  const rows = rowsOf(500_000)
  const found = []
  for (const latencyMs of LATENCIES_MS) {
    say(`${latencyMs} ms a page`)
    const api = await startApi({ rows, latencyMs })
    const task = { api, pageSize: 1000, concurrency: CONCURRENCY }
    const results = (await interleaved([ours], task, { rounds: rounds(3), say })).get(ours.name)
    await api.close()
    found.push({ latencyMs, results, excess: excessOf(results, latencyMs) })
  }

  const { excess } = found.at(-1)
  return {
    title: `Latency, ${rows.toLocaleString('en-US')} rows, ${CONCURRENCY} at once`,
    text: [
      'Each answer of the API waits for that long. The critical path is the latency times the ' +
        'rounds that nobody can save: one for the login, then the pages that were asked for, side ' +
        'by side: two in the first round, twice as many in each that follows, and never more than ' +
        `${CONCURRENCY}. It leaves out the start of the process and whatever the pages cost.`,
    ],
    tables: [
      {
        titles: [
          'latency, ms',
          'wall against the critical path',
          'critical path, s',
          'wall, s',
          'one core busy',
          'records a second',
          'pages',
          'in flight at most',
        ],
        rows: found.map(({ latencyMs, results, excess }) => {
          const wall = medianOf(results, 'wallSeconds')
          return [
            latencyMs,
            latencyMs === 0 ? 'no latency' : times(excess),
            seconds(pathOf(results[0], latencyMs)),
            seconds(wall),
            percent(medianOf(results, 'cpuSeconds') / wall),
            perSecond(rows / wall),
            pagesOf(results[0]),
            latencyMs === 0 ? 'not seen' : inFlightMax(results),
          ]
        }),
      },
    ],
    claims: [
      {
        claim: 'wall time at 200 ms a page against the critical path',
        asked: 'at most 1.10',
        found: times(excess),
        isMet: excess <= 1.1,
      },
    ],
  }
}

const inFlightMax = (results) => Math.max(...results.map(({ served }) => served.inFlightMax))
const pagesOf = ({ served }) => served.requests - served.logins

function pathOf(result, latencyMs) {
  return criticalPathSeconds({ pages: pagesOf(result), latencyMs, concurrency: CONCURRENCY })
}

function excessOf(results, latencyMs) {
  return median(results.map((result) => result.wallSeconds / pathOf(result, latencyMs)))
}
