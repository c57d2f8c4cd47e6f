import { once } from 'node:events'
import { recordLine, walkPages } from './pages.mjs'

/** Parse and stringify: a template around JSON.stringify(row), and one write a page. */
await walkPages(async (body) => {
  const page = JSON.parse(body.toString())
  const emittedAtMs = Date.now()
  const lines = page.body.rows.map((row) => recordLine(row, emittedAtMs)).join('')
  if (!process.stdout.write(lines)) await once(process.stdout, 'drain')
  return page.body.pagination.nextCursor
})
