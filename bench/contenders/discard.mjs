import { walkPages } from './pages.mjs'

/** Pages are fetched and thrown away; only the page cursor, near the end, is looked for. */
await walkPages((body) => {
  const end = body.subarray(-1_000).toString('latin1')
  return /"nextCursor":"([^"]+)"/.exec(end)?.[1] ?? null
})
