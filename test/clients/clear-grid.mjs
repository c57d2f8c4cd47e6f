// The sandbox of the built program as a server of its own, with its clock standing at one instant:
//   node clear-grid.mjs 2026-03-10T12:00:00Z [busy | refusing | grown]
// Prints its URL, and ends when its stdin does. `busy`: each dataset answers its first request with
// 429 and a Retry-After. `refusing`: conversations (D22) are forbidden. `grown`: payments (D07) have a
// field that nobody has documented.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const { seededData } = require('../../dist/sandbox/seeded-data.js')
const { startSandbox } = require('../../dist/sandbox/server.js')

/** How each mood answers an exchange of a dataset; undefined: as usual. */
const MOODS = {
  friendly: () => undefined,
  grown: () => undefined,
  busy: ({ isFirst }) =>
    isFirst
      ? { status: 429, headers: { 'retry-after': '2' }, body: { message: 'Too many requests.' } }
      : undefined,
  refusing: ({ dataset }) =>
    dataset === 'D22' ? { status: 403, body: { message: 'Forbidden.' } } : undefined,
}

const [now, mood = 'friendly'] = process.argv.slice(2)
const asked = new Set()
const seeded = seededData()
const grown = {
  rowsBetween: (dataset, ...rest) =>
    seeded
      .rowsBetween(dataset, ...rest)
      .map((row) => (dataset === 'D07' ? { ...row, gateway_fee: row.amount / 100 } : row)),
}
const sandbox = await startSandbox({
  data: mood === 'grown' ? grown : seeded,
  now: () => Date.parse(now),
  intercept: ({ dataset }) => {
    if (dataset === undefined) return undefined
    const isFirst = !asked.has(dataset)
    asked.add(dataset)
    return MOODS[mood]({ dataset, isFirst })
  },
})
process.stdout.write(`${sandbox.url}\n`)
for await (const _ of process.stdin);
await sandbox.close()
