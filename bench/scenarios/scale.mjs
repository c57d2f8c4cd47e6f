import { startApi } from '../api-process.mjs'
import { floor, ours } from '../contenders.mjs'
import { count, megabytes, microseconds, perSecond, times } from '../report/numbers.mjs'
import { interleaved, medianOf, ratio } from '../rounds.mjs'

const SIZES = [10_000, 100_000, 1_000_000, 3_000_000]
const PEAK_BYTES_MAX = 128e6

/** Whether anything grows with the number of rows. */
export async function scale({ rowsOf, rounds, say }) {
  const found = []
  for (const size of SIZES) {
    const rows = rowsOf(size)
    const api = await startApi({ rows })
    const task = { api, pageSize: 1000, concurrency: 4 }
    say(`${count(rows)} rows`)
    const results = await interleaved([floor, ours], task, { rounds: rounds(3), say })
    await api.close()
    found.push({ rows, floor: results.get(floor.name), ours: results.get(ours.name) })
  }

  const peak = Math.max(...found.flatMap(({ ours }) => ours.map(({ peakBytes }) => peakBytes)))
  return {
    title: 'From ten thousand rows to three million',
    text: [
      'What a few rows cost is the start of the process; memory is to stay where it is. The floor ' +
        'starts in no time, and reads one page after another.',
    ],
    tables: [
      {
        titles: [
          'rows',
          'CPU against the floor',
          'wall against the floor',
          'CPU µs a record',
          'records a second (wall)',
          'peak memory, MB',
        ],
        rows: found.map(({ rows, floor, ours }) => [
          count(rows),
          times(ratio(ours, floor, 'cpuSeconds')),
          times(ratio(ours, floor, 'wallSeconds')),
          microseconds(medianOf(ours, 'cpuSeconds') / rows),
          perSecond(rows / medianOf(ours, 'wallSeconds')),
          megabytes(medianOf(ours, 'peakBytes')),
        ]),
      },
    ],
    claims: [
      {
        claim: 'peak memory at any number of rows (the highest of all runs)',
        asked: 'under 128 MB',
        found: `${megabytes(peak)} MB`,
        isMet: peak < PEAK_BYTES_MAX,
      },
    ],
  }
}
