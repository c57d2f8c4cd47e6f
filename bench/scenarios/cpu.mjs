import { startApi } from '../api-process.mjs'
import { axiosPlain, discard, floor, ours, oursShortWindows, stringify } from '../contenders.mjs'
import { microseconds, megabytes, perSecond, times } from '../report/numbers.mjs'
import { interleaved, medianOf, ratio } from '../rounds.mjs'

/** What a record costs: everybody reads the same rows, without latency. */
export async function cpu({ peers, rowsOf, rounds, say }) {
  const rows = rowsOf(500_000)
  const contenders = [discard, floor, stringify, axiosPlain, ours, oursShortWindows, ...peers]
  const api = await startApi({ rows })
  const task = { api, pageSize: 1000, concurrency: 4 }
  const results = await interleaved(contenders, task, { rounds: rounds(3), say })
  await api.close()

  const of = ({ name }) => results.get(name)
  const against = (contender, other) => ratio(of(contender), of(other), 'cpuSeconds')
  return {
    title: `CPU a record, ${rows.toLocaleString('en-US')} rows`,
    text: [
      'CPU is user and system time of the contender’s own process, from its first instruction to ' +
        'its last, start-up included. The reader and the API are other processes and not counted.',
    ],
    tables: [
      {
        titles: [
          'contender',
          'CPU against the floor',
          'CPU against source-cleargrid',
          'CPU µs a record',
          'records a second (wall)',
          'peak memory, MB',
          'requests',
        ],
        rows: contenders.map((contender) => [
          contender.title,
          times(against(contender, floor)),
          times(against(contender, ours)),
          microseconds(medianOf(of(contender), 'cpuSeconds') / rows),
          perSecond(rows / medianOf(of(contender), 'wallSeconds')),
          megabytes(medianOf(of(contender), 'peakBytes')),
          of(contender)[0].served.requests,
        ]),
      },
    ],
    bars: contenders.map((contender) => ({
      name: contender.label,
      isOurs: contender === ours || contender === oursShortWindows,
      value: against(contender, floor),
    })),
    claims: [
      atMost('CPU of a whole `read` against the parse floor', 1, against(ours, floor)),
      atMost('the same against parse-and-stringify', 0.5, against(ours, stringify)),
      ...peers
        .filter(({ name }) => name === 'low-code')
        .map((peer) => ({
          claim: 'CPU of Airbyte’s low-code connector against it, same rows',
          asked: 'at least 20',
          found: times(against(peer, ours)),
          isMet: against(peer, ours) >= 20,
        })),
    ],
  }
}

function atMost(claim, bound, found) {
  return { claim, asked: `at most ${bound.toFixed(1)}`, found: times(found), isMet: found <= bound }
}
