import { HASTY } from '../cleargrid/retry/policy'
import type { Config } from '../config'
import { STREAMS } from '../streams'
import { connect } from './connect'
import { countStream, type Counted } from './estimate/count'
import { estimateOf, type Estimate } from './estimate/figures'
import { estimateText } from './estimate/text'
import { readSettings } from './settings'
import type { World } from './command-context'

/** A person is waiting, from the login on: what is not counted then is said to be unknown. */
const COUNT_WITHIN_MS = 55_000

/** Gentle: counting is dear for ClearGrid. */
const AT_ONCE = 3

const PATIENCE = { policy: HASTY, loginDeadlineMs: 30_000, pageDeadlineMs: 20_000 }

/**
 * Says how much a first sync will read, and how long it will take: as text, or as one JSON object.
 * @returns whether something could be counted.
 * @throws ConfigError for settings that cannot be used, or that ClearGrid refuses.
 */
export async function estimate(
  { config: path, json }: { readonly config: string; readonly json: boolean },
  world: World,
): Promise<boolean> {
  const config = readSettings(path, world)
  const result = await estimateWith(config, world)
  const text = json ? `${JSON.stringify(result)}\n` : estimateText(result)
  await world.people.print(text)
  return result.streams.some(({ rows }) => rows !== null)
}

async function estimateWith(config: Config, world: World): Promise<Estimate> {
  const { runtime, stop, people } = world
  const deadlineMs = runtime.elapsedMs() + COUNT_WITHIN_MS
  const connection = await connect({ ...config, concurrency: AT_ONCE }, world, PATIENCE)
  try {
    const client = connection.client(() => {})
    const { serverNow = runtime.now() } = await client.open(stop)
    const until = Math.min(config.endDate ?? serverNow, serverNow)
    const counted = new Map<string, Counted>(STREAMS.map(({ name }) => [name, nothing()]))
    const tell = (): void => {
      const months = [...counted.values()].reduce((sum, { done }) => sum + done, 0)
      const of = [...counted.values()].reduce((sum, { planned }) => sum + planned, 0)
      people.show(`Asking ClearGrid for its counts: ${months} of ${of} months`)
    }
    const period = { since: config.startDate, until: Math.max(until, config.startDate) }
    await Promise.all(
      STREAMS.map(async (stream) => {
        const tally = counted.get(stream.name) ?? nothing()
        await countStream(stream, period, tally, {
          ...{ client, runtime, stop, deadlineMs, tell },
          pageSize: config.pageSize,
        })
      }),
    )
    return estimateOf(counted, period, config)
  } finally {
    await connection.close()
  }
}

function nothing(): Counted {
  return { planned: 0, done: 0, stretches: [], refusal: undefined, page: undefined }
}
