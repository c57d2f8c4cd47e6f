import type { Duplex } from 'node:stream'
import { parseInstant, type Instant } from '../../../src/time/instant'
import type { Chance } from '../random'
import type { VirtualClock } from '../virtual-clock'
import { createPipe, refusedConnection } from '../wire/pipe'
import { serve, type WireAnswer, type WireReply, type WireRequest } from '../wire/server'
import type { ExchangeEntry, Outcome } from './exchange-log'
import { fetchPage, placeOf, rowsAhead, type PageQuery } from './fetch-page'
import { createAuthority, SECRETS } from './login'
import { answer, dressed, misfortuneOf, outageAt, refused, replyTo } from './misfortune'
import type { Nature, Weather } from './nature'
import type { Dataset } from './tenant'

export interface ModelApi {
  /** A new connection to it. */
  readonly connect: () => Duplex
  /** All requests for rows, in the order in which they were answered. */
  readonly log: readonly ExchangeEntry[]
  /** All requests. */
  readonly exchanges: number
}

export interface ModelApiOptions {
  readonly datasets: readonly Dataset[]
  readonly nature: Nature
  readonly weather: Weather
  readonly chance: Chance
  /** Its `now` is the API's clock. */
  readonly clock: VirtualClock
}

/** What is decided about a request, and how long it takes. */
interface Decision {
  readonly reply: WireReply
  readonly delayMs: number
  readonly outcome: Outcome
  readonly rows?: number
  readonly requestId?: string | undefined
}

/** A ClearGrid in memory, behind connections, whose answers take virtual time. */
export function createModelApi(options: ModelApiOptions): ModelApi {
  const { datasets, nature, weather, chance, clock } = options
  const authority = createAuthority(weather)
  const lostCursors = new Set<string>()
  const omitted = new Set<string>()
  const log: ExchangeEntry[] = []
  let exchanges = 0

  async function handle(request: WireRequest): Promise<WireReply> {
    exchanges += 1
    const outage = outageAt(weather, clock.now())
    const isForRows = request.method === 'GET'
    if (!isForRows && outage === undefined) {
      await clock.sleep(latency(nature, chance))
      const body = authority.post(request.target)
      const reply = body === undefined ? refused(401, `req_${exchanges}`) : answer(200, body)
      return dressed(reply, nature, chance, clock.now())
    }
    const id = nature.namesRequests ? `req_${exchanges}` : undefined
    const asked = isForRows ? parseTarget(request.target, datasets) : undefined
    const down =
      outage === undefined
        ? undefined
        : outageDecision(outage.how, isForRows && id !== undefined ? ECHOED_TOKEN : id)
    const decision = down ?? decide(request, asked, id)
    await clock.sleep(decision.delayMs)
    const answered = decision.outcome === 'page' ? pageNow(asked, decision) : decision
    if (asked !== undefined) note(asked, answered)
    return answered.reply.kind === 'answer'
      ? dressed(answered.reply, nature, chance, clock.now())
      : answered.reply
  }

  function decide(
    request: WireRequest,
    asked: Asked | undefined,
    id: string | undefined,
  ): Decision {
    const delayMs = latency(nature, chance) + (chance.happens(weather.spikes) ? 20_000 : 0)
    if (!authority.accepts(request.headers['authorization'] ?? '')) {
      return { reply: refused(401, id), delayMs, outcome: 'unauthorised', requestId: id }
    }
    const misfortune = misfortuneOf(weather, chance)
    if (misfortune !== undefined && misfortune !== 'torn' && misfortune !== 'outage') {
      const reply = replyTo(misfortune, weather, chance, clock.now(), id)
      return { reply, delayMs, outcome: misfortune, requestId: id }
    }
    if (asked === undefined) return { reply: refused(404, id), delayMs, outcome: 'refusal' }
    const { pageCursor } = asked.query
    if (pageCursor !== undefined && chance.happens(weather.cursorLost)) lostCursors.add(pageCursor)
    if (pageCursor !== undefined && lostCursors.has(pageCursor)) {
      return { reply: refused(500, id), delayMs, outcome: 'lost page cursor', requestId: id }
    }
    const refusal = refusalOf(weather, asked, clock.now())
    if (refusal !== undefined) {
      const waitMs = refusal === 504 ? nature.gatewayWaitMs : delayMs
      return { reply: refused(refusal, id), delayMs: waitMs, outcome: 'refusal', requestId: id }
    }
    const tooMuch = tooMuchOf(asked, nature, clock.now())
    if (tooMuch === undefined) return { reply: answer(200, ''), delayMs, outcome: 'page' }
    return { reply: refused(504, undefined), delayMs: nature.gatewayWaitMs, outcome: tooMuch }
  }

  /** A page shows what there is when the answer is made, not when it was asked for. */
  function pageNow(asked: Asked | undefined, decision: Decision): Decision {
    if (asked === undefined) return decision
    const world = { nature, weather, chance, now: clock.now(), omitted }
    const { body, rows } = fetchPage(asked.dataset, asked.query, world)
    const reply: WireAnswer = answer(200, body)
    const isTorn = weather.torn > 0 && chance.happens(weather.torn)
    if (isTorn) return { ...decision, reply: { ...reply, tornAt: chance.next() }, outcome: 'torn' }
    return { ...decision, reply, rows, outcome: rows === 0 ? 'empty page' : 'page' }
  }

  function note({ dataset, query }: Asked, decision: Decision): void {
    const { reply, outcome, rows = 0, requestId } = decision
    const { since, until, limit, pageCursor } = query
    const status = reply.kind === 'answer' ? reply.status : 0
    const isFirstPage = pageCursor === undefined
    const stream = dataset.stream
    const at = clock.now()
    log.push({ at, stream, since, until, limit, isFirstPage, outcome, status, rows, requestId })
  }

  return {
    log,
    get exchanges() {
      return exchanges
    },
    connect: () => {
      if (outageAt(weather, clock.now())?.how === 'refused') return refusedConnection()
      const { client, server } = createPipe()
      serve(server, handle)
      return client
    },
  }
}

