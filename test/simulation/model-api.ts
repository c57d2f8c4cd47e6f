import { ExchangeFailure } from '../../src/cleargrid/failure'
import type { HttpAnswer, HttpRequest, Transport } from '../../src/cleargrid/http'
import { parseInstant, type Instant } from '../../src/instant'
import type { Chance } from './random'
import type { VirtualClock } from './virtual-clock'

/** A row of the model, and when it can be seen. */
export interface ModelRow {
  readonly id: string
  /** The value of the ordering column. */
  at: Instant
  updatedAt: Instant
  /** Late rows cannot be seen before this. */
  readonly visibleFrom: Instant
}

/** How a ClearGrid misbehaves: probabilities for each exchange, and its limits. */
export interface Faults {
  readonly server: number
  readonly overloaded: number
  readonly torn: number
  readonly malformed: number
  readonly timeout: number
  /** A window with more rows than this ahead of it ends in 504. */
  readonly scanRowsMax: number
  /** Exchanges that one token lives. */
  readonly tokenUses: number
  readonly refreshWorks: boolean
  /** A page cursor is refused for good with this probability. */
  readonly cursorLost: number
}

export interface ModelApi {
  readonly send: Transport
  readonly exchanges: number
}

export const PASSWORD = 'hush-hush'

/** A ClearGrid in memory, whose answers take virtual time. */
export function createModelApi(
  datasets: Readonly<Record<string, readonly ModelRow[]>>,
  faults: Faults,
  chance: Chance,
  clock: VirtualClock,
): ModelApi {
  const uses = new Map<string, number>()
  const lostCursors = new Set<string>()
  let exchanges = 0
  let tokens = 0

  function newToken(): string {
    tokens += 1
    uses.set(`secret-token-${tokens}`, 0)
    return `secret-token-${tokens}`
  }

  function authenticate(request: HttpRequest): HttpAnswer {
    if (request.url.endsWith('/login')) {
      const token = newToken()
      return ok({ lenderPublicId: 'lender', token, refreshToken: 'secret-refresh' }, clock.now())
    }
    return faults.refreshWorks ? ok({ token: newToken() }, clock.now()) : refused(401)
  }

  function isTokenDead({ headers }: HttpRequest): boolean {
    const token = (headers['authorization'] ?? '').replace('Bearer ', '')
    uses.set(token, (uses.get(token) ?? Infinity) + 1)
    return (uses.get(token) ?? Infinity) > faults.tokenUses
  }

  function misfortune(): HttpAnswer | ExchangeFailure | undefined {
    if (chance.happens(faults.torn))
      return new ExchangeFailure({ kind: 'unreachable', what: 'torn' })
    if (chance.happens(faults.server)) return refused(chance.pick([500, 502]))
    if (chance.happens(faults.overloaded)) return refused(429, { 'retry-after': '5' })
    if (chance.happens(faults.malformed)) return answer(200, '<html>Maintenance</html>')
    return chance.happens(faults.timeout) ? refused(504) : undefined
  }

  function fetch(url: URL): HttpAnswer {
    const rows = datasets[url.pathname.split('/').at(-1) ?? ''] ?? []
    const pageCursor = url.searchParams.get('cursor')
    if (pageCursor !== null && chance.happens(faults.cursorLost)) lostCursors.add(pageCursor)
    if (pageCursor !== null && lostCursors.has(pageCursor)) return refused(500)
    const [at = '-1', id = '', skips = '0'] = pageCursor?.split('|') ?? []
    const after = { at: Number(at), id }
    const visible = inWindow(rows, url, clock.now()).filter((row) => inKeysetOrder(after, row) < 0)
    if (visible.length > faults.scanRowsMax) return refused(504)
    const limit = Number(url.searchParams.get('limit'))
    const isEmpty = Number(skips) < 2 && chance.happens(0.1)
    const page = visible.slice(0, isEmpty ? 0 : chance.int(Math.ceil(limit / 2), limit))
    const last = page.at(-1)
    const next = last === undefined ? `${at}|${id}|${Number(skips) + 1}` : `${last.at}|${last.id}|0`
    const isEnd = !isEmpty && page.length === visible.length && chance.happens(0.8)
    return pageAnswer(
      page,
      isEnd || (visible.length === 0 && !isEmpty) ? null : next,
      visible.length,
    )
  }

  return {
    get exchanges() {
      return exchanges
    },
    send: async (request) => {
      exchanges += 1
      await clock.sleep(chance.int(5, 200), request.signal)
      if (request.method === 'POST') return authenticate(request)
      if (isTokenDead(request)) return refused(401)
      const bad = misfortune()
      if (bad instanceof ExchangeFailure) throw bad
      return bad ?? fetch(new URL(request.url))
    },
  }
}

/** The keyset order of the API: the ordering column, then the id. */
function inKeysetOrder(a: Pick<ModelRow, 'at' | 'id'>, b: Pick<ModelRow, 'at' | 'id'>): number {
  if (a.at !== b.at) return a.at - b.at
  return a.id < b.id ? -1 : Number(a.id !== b.id)
}

function inWindow(rows: readonly ModelRow[], url: URL, now: Instant): ModelRow[] {
  const since = parseInstant(url.searchParams.get('since')) ?? NaN
  const until = parseInstant(url.searchParams.get('until')) ?? NaN
  return rows
    .filter(({ at, visibleFrom }) => at >= since && at < until && visibleFrom <= now)
    .sort(inKeysetOrder)
}

function pageAnswer(
  rows: readonly ModelRow[],
  nextCursor: string | null,
  total: number,
): HttpAnswer {
  const texts = rows.map(({ id, at, updatedAt }) => {
    const [communicated_at, updated_at] = [at, updatedAt].map((t) => new Date(t).toISOString())
    return { public_id: id, communicated_at, updated_at }
  })
  const body = { rows: texts, pagination: { nextCursor, total }, meta: {} }
  return answer(200, JSON.stringify({ code: 200, message: 'success', body, errors: [] }))
}

function ok(body: object, now: Instant): HttpAnswer {
  return { ...answer(200, JSON.stringify(body)), headers: { date: new Date(now).toUTCString() } }
}

function refused(status: number, headers: Record<string, string> = {}): HttpAnswer {
  // The API echoes what it should not: nothing of it may reach stdout.
  const body = JSON.stringify({ success: false, message: `no, ${PASSWORD}`, requestId: 'req_1' })
  return { ...answer(status, body), headers }
}

function answer(status: number, body: string): HttpAnswer {
  return { status, headers: {}, body: Buffer.from(body) }
}
