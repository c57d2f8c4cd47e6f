import { HOUR_MS, MINUTE_MS, parseInstant, type Instant } from '../../../src/time/instant'
import { SECRETS } from '../model/login'
import type { SimulatedSync } from '../sync'
import { iso } from './claims'
import type { Event } from './events'
import { goesRoundSlowly, waitsByWrongClock } from './excuses'
import { BrokenPromise } from './promise'

/** What a body that fails under status 200 calls its request. */
const LIE_REQUEST_ID = 'req_lie'

/** No silence is longer, whatever ClearGrid asks. */
const SILENCE_MS = HOUR_MS + MINUTE_MS

/** SIGTERM: what is whole and the last safe STATE are out within this. */
const STOP_MS = 5_000

/** Everything about what is said: P5, and the order of it. */
export function talkFaults(
  sync: SimulatedSync,
  events: readonly Event[],
  statuses: ReadonlyMap<string, string>,
): void {
  isNeverSilent(sync, events)
  keepsSecrets(sync)
  isStoppedInTime(sync)
  saysStatusesInOrder(sync, events)
  isLoud(sync, events, statuses)
}

function isNeverSilent({ plan, endedAt }: SimulatedSync, events: readonly Event[]): void {
  if (waitsByWrongClock(plan) || goesRoundSlowly(plan)) return
  let last: Instant = plan.startsAt
  const beats = events.flatMap(({ type, at }) =>
    type === 'RECORD' || type === 'STATE' ? [at] : [],
  )
  for (const at of [...beats, endedAt]) {
    if (at - last > SILENCE_MS) {
      const hours = ((at - last) / HOUR_MS).toFixed(1)
      throw new BrokenPromise('silence', `no RECORD or STATE for ${hours} h from ${iso(last)} on`)
    }
    last = at
  }
}

function keepsSecrets({ text }: SimulatedSync): void {
  const secret = Object.values(SECRETS).find((part) => text.includes(part))
  if (secret !== undefined) throw new BrokenPromise('secret', `${secret} is in the output`)
}

function isStoppedInTime({ plan, end, endedAt }: SimulatedSync): void {
  const { cut, readerDelayMs, startsAt } = plan
  if (cut?.how !== 'stop' || end !== 'stopped' || readerDelayMs > 50) return
  const tookMs = endedAt - startsAt - cut.afterMs
  if (tookMs > STOP_MS) throw new BrokenPromise('SIGTERM', `it took ${tookMs} ms to end`)
}

function saysStatusesInOrder({ end }: SimulatedSync, events: readonly Event[]): void {
  const said = new Map<string, string[]>()
  for (const event of events) {
    if (event.type === 'STATUS')
      said.set(event.stream, [...(said.get(event.stream) ?? []), event.status])
    if (event.type !== 'RECORD' && event.type !== 'STATE') continue
    const before = said.get(event.stream)?.at(-1)
    if (before === undefined || before === 'COMPLETE' || before === 'INCOMPLETE') {
      throw new BrokenPromise(
        'statuses',
        `${event.type} of ${event.stream} after ${before ?? 'nothing'}`,
      )
    }
    if (event.type === 'RECORD' && before !== 'RUNNING') {
      throw new BrokenPromise('statuses', `a RECORD of ${event.stream} before RUNNING`)
    }
  }
  for (const [stream, statuses] of said) {
    const text = statuses.filter((status, index) => status !== statuses[index - 1]).join(' ')
    // Cut short, a stream has no end; and none begins after a login that failed.
    const isEnded = end === 'complete' || end === 'incomplete'
    const isLawful = isEnded
      ? /^(STARTED RUNNING COMPLETE|(STARTED )?(RUNNING )?INCOMPLETE)$/.test(text)
      : /^(STARTED)?( ?RUNNING)?( (COMPLETE|INCOMPLETE))?$/.test(text)
    if (!isLawful) throw new BrokenPromise('statuses', `${stream}: ${text}`)
  }
}

function isLoud(
  sync: SimulatedSync,
  events: readonly Event[],
  statuses: ReadonlyMap<string, string>,
): void {
  const errors = events.filter((event) => event.type === 'ERROR')
  const global = errors.filter(({ stream }) => stream === undefined)
  if (sync.end === 'complete') {
    const [error] = errors
    if (error !== undefined)
      throw new BrokenPromise('talk', `an error, and complete: ${error.message}`)
    for (const [stream, status] of statuses) {
      if (status !== 'COMPLETE')
        throw new BrokenPromise('talk', `complete, but ${stream} is ${status}`)
    }
  }
  if (global.length > 1) throw new BrokenPromise('talk', `${global.length} errors of no stream`)
  for (const [stream, status] of statuses) {
    const own = errors.filter((error) => error.stream === stream)
    if (own.length > 1) throw new BrokenPromise('talk', `${own.length} TRACE ERRORs of ${stream}`)
    const isExplained = own.length === 1 || global.length === 1
    if (status === 'INCOMPLETE' && !isExplained)
      throw new BrokenPromise('talk', `${stream} failed without a word`)
    if (status === 'COMPLETE' && own.length > 0)
      throw new BrokenPromise('talk', `${stream}: an error, and COMPLETE`)
  }
  for (const { stream, message } of errors)
    if (stream !== undefined) isUseful(sync, stream, message)
}

const WINDOW = /\[(\d{4}-[^,\s]+Z), (\d{4}-[^)\s]+Z)\)/

/** The stream, the window and the request id, where the API gave one for whatever it refused. */
function isUseful({ log, plan }: SimulatedSync, stream: string, message: string): void {
  const [, since = '', until = ''] = WINDOW.exec(message) ?? []
  const [from, to] = [parseInstant(since), parseInstant(until)]
  if (!message.includes(stream) || from === undefined || to === undefined || from >= to) {
    throw new BrokenPromise('talk', `an error names no stream and window: ${message}`)
  }
  const refusal = plan.weather.refusals.find((one) => one.stream === stream)
  const bad = log.filter((entry) => entry.stream === stream && entry.status !== 200)
  const isAllRefused = bad.length > 0 && bad.every((entry) => entry.outcome === 'refusal')
  if (refusal === undefined || !isAllRefused) return
  const { instant } = refusal
  if (instant !== undefined && (instant < from || instant >= to)) {
    throw new BrokenPromise(
      'talk',
      `an error names another window than the refused one: ${message}`,
    )
  }
  const ids = bad.flatMap(({ requestId }) => (requestId === undefined ? [] : [requestId]))
  // What is not ClearGrid's answer at all has no request to name.
  if (log.findLast((entry) => entry.stream === stream)?.outcome !== 'refusal') return
  const isNamed = [...ids, LIE_REQUEST_ID].some((id) => message.includes(id))
  if (ids.length === bad.length && !isNamed) {
    throw new BrokenPromise('talk', `an error names no request: ${message}`)
  }
}
