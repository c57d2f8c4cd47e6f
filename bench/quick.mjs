import { startApi } from './api-process.mjs'
import { floor, ours, stringify } from './contenders.mjs'
import { interleaved, medianOf, ratio } from './rounds.mjs'
import { printTable } from './report/terminal.mjs'

/** How many times the parse floor's CPU a whole `read` may cost before the gate closes. */
const FLOOR_RATIO_MAX = 1.5
const ROWS = 500_000
const ROUNDS = 3

/**
 * The regression: says whether the connector still costs about what the parse floor costs. Ratios
 * of one run, never a time: it holds on a slow machine too.
 * @returns false when it is too dear.
 */
export async function quick(say) {
  const api = await startApi({ rows: ROWS })
  const task = { api, pageSize: 1000, concurrency: 4 }
  const results = await interleaved([floor, stringify, ours], task, { rounds: ROUNDS, say })
  await api.close()
  const [floors, stringifies, oursResults] = [...results.values()]
  printTable(
    ['contender', 'CPU µs a record', 'against the floor', 'peak memory MB'],
    [...results].map(([name, own]) => [
      name,
      ((1e6 * medianOf(own, 'cpuSeconds')) / ROWS).toFixed(2),
      ratio(own, floors, 'cpuSeconds').toFixed(2),
      (medianOf(own, 'peakBytes') / 1e6).toFixed(0),
    ]),
  )
  const found = ratio(oursResults, floors, 'cpuSeconds')
  const halved = ratio(oursResults, stringifies, 'cpuSeconds')
  const isGood = found <= FLOOR_RATIO_MAX
  say(
    `${isGood ? 'Good' : 'TOO DEAR'}: reading ${ROWS} rows took ${found.toFixed(2)} times the CPU of ` +
      `the parse floor in the same run (at most ${FLOOR_RATIO_MAX}), and ${halved.toFixed(2)} times ` +
      `that of parse-and-stringify; medians of ${ROUNDS} interleaved rounds.`,
  )
  return isGood
}
