import type { Instant } from '../../../src/time/instant'
import type { Chance } from '../random'
import { SECRETS } from './login'
import type { Nature, Weather } from './nature'
import type { WireAnswer, WireReply } from '../wire/server'

/** What befalls a request whatever it asks for. */
export type Misfortune =
  | 'outage'
  | 'reset'
  | 'mute'
  | 'torn'
  | 'server error'
  | 'overloaded'
  | 'malformed'
  | 'envelope lie'
  | 'random timeout'

const KINDS = [
  ['reset', 'reset'],
  ['mute', 'mute'],
  ['server', 'server error'],
  ['overloaded', 'overloaded'],
  ['malformed', 'malformed'],
  ['lies', 'envelope lie'],
  ['timeout', 'random timeout'],
] as const satisfies readonly (readonly [keyof Weather, Misfortune])[]

export function misfortuneOf(weather: Weather, chance: Chance): Misfortune | undefined {
  return KINDS.find(([rate]) => weather[rate] > 0 && chance.happens(weather[rate]))?.[1]
}

/** The outage that is on. */
export function outageAt(
  { outages }: Weather,
  now: Instant,
): Weather['outages'][number] | undefined {
  return outages.find(({ since, until }) => now >= since && now < until)
}

/** The reply that a misfortune makes; what is torn is a good answer at first. */
export function replyTo(
  misfortune: Exclude<Misfortune, 'torn' | 'outage'>,
  { retryAfter }: Weather,
  chance: Chance,
  now: Instant,
  requestId: string | undefined,
): WireReply {
  switch (misfortune) {
    case 'reset':
      return { kind: 'reset' }
    case 'mute':
      return { kind: 'mute' }
    case 'server error':
      return refused(chance.pick([500, 502]), requestId)
    case 'overloaded':
      return refused(chance.pick([429, 503]), requestId, retryAfterHeader(retryAfter, now))
    case 'malformed':
      return answer(200, chance.pick(['<html>Maintenance</html>', '', '{"code":200,"body":']))
    case 'envelope lie':
      return answer(200, chance.pick(LIES))
    case 'random timeout':
      return refused(504, undefined)
  }
}

/** Answers with status 200 that are no success, or do not say so. */
const LIES = [
  '{"code":500,"message":"failed","body":{"rows":[],"pagination":{"nextCursor":null},"meta":{}},"errors":[]}',
  '{"code":200,"message":"success","body":{"rows":[],"pagination":{"nextCursor":null},"meta":{}},"errors":[{"message":"replica is behind"}]}',
  '{"success":false,"message":"no","requestId":"req_lie"}',
] as const

function retryAfterHeader(
  retryAfter: Weather['retryAfter'],
  now: Instant,
): Readonly<Record<string, string>> {
  if (retryAfter === undefined) return {}
  const { seconds, asDate } = retryAfter
  const date = new Date(now + seconds * 1000).toUTCString()
  return { 'retry-after': asDate ? date : String(seconds) }
}

export function answer(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): WireAnswer {
  return { kind: 'answer', status, headers, body }
}

/** The API echoes what it should not: nothing of it may reach stdout. */
export function refused(
  status: number,
  requestId: string | undefined,
  headers: Readonly<Record<string, string>> = {},
): WireAnswer {
  const message = `no, ${SECRETS.password} and ${SECRETS.tokenPart}1`
  const body =
    requestId === undefined
      ? '<html>Gateway</html>'
      : JSON.stringify({ success: false, message, requestId })
  return answer(status, body, headers)
}

/** How an answer travels. */
export function dressed(
  reply: WireAnswer,
  nature: Nature,
  chance: Chance,
  now: Instant,
): WireAnswer {
  const { dateAheadMs, packed, chunked, pieces, closes } = nature
  const date = dateAheadMs === undefined ? {} : { date: new Date(now + dateAheadMs).toUTCString() }
  return {
    ...reply,
    headers: { 'content-type': 'application/json', ...date, ...reply.headers },
    isPacked: packed > 0 && chance.happens(packed),
    isChunked: chunked > 0 && chance.happens(chunked),
    ...(pieces > 0 && chance.happens(pieces) ? { pieceBytes: chance.log(7, 5_000) } : {}),
    ...(closes > 0 && chance.happens(closes) ? { thenCloses: true } : {}),
  }
}
