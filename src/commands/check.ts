import type { Client } from '../cleargrid/client'
import type { Page } from '../cleargrid/page/envelope'
import { parsePage } from '../cleargrid/page/parse-page'
import { HASTY } from '../cleargrid/retry/policy'
import { SettingsError, type Config } from '../config'
import { ConnectorError } from '../errors'
import { DAY_MS } from '../time/instant'
import type { ConnectionStatusMessage } from '../protocol/messages'
import { STREAMS, type StreamDefinition } from '../streams'
import { rowFormatOf } from '../sync/output/record-format'
import { connect } from './connect'
import { readSettings } from './settings'
import { withinTime } from './within-time'
import type { World } from './command-context'

/** A person is waiting: the verdict comes within ten seconds, and as a rule in two round trips. */
const VERDICT_WITHIN_MS = 9_000
const PATIENCE = {
  policy: HASTY,
  loginDeadlineMs: 8_000,
  pageDeadlineMs: 8_000,
  concurrency: STREAMS.length,
  concurrencyAtFirst: STREAMS.length,
}

/** What is asked of each dataset: one row of the last days. */
const LAST_DAYS_MS = 2 * DAY_MS

/**
 * Says whether the settings work: the login, and at least one stream that can be read. Settings
 * that do not are an answer, not a failure of this command.
 */
export async function check(
  { config: path }: { readonly config: string },
  world: World,
): Promise<boolean> {
  const verdict = await verdictOn(path, world)
  await world.writer.write({ type: 'CONNECTION_STATUS', connectionStatus: verdict })
  return true
}

type Verdict = ConnectionStatusMessage['connectionStatus']

async function verdictOn(path: string, world: World): Promise<Verdict> {
  const config = settingsOrVerdict(path, world)
  if ('status' in config) return config
  const connection = await connect(config, world, PATIENCE)
  try {
    return await withinTime(VERDICT_WITHIN_MS, 'Testing the connection', world, async (signal) => {
      const client = connection.client(() => {})
      return await tryStreams(client, world, signal)
    })
  } catch (thrown) {
    return failed(thrown)
  } finally {
    await connection.close()
  }
}

/** A file that cannot be read is an error; settings that are wrong are a verdict. */
function settingsOrVerdict(path: string, world: World): Config | Verdict {
  try {
    return readSettings(path, world)
  } catch (thrown) {
    if (thrown instanceof SettingsError) return failed(thrown)
    throw thrown
  }
}

async function tryStreams(client: Client, world: World, signal: AbortSignal): Promise<Verdict> {
  const { serverNow = world.runtime.now() } = await client.open(signal)
  const window = { since: serverNow - LAST_DAYS_MS, until: serverNow }
  const attempt = async (stream: StreamDefinition): Promise<void> => {
    const { name, dataset } = stream
    const format = rowFormatOf(stream, {}, world.runtime)
    const readPage = (body: Buffer): Page => parsePage(body, format)
    const doing = `Fetching one row of ${name}`
    await client.fetchPage({ dataset, window, limit: 1, readPage, doing }, signal)
  }
  const results = await Promise.allSettled(STREAMS.map(attempt))
  const refusals = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  )
  const readable = STREAMS.filter((_, index) => results[index]?.status === 'fulfilled')
  if (readable.length === 0) return failed(refusals[0])
  for (const refusal of refusals) {
    world.runtime.log('WARN', `A stream cannot be read now. ${failed(refusal).message ?? ''}`)
  }
  const names = readable.map(({ name }) => name).join(', ')
  const count = `${readable.length} of ${STREAMS.length}`
  world.runtime.log('INFO', `This user can read ${count} streams: ${names}.`)
  return { status: 'SUCCEEDED' }
}

/** @throws what is not about the settings or ClearGrid: being stopped, a defect. */
function failed(thrown: unknown): Verdict {
  if (thrown instanceof ConnectorError) return { status: 'FAILED', message: thrown.message }
  throw thrown
}
