import type { Client } from '../../cleargrid/client'
import type { Instant } from '../../time/instant'
import type { AirbyteStream } from '../../protocol/messages'
import type { Runtime } from '../../runtime'
import { STREAMS, type StreamDefinition } from '../../streams'
import { offerBeyondTable } from './beyond-table'
import { describe, describeLiving } from './describe'
import { newestRows, type Answered, type Looking } from './newest-rows'
import { leftOut, notLookedAt, withoutColumn, type Line } from './told'

/**
 * The streams that this lender has, as they are now: those of the table with the fields that their
 * newest rows show, without those that ClearGrid does not offer, and after them the datasets that
 * the table does not know. All are asked at once.
 * @throws what ends the whole command: no login, no time left, being stopped.
 */
export async function offerAsItIs(
  client: Client,
  settings: { readonly windowMsMax: number },
  { now: ourNow, log }: Pick<Runtime, 'now' | 'log'>,
  signal: AbortSignal,
): Promise<readonly AirbyteStream[]> {
  const { serverNow } = await client.open(signal)
  const now: Instant = serverNow ?? ourNow()
  const looking: Looking = { client, now, windowMsMax: settings.windowMsMax, signal }
  const [answers, beyond] = await Promise.all([
    Promise.all(STREAMS.map(async (stream) => await newestRows(stream, looking))),
    offerBeyondTable(looking),
  ])
  if (!beyond.hasAnswer && answers.every((answered) => answered === 'absent')) {
    log('WARN', NOTHING_THERE)
    return STREAMS.map(describe)
  }
  const known = STREAMS.map((stream, index) => offered(stream, answers[index] ?? NOTHING))
  const troubled = STREAMS.flatMap(({ name }, index) => {
    const answered = answers[index] ?? NOTHING
    return answered !== 'absent' && 'trouble' in answered ? [{ name, ...answered }] : []
  })
  const lines = [...known.flatMap((one) => one.lines), ...notLookedAt(troubled), ...beyond.lines]
  for (const line of lines) log(...line)
  return [...known.flatMap(({ stream }) => stream), ...beyond.streams]
}

const NOTHING: Answered = { rows: [] }

const NOTHING_THERE =
  'ClearGrid answered 404 for every dataset: is the address right? ' +
  'The streams are those that this release knows.'

/** A stream that vanished for a moment would be dropped from people's connections. */
function offered(
  stream: StreamDefinition,
  answered: Answered,
): { readonly stream: readonly AirbyteStream[]; readonly lines: readonly Line[] } {
  const { name, dataset } = stream
  if (answered === 'absent') {
    return { stream: [], lines: [leftOut(name, dataset.section, dataset.code)] }
  }
  if ('trouble' in answered) return { stream: [describe(stream)], lines: [] }
  const living = describeLiving(stream, answered.rows)
  return { stream: [living.stream], lines: withoutColumn(name, living.fields) }
}
