import { startApi } from '../api-process.mjs'
import { ours } from '../contenders.mjs'
import { count, microseconds, perSecond, times } from '../report/numbers.mjs'
import { measure } from '../measure.mjs'
import { medianOf, median, ratio } from '../rounds.mjs'

/** What it costs to let ClearGrid compress its answers, and what it saves. */
export async function gzip({ rowsOf, rounds, say }) {
  const rows = rowsOf(500_000)
  const apis = [await startApi({ rows }), await startApi({ rows, gzip: true })]
  const [plain, zipped] = await inTurn(apis, rounds(5), say)
  for (const api of apis) await api.close()

  const bytesOf = (results) => median(results.map(({ served }) => served.bodyBytes))
  const saved = bytesOf(plain) - bytesOf(zipped)
  const dearer = medianOf(zipped, 'cpuSeconds') - medianOf(plain, 'cpuSeconds')
  return {
    title: `gzip, ${count(rows)} rows`,
    text: [
      'The connector asks for compressed answers over a network, and not on loopback; here the API ' +
        'compresses them (level 1) all the same.',
      `Decompressing costs ${times(ratio(zipped, plain, 'cpuSeconds'))} the CPU, and saves ` +
        `${Math.round((100 * saved) / bytesOf(plain))}% of the bytes. Seen as time, it pays on ` +
        'any network that is slower than the bytes saved for each second of CPU spent: ' +
        `${breakEven(saved, dearer)}.`,
    ],
    tables: [
      {
        titles: [
          'answers',
          'CPU against plain',
          'body bytes against plain',
          'CPU µs a record',
          'body bytes a record',
        ],
        rows: [
          ['plain', plain],
          ['gzip', zipped],
        ].map(([name, results]) => [
          name,
          times(ratio(results, plain, 'cpuSeconds')),
          times(bytesOf(results) / bytesOf(plain)),
          microseconds(medianOf(results, 'cpuSeconds') / rows),
          Math.round(bytesOf(results) / rows),
        ]),
      },
    ],
    claims: [],
  }
}

async function inTurn(apis, rounds, say) {
  const results = apis.map(() => [])
  for (let round = 1; round <= rounds; round += 1) {
    for (const [at, api] of apis.entries()) {
      const result = await measure(ours, { api, pageSize: 1000, concurrency: 4 })
      results[at].push(result)
      const seconds = result.cpuSeconds.toFixed(2)
      say(`round ${round} of ${rounds}: gzip ${api.gzip ? 'on' : 'off'}: ${seconds} s CPU`)
    }
  }
  return results
}

function breakEven(savedBytes, dearerSeconds) {
  if (dearerSeconds <= 0) return 'always, it cost nothing that could be measured'
  return `about ${perSecond((8 * savedBytes) / dearerSeconds / 1e6)} Mbit/s`
}
