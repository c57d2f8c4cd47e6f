import http from 'node:http'
import axios from 'axios'
import { CREDENTIALS } from './credentials.mjs'
import { LOGIN_PATH, pagePath, task } from './pages.mjs'

/** axios the plain way: its own JSON parsing, and a console.log for each record. */
const client = axios.create({
  baseURL: task.baseUrl,
  httpAgent: new http.Agent({ keepAlive: true }),
})
const { data: session } = await client.post(LOGIN_PATH, CREDENTIALS)
const headers = { authorization: `Bearer ${session.token}` }

for (let pageCursor; pageCursor !== null;) {
  const { data } = await client.get(pagePath(session.lenderPublicId, pageCursor), { headers })
  for (const row of data.body.rows) {
    const record = { stream: 'communication_logs', data: row, emitted_at: Date.now() }
    console.log(JSON.stringify({ type: 'RECORD', record }))
  }
  pageCursor = data.body.pagination.nextCursor
}
process.exitCode = 0
client.defaults.httpAgent.destroy()
