import { walkPages } from './pages.mjs'

/** The parse floor: each page through JSON.parse, and nothing is written. */
let rows = 0
await walkPages((body) => {
  const page = JSON.parse(body.toString())
  rows += page.body.rows.length
  return page.body.pagination.nextCursor
})
process.stdout.write(`{"type":"LOG","log":{"level":"INFO","message":"${rows} rows"}}\n`)
