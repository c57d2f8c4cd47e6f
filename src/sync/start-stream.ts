import { createPageReader } from '../cleargrid/page/read-page'
import type { StreamDefinition } from '../streams'
import { formatForQuery } from '../time/instant'
import { createDrift } from './output/drift'
import { recordFormat } from './output/record-format'
import { createStats } from './output/stats'
import { createOutput, type StreamOutput } from './output/stream-output'
import type { SizeMax } from './progress/request-size'
import { StreamProgress } from './progress/stream-progress'
import { believed } from './state/believed'
import { isBeyond, plan, type SyncTimes } from './state/plan'
import type { StreamState } from './state/stream-state'
import { ReadingStream, UNREAD_STREAM, type Stream } from './stream'
import type { StreamContext } from './stream-context'
import type { StreamToRead, SyncServices, SyncSettings, SyncStart } from './sync-inputs'

/** A STATE at the latest after this long; pages come first, as a rule. */
const CHECKPOINT_INTERVAL_MS = 15_000

/** Says STARTED and plans what is to be read. A stream of which that is nothing ends at once. */
export async function startStream(
  toRead: StreamToRead,
  settings: SyncSettings,
  { times, of }: SyncStart,
  services: SyncServices,
): Promise<Stream> {
  const { definition, syncMode } = toRead
  const { writer, runtime, onStreamEnd } = services
  const startedAt = runtime.now()
  const limits = { records: settings.sizeMax.pageSize, intervalMs: CHECKPOINT_INTERVAL_MS }
  const output = createOutput(definition.name, writer, runtime, limits)
  await output.started()
  const drift = createDrift(toRead.schema, toRead.documented)
  const own = ownState(toRead, of)
  const before = own === undefined ? undefined : believed(own, syncMode, times, drift.note)
  if (before !== undefined && syncMode === 'incremental' && isBeyond(before, settings, times)) {
    await endUnread(toRead, output, times, services)
    return UNREAD_STREAM
  }
  const planned = plan(definition, before, syncMode, settings, times)
  const progress = new StreamProgress(
    { ...planned, state: { ...planned.state, of } },
    sizeMaxFor(definition, settings),
  )
  const context = contextOf(toRead, { progress, output, drift, times }, services)
  const stream = new ReadingStream(context, startedAt, runtime.now, onStreamEnd)
  await stream.endIfDone()
  return stream
}

/** A full refresh has no use for another's state; an incremental sync was refused before. */
function ownState({ before }: StreamToRead, of: string): StreamState | undefined {
  return before?.of !== undefined && before.of !== of ? undefined : before
}

async function endUnread(
  { definition, rawBefore }: StreamToRead,
  output: StreamOutput,
  { horizon }: SyncTimes,
  { runtime }: SyncServices,
): Promise<void> {
  runtime.log(
    'WARN',
    `${definition.name}: nothing is asked for: its state lies at or after the end of this sync, ` +
      `${formatForQuery(horizon)}.`,
  )
  await output.unchanged(rawBefore)
  await output.completed()
}

function contextOf(
  { definition, schema }: StreamToRead,
  own: Pick<StreamContext, 'progress' | 'output' | 'drift' | 'times'>,
  { client, runtime, notifier, scanMemory }: SyncServices,
): StreamContext {
  return {
    ...own,
    stream: definition,
    client,
    readPage: createPageReader(recordFormat(definition, schema, runtime), scanMemory),
    stats: createStats(),
    runtime,
    onPage: notifier.notify,
  }
}

function sizeMaxFor({ filter }: StreamDefinition, settings: SyncSettings): SizeMax {
  const { sizeMax, directWindowMsMax = sizeMax.windowMs } = settings
  return filter === 'direct' ? { ...sizeMax, windowMs: directWindowMsMax } : sizeMax
}
