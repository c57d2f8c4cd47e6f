import http from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { createRows } from './api/rows.mjs'
import { datasetTexts } from './api/texts.mjs'

/**
 * A ClearGrid that costs next to nothing: login and the exports of D21, D22 and D23, answered as the
 * sandbox answers them (ascending order only), from rows that are made page by page.
 *
 * Its one argument is JSON: `rows`, `startMs`, `endMs` (each dataset has that many rows, evenly
 * spaced), `latencyMs` before each answer, `gzip` whether a client asks for it or not. It tells its parent
 * `{ port }` once it listens, answers each message of its parent with what it has served since the
 * one before, and ends when the parent goes.
 */
const options = JSON.parse(process.argv[2])
const datasets = Object.fromEntries(
  Object.entries(datasetTexts()).map(([code, texts]) => [
    code,
    createRows({ code, ...texts }, options),
  ]),
)
const gzip = promisify(zlib.gzip)

const LENDER_PUBLIC_ID = '1d9b0f31-9a73-4d21-8c54-7e2a1d9b0f31'
const TOKEN = 'bench.access.token'
const LOGIN = {
  lenderPublicId: LENDER_PUBLIC_ID,
  token: TOKEN,
  refreshToken: 'bench.refresh.token',
}
const EXPORT = /^\/admin\/v3\/lenders\/([^/]+)\/exports\/S4\/(D2[123])$/

let served = nothingServed()

function nothingServed() {
  return { requests: 0, logins: 0, rows: 0, bodyBytes: 0, inFlight: 0, inFlightMax: 0 }
}

const server = http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  served.requests += 1
  served.inFlight += 1
  served.inFlightMax = Math.max(served.inFlightMax, served.inFlight)
  request.resume()
  void respond(request, response)
})

async function respond(request, response) {
  if (options.latencyMs > 0) await delay(options.latencyMs)
  const { status, body, headers } = await compressed(answerTo(request))
  served.inFlight -= 1
  served.bodyBytes += body.length
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    ...headers,
  })
  response.end(body)
}

/** Level 1, as web servers do it as a rule. */
async function compressed(answer) {
  if (!options.gzip) return answer
  const body = await gzip(answer.body, { level: 1 })
  return { ...answer, body, headers: { 'content-encoding': 'gzip', vary: 'accept-encoding' } }
}

function answerTo({ method, url, headers }) {
  const { pathname, searchParams } = new URL(url, 'http://api')
  if (method === 'POST') return logIn(pathname)
  const [, lender, code] = EXPORT.exec(pathname) ?? []
  if (headers.authorization !== `Bearer ${TOKEN}`) return refusal(401, 'Access denied.')
  if (code === undefined) return refusal(404, `Cannot ${method} ${pathname}`)
  if (lender !== LENDER_PUBLIC_ID) return refusal(403, 'Lender does not match the token.')
  return fetchDataset(datasets[code], searchParams)
}

function logIn(path) {
  served.logins += 1
  if (/^\/admin\/auth\/[^/]+\/login$/.test(path)) return json(200, LOGIN)
  if (/^\/admin\/auth\/[^/]+\/refresh-token$/.test(path)) return json(200, { token: TOKEN })
  return refusal(404, `Cannot POST ${path}`)
}

const HEAD = Buffer.from('{"code":200,"message":"success","body":{"rows":[')

function fetchDataset(dataset, query) {
  const since = instantIn(query, 'since')
  const until = instantIn(query, 'until')
  const first = since === null ? 0 : dataset.indexAt(since)
  const end = Math.max(first, until === null ? dataset.rows : dataset.indexAt(until))
  const from = query.get('cursor') ? openPageCursor(query.get('cursor')) : first
  if (!(from >= first && from <= end)) return refusal(500, 'Invalid cursor.')
  const limit = Math.min(Math.max(Math.trunc(Number(query.get('limit') ?? 500)) || 500, 1), 1000)
  const to = Math.min(from + limit, end)
  const pagination = { nextCursor: to < end ? sealPageCursor(to) : null }
  if (query.get('includeTotal') === 'true') {
    Object.assign(pagination, { total: end - first, totalExact: true })
  }
  const meta = { since: isoOf(since), until: isoOf(until), tenantPathKind: 'via' }
  const rest = `${JSON.stringify({ pagination, meta }).slice(1)},"errors":[]}`
  served.rows += to - from
  return { status: 200, body: dataset.page(from, to, HEAD, Buffer.from(`],${rest}`)) }
}

function instantIn(query, name) {
  const instant = Date.parse(query.get(name) ?? '')
  return Number.isNaN(instant) ? null : instant
}

function isoOf(instant) {
  return instant === null ? null : new Date(instant).toISOString()
}

function sealPageCursor(index) {
  return Buffer.from(`row ${index}`).toString('base64url')
}

function openPageCursor(text) {
  return Number(/^row (\d+)$/.exec(Buffer.from(text, 'base64url').toString())?.[1])
}

function json(status, value) {
  return { status, body: Buffer.from(JSON.stringify(value)) }
}

function refusal(status, message) {
  return json(status, { success: false, message, requestId: 'req_bench' })
}

server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
process.on('message', () => {
  process.send(served)
  served = nothingServed()
})
process.on('disconnect', () => process.exit())
