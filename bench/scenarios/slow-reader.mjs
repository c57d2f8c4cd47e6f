import { startApi } from '../api-process.mjs'
import { ours } from '../contenders.mjs'
import { count, megabytes, times } from '../report/numbers.mjs'
import { interleaved, medianOf } from '../rounds.mjs'

const SIZES = [100_000, 1_000_000]
const SPEEDS = [0, 20e6]
const PEAK_BYTES_MAX = 128e6

/** Whether rows pile up in memory while the platform is busy. */
export async function slowReader({ rowsOf, rounds, say }) {
  const found = []
  for (const size of SIZES) {
    const rows = rowsOf(size)
    const api = await startApi({ rows })
    const task = { api, pageSize: 1000, concurrency: 10 }
    for (const speed of SPEEDS) {
      say(`${count(rows)} rows, ${speed === 0 ? 'fast reader' : `${speed / 1e6} MB/s`}`)
      const options = { rounds: rounds(3), say, drainBytesPerSecond: speed }
      const results = (await interleaved([ours], task, options)).get(ours.name)
      found.push({ rows, speed, results })
    }
    await api.close()
  }

  const fastest = found.map(({ rows }) => found.find((other) => other.rows === rows).results)
  const slow = found.filter(({ speed }) => speed > 0).flatMap(({ results }) => results)
  const peak = Math.max(...slow.map(({ peakBytes }) => peakBytes))
  return {
    title: 'A slow reader, 10 requests at once',
    text: ['The other end of the pipe takes no more than so many bytes a second.'],
    tables: [
      {
        titles: [
          'rows',
          'the reader takes, MB/s',
          'wall against the fast reader',
          'peak against the fast reader',
          'peak memory, MB',
        ],
        rows: found.map(({ rows, speed, results }, at) => [
          count(rows),
          speed === 0 ? 'all there is' : speed / 1e6,
          times(medianOf(results, 'wallSeconds') / medianOf(fastest[at], 'wallSeconds')),
          times(medianOf(results, 'peakBytes') / medianOf(fastest[at], 'peakBytes')),
          megabytes(medianOf(results, 'peakBytes')),
        ]),
      },
    ],
    claims: [
      {
        claim: 'peak memory behind a slow reader (the highest of all runs)',
        asked: 'under 128 MB',
        found: `${megabytes(peak)} MB`,
        isMet: peak < PEAK_BYTES_MAX,
      },
    ],
  }
}
