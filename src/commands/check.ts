import type { Client } from '../cleargrid/client'
import type { Page } from '../cleargrid/page/envelope'
import { parsePage } from '../cleargrid/page/parse-page'
import { CHECK_POLICY } from '../cleargrid/retry/policy'
import { SettingsError, type Config } from '../config'
import { ConnectorError } from '../errors'
import { explain } from '../explain'
import { DAY_MS } from '../time/instant'
import type { ConnectionStatusMessage } from '../protocol/messages'
import { STREAMS, type StreamDefinition } from '../streams'
import { recordFormat } from '../sync/output/record-format'
import { connect } from './connect'
import { readSettings } from './settings'
import { withinTime } from './within-time'
import type { CommandContext } from './command-context'

/** A person is waiting: the verdict comes within ten seconds, and as a rule in two round trips. */
const VERDICT_WITHIN_MS = 9_000
const CONNECTION = {
  policy: CHECK_POLICY,
  loginDeadlineMs: 8_000,
  pageDeadlineMs: 8_000,
  concurrency: STREAMS.length,
  concurrencyAtFirst: STREAMS.length,
}

/** What is asked of each dataset: one row of the last days. */
const LAST_DAYS_MS = 2 * DAY_MS

/**
 * Says whether the settings work: the login, and at least one stream that can be read. Wrong
 * settings are an answer, not a failure of this command.
 */
export async function check(
  { config: path }: { readonly config: string },
  context: CommandContext,
): Promise<boolean> {
  const verdict = await verdictOn(path, context)
  await context.writer.write({ type: 'CONNECTION_STATUS', connectionStatus: verdict })
  return true
}

type Verdict = ConnectionStatusMessage['connectionStatus']

async function verdictOn(path: string, context: CommandContext): Promise<Verdict> {
  const config = settingsOrVerdict(path, context)
  if ('status' in config) return config
  const connection = await connect(config, context, CONNECTION)
  try {
    return await withinTime(
      VERDICT_WITHIN_MS,
      'Testing the connection',
      context,
      async (signal) => {
        const client = connection.client(() => {})
        return await tryStreams(client, context, signal)
      },
    )
  } catch (thrown) {
    return failed(thrown)
  } finally {
    await connection.close()
  }
}

/** A file that cannot be read is an error; settings that are wrong are a verdict. */
function settingsOrVerdict(path: string, context: CommandContext): Config | Verdict {
  try {
    return readSettings(path, context)
  } catch (thrown) {
    if (thrown instanceof SettingsError) return failed(thrown)
    throw thrown
  }
}

async function tryStreams(
  client: Client,
  context: CommandContext,
  signal: AbortSignal,
): Promise<Verdict> {
  const { serverNow = context.runtime.now() } = await client.open(signal)
  const window = { since: serverNow - LAST_DAYS_MS, until: serverNow }
  const attempt = async (stream: StreamDefinition): Promise<void> => {
    const { name, dataset } = stream
    const format = recordFormat(stream, {}, context.runtime)
    const readPage = (body: Buffer): Page => parsePage(body, format)
    const action = `Fetching one row of ${name}`
    await client.fetchPage({ dataset, window, limit: 1, readPage, action }, signal)
  }
  const results = await Promise.allSettled(STREAMS.map(attempt))
  const refusals = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  )
  const readable = STREAMS.filter((_, index) => results[index]?.status === 'fulfilled')
  const reasons = refusals.map((refusal) => failed(refusal).message ?? '')
  const untold = readable.length === 0 ? otherThan(reasons[0], reasons) : reasons
  for (const reason of untold) context.runtime.log('WARN', `A stream cannot be read now. ${reason}`)
  if (readable.length === 0) return nothingReadable(reasons)
  const names = readable.map(({ name }) => name).join(', ')
  const count = `${readable.length} of ${STREAMS.length}`
  context.runtime.log('INFO', `This user can read ${count} streams: ${names}.`)
  return { status: 'SUCCEEDED' }
}

/** All of them are named; what one of them said stands for the others, which the log tells. */
function nothingReadable([reason = '']: readonly string[]): Verdict {
  const names = STREAMS.map(({ name }) => name).join(', ')
  const message = `None of the ${STREAMS.length} streams can be read: ${names}. ${reason}`
  return { status: 'FAILED', message }
}

/** When the time is over, all give the same reason. */
function otherThan(first: string | undefined, reasons: readonly string[]): string[] {
  return reasons.filter((reason) => reason !== first)
}

/** @throws what is not about the settings or ClearGrid: being stopped, a defect. */
function failed(thrown: unknown): Verdict {
  const told = explain(thrown)
  if (told instanceof ConnectorError) return { status: 'FAILED', message: told.message }
  throw thrown
}
