import http from 'node:http'
import { CREDENTIALS } from './credentials.mjs'

/** What a contender is to read: `baseUrl`, `since`, `until`, `pageSize`; its one argument. */
export const task = JSON.parse(process.argv[2])

/** The path of a page of D21; the first one has no page cursor. */
export function pagePath(lenderPublicId, pageCursor) {
  const { since, until, pageSize } = task
  const query = new URLSearchParams({ since, until, limit: pageSize, sort: 'asc' })
  if (pageCursor !== undefined) query.set('cursor', pageCursor)
  return `/admin/v3/lenders/${lenderPublicId}/exports/S4/D21?${query}`
}

export const LOGIN_PATH = '/admin/auth/bench/login'

/**
 * Every page, one after another, over one connection of Node's own client.
 * @param take is given a page's bytes and returns the next page cursor; null ends the walk.
 */
export async function walkPages(take) {
  const agent = new http.Agent({ keepAlive: true })
  const headers = { 'content-type': 'application/json' }
  const body = await exchange(
    LOGIN_PATH,
    { agent, method: 'POST', headers },
    JSON.stringify(CREDENTIALS),
  )
  const { lenderPublicId, token } = JSON.parse(body)
  const options = { agent, headers: { authorization: `Bearer ${token}` } }
  for (let pageCursor; pageCursor !== null;) {
    pageCursor = await take(await exchange(pagePath(lenderPublicId, pageCursor), options))
  }
  agent.destroy()
}

function exchange(path, options, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(new URL(path, task.baseUrl), options, (response) => {
      const chunks = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        if (response.statusCode === 200) resolve(Buffer.concat(chunks))
        else reject(new Error(`${path}: ${response.statusCode}`))
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** A row as Airbyte wants it, the plain way. */
export function recordLine(row, emittedAtMs) {
  const stream = 'communication_logs'
  return `{"type":"RECORD","record":{"stream":"${stream}","data":${JSON.stringify(row)},"emitted_at":${emittedAtMs}}}\n`
}