/** A gateway that echoes the token as the request's id: no byte of it may come out. */
const ECHOED_TOKEN = `${SECRETS.tokenPart}1`

interface Asked {
  readonly dataset: Dataset
  readonly query: PageQuery
}

function outageDecision(how: 'refused' | 'reset' | 502 | 504, id: string | undefined): Decision {
  const reply: WireReply = typeof how === 'number' ? refused(how, id) : { kind: 'reset' }
  return {
    reply,
    delayMs: 5,
    outcome: 'outage',
    requestId: typeof how === 'number' ? id : undefined,
  }
}

function latency({ latencyMs: [least, most] }: Nature, chance: Chance): number {
  return chance.int(least, most)
}

function parseTarget(target: string, datasets: readonly Dataset[]): Asked | undefined {
  const { pathname, searchParams } = new URL(target, 'http://model.test')
  const dataset = datasets.find(({ code }) => pathname.endsWith(`/${code}`))
  const since = parseInstant(searchParams.get('since'))
  const until = parseInstant(searchParams.get('until'))
  const limit = Number(searchParams.get('limit'))
  const isLawful = searchParams.get('sort') === 'asc' && limit >= 1 && limit <= 1000
  if (dataset === undefined || since === undefined || until === undefined || !isLawful) {
    return undefined
  }
  const pageCursor = searchParams.get('cursor') ?? undefined
  const includeTotal = searchParams.get('includeTotal') === 'true'
  return { dataset, query: { since, until, limit, pageCursor, includeTotal } }
}

function refusalOf(
  { refusals }: Weather,
  { dataset, query }: Asked,
  now: Instant,
): number | undefined {
  return refusals.find(
    ({ stream, instant, until }) =>
      stream === dataset.stream &&
      now < until &&
      (instant === undefined || (instant >= query.since && instant < query.until)),
  )?.status
}

function tooMuchOf({ dataset, query }: Asked, nature: Nature, now: Instant): Outcome | undefined {
  const lengthMs = query.until - query.since
  if (query.limit > nature.pageRowsMax) return 'page too large'
  if (lengthMs > nature.windowMsMax) return 'window too long'
  const isSlow = nature.slowHours.includes(new Date(now).getUTCHours())
  if (isSlow && lengthMs > nature.slowWindowMsMax) return 'slow hour'
  if (nature.rowsAheadMax === Infinity) return undefined
  const place = query.pageCursor === undefined ? undefined : placeOf(query.pageCursor)
  const ahead = rowsAhead(dataset, query, place, nature, now).length
  return ahead > nature.rowsAheadMax ? 'too many rows ahead' : undefined
}
