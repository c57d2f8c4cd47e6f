import { CHECK_POLICY } from '../cleargrid/retry/policy'
import type { Config } from '../config'
import { ConnectorError } from '../errors'
import { explain } from '../explain'
import type { AirbyteStream } from '../protocol/messages'
import { STREAMS } from '../streams'
import { connect } from './connect'
import { describe } from './discover/describe'
import { offerAsItIs } from './discover/offer'
import { DO_NOT_REFRESH } from './discover/told'
import { withinTime } from './within-time'
import type { CommandContext } from './command-context'

/** Somebody is waiting for the list of streams: new fields are worth this much of their time. */
const WITHIN_MS = 8_000

/** One round trip for all datasets; without a network it is over at once. */
const CONNECTION = {
  policy: { ...CHECK_POLICY, firstDelayMs: 100 },
  loginDeadlineMs: WITHIN_MS,
  pageDeadlineMs: WITHIN_MS,
  concurrency: STREAMS.length + 2,
  concurrencyAtFirst: STREAMS.length + 2,
}

/**
 * The streams that are offered: as ClearGrid has them now, if the settings allow to look, and as this
 * release knows them, with a warning, where that cannot be seen.
 * @throws what is not about ClearGrid: being stopped, a defect.
 */
export async function offeredStreams(
  config: Config,
  context: Omit<CommandContext, 'writer' | 'tally' | 'people'>,
): Promise<readonly AirbyteStream[]> {
  if (!config.discoverNewFields) return STREAMS.map(describe)
  const connection = await connect(config, context, CONNECTION)
  try {
    return await withinTime(
      WITHIN_MS,
      'Looking for new fields',
      context,
      async (signal) =>
        await offerAsItIs(
          connection.client(() => {}),
          { windowMsMax: config.windowMsMax },
          context.runtime,
          signal,
        ),
    )
  } catch (thrown) {
    const told = explain(thrown)
    if (!(told instanceof ConnectorError)) throw thrown
    context.runtime.log(
      'WARN',
      `New fields and datasets could not be looked for: the streams are those that this release ` +
        `knows. ${told.message} ${DO_NOT_REFRESH}`,
    )
    return STREAMS.map(describe)
  } finally {
    await connection.close()
  }
}
