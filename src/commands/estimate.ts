import { CHECK_POLICY } from '../cleargrid/retry/policy'
import type { Config } from '../config'
import { explain } from '../explain'
import { STREAMS } from '../streams'
import { connect } from './connect'
import { countStream, type Counted } from './estimate/count'
import { createEstimate, type Estimate, type Pacing } from './estimate/figures'
import { estimateText } from './estimate/text'
import { readSettings } from './settings'
import type { CommandContext } from './command-context'

/** A person is waiting, from the login on: what is not counted by then is reported as unknown. */
const COUNT_WITHIN_MS = 55_000

/** Few at once, because counting is expensive for ClearGrid. */
const AT_ONCE = 3

const CONNECTION = { policy: CHECK_POLICY, loginDeadlineMs: 30_000, pageDeadlineMs: 20_000 }

/**
 * Says how much a first sync will read, and how long it will take: as text, or as one JSON object.
 * @returns whether something could be counted.
 * @throws ConfigError for settings that cannot be used, or that ClearGrid refuses.
 */
export async function estimate(
  { config: path, json }: { readonly config: string; readonly json: boolean },
  context: CommandContext,
): Promise<boolean> {
  const config = readSettings(path, context)
  const result = await estimateWith(config, context)
  const text = json ? `${JSON.stringify(result)}\n` : estimateText(result)
  await context.people.print(text)
  return result.streams.some(({ rows }) => rows !== null)
}

async function estimateWith(config: Config, context: CommandContext): Promise<Estimate> {
  const { runtime, stop, people } = context
  const deadlineMs = runtime.elapsedMs() + COUNT_WITHIN_MS
  const connection = await connect({ ...config, concurrency: AT_ONCE }, context, CONNECTION)
  try {
    const client = connection.client(() => {})
    const { serverNow = runtime.now() } = await client.open(stop)
    const until = Math.min(config.endDate ?? serverNow, serverNow)
    const counted = new Map<string, Counted>(STREAMS.map(({ name }) => [name, nothing()]))
    const onProgress = (): void => {
      const months = [...counted.values()].reduce((sum, { done }) => sum + done, 0)
      const of = [...counted.values()].reduce((sum, { planned }) => sum + planned, 0)
      people.show(`Asking ClearGrid for its counts: ${months} of ${of} months`)
    }
    const period = { since: config.startDate, until: Math.max(until, config.startDate) }
    await Promise.all(
      STREAMS.map(async (stream) => {
        const tally = counted.get(stream.name) ?? nothing()
        await countStream(stream, period, tally, {
          ...{ client, runtime, stop, deadlineMs, onProgress },
          pageSize: config.pageSize,
        })
      }),
    )
    return createEstimate(counted, period, pacingOf(config))
  } catch (thrown) {
    throw explain(thrown)
  } finally {
    await connection.close()
  }
}

/** Who logs in is of no matter to the figures. */
function pacingOf({ pageSize, concurrency, windowMsMax, directWindowMsMax }: Config): Pacing {
  return { pageSize, concurrency, windowMsMax, directWindowMsMax }
}

function nothing(): Counted {
  return { planned: 0, done: 0, stretches: [], refusal: undefined, page: undefined }
}
