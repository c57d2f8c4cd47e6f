import type { CatalogEntry } from '../../cleargrid/dataset-catalog'
import type { Client } from '../../cleargrid/client'
import { nameOfDataset, OUTCOMES } from '../../discovered-streams'
import { ConnectorError } from '../../errors'
import type { Instant } from '../../time/instant'
import type { AirbyteStream } from '../../protocol/messages'
import type { Runtime } from '../../runtime'
import { STREAMS, type StreamDefinition } from '../../streams'
import { describe, describeDiscovered, describeLiving } from './describe'
import { newestRows, type Answered, type Looking } from './newest-rows'

type Asked = Pick<StreamDefinition, 'name' | 'dataset' | 'filter'>

/**
 * The streams that this lender has, as they are now: those of the table with the fields that their
 * newest rows show, without those that ClearGrid does not offer, and behind them the datasets that
 * the table does not know. All are asked side by side.
 * @throws whatever ends the whole: no login, no time, being stopped.
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
  const look = async (asked: Asked) => await newestRows(asked, looking)
  const [known, outcomes, [listed, others]] = await Promise.all([
    Promise.all(STREAMS.map(look)),
    look(ANNOUNCED),
    catalogOf(looking).then(
      async (entries) => [entries, await lookAtOthers(entries, look)] as const,
    ),
  ])
  const all: readonly (readonly [Asked, Answered])[] = [
    ...STREAMS.map((stream, index) => [stream, known[index] ?? NOTHING] as const),
    [ANNOUNCED, outcomes],
    ...others.map(([entry, answered]) => [askedOf(entry), answered] as const),
  ]
  tell(all, log)
  if (known.every((answered) => answered === 'absent')) {
    log('WARN', 'ClearGrid offers this lender none of the known datasets: is the address right?')
    return STREAMS.map(describe)
  }
  return [
    ...STREAMS.flatMap((stream, index) => offered(stream, known[index] ?? NOTHING)),
    ...[
      [{ ...OUTCOMES, cursorField: cursorFieldOf(OUTCOMES, listed) }, outcomes] as const,
      ...others,
    ].flatMap(([entry, answered]) => discovered(entry, answered)),
  ]
}

/** What is late is not there: the datasets are worth more than what else may be listed. */
async function catalogOf({ client, signal }: Looking): Promise<readonly CatalogEntry[]> {
  try {
    return await client.fetchCatalog(signal)
  } catch (thrown) {
    if (thrown instanceof ConnectorError) return []
    throw thrown
  }
}

const ANNOUNCED: Asked = { ...OUTCOMES, filter: 'via' }

const NOTHING: Answered = { rows: [] }

function cursorFieldOf(
  { dataset }: Pick<StreamDefinition, 'dataset'>,
  listed: readonly CatalogEntry[],
): string | undefined {
  return listed.find((entry) => entry.dataset.code === dataset.code)?.cursorField
}

type Other = Pick<CatalogEntry, 'dataset' | 'cursorField'>

async function lookAtOthers(
  entries: readonly CatalogEntry[],
  look: (asked: Asked) => Promise<Answered>,
): Promise<(readonly [Other, Answered])[]> {
  const known: readonly string[] = [...STREAMS, OUTCOMES].map(({ dataset }) => dataset.code)
  const others = entries.filter(
    ({ dataset, available }) => available && !known.includes(dataset.code),
  )
  const sorted = [...others].sort((one, other) => (one.dataset.code < other.dataset.code ? -1 : 1))
  return await Promise.all(
    sorted.map(async (entry) => [entry, await look(askedOf(entry))] as const),
  )
}

function askedOf({ dataset }: Other): Asked {
  return { name: nameOfDataset(dataset), dataset, filter: 'via' }
}

/** A stream that vanished for a moment would be dropped from people's connections. */
function offered(stream: StreamDefinition, answered: Answered): AirbyteStream[] {
  if (answered === 'absent') return []
  return ['rows' in answered ? describeLiving(stream, answered.rows) : describe(stream)]
}

function discovered({ dataset, cursorField }: Other, answered: Answered): AirbyteStream[] {
  if (answered === 'absent' || 'trouble' in answered) return []
  return [describeDiscovered(dataset, answered.rows, cursorField)]
}

/** Whoever is left out is named, and trouble is told once. D24 is expected to be closed. */
function tell(all: readonly (readonly [Asked, Answered])[], log: Runtime['log']): void {
  for (const [{ name, dataset }, answered] of all) {
    if (answered !== 'absent' || name === OUTCOMES.name) continue
    log(
      'INFO',
      `${name}: ClearGrid does not offer ${dataset.section}/${dataset.code} to this lender (404). ` +
        `It is left out.`,
    )
  }
  const troubled = all.flatMap(([{ name }, answered]) =>
    answered !== 'absent' && 'trouble' in answered ? [{ name, ...answered }] : [],
  )
  const [first] = troubled
  if (first === undefined) return
  const names = troubled.map(({ name }) => name).join(', ')
  log('WARN', `${names}: new fields could not be looked for. ${first.trouble}`)
}
