import { parseInstant, type Instant } from '../../src/instant'
import type { Message } from '../../src/protocol/messages'
import { STREAMS } from '../../src/streams'
import { parseState } from '../../src/sync/state-format'
import { PASSWORD, type ModelRow } from './model-api'
import type { SimulatedSync } from './simulate'
import { BEGIN, type World } from './world'

/** What the platform has kept: the last version of each row, and the last state of each stream. */
export interface Warehouse {
  readonly rows: Map<string, Instant>
  readonly states: Map<string, unknown>
}

/**
 * Takes in what one sync said, and holds each message against the promises of design.md.
 * @throws an Error that names the promise that was broken.
 */
export function judge(world: World, warehouse: Warehouse, sync: SimulatedSync): void {
  const told = new Map<string, Set<string>>()
  const sinceState = new Map<string, number>()
  isBounded(world, sync)
  saysNothingTwice(sync)
  for (const message of sync.messages) {
    if (message.type === 'RECORD') takeRecord(message, warehouse, sinceState)
    if (message.type === 'STATE') {
      const { stream, sourceStats } = message.state
      const name = stream.stream_descriptor.name
      const text = JSON.stringify(stream.stream_state)
      const texts = told.get(name) ?? new Set()
      if (texts.has(text)) throw new Error(`Two equal STATEs of ${name}: ${text}`)
      told.set(name, texts.add(text))
      if (sourceStats.recordCount !== (sinceState.get(name) ?? 0)) {
        throw new Error(`A STATE of ${name} counts ${sourceStats.recordCount} records`)
      }
      sinceState.set(name, 0)
      claimsOnlyWhatIsWritten(world, warehouse, name, stream.stream_state)
      warehouse.states.set(name, stream.stream_state)
    }
  }
  if (sync.isComplete === true && [...sinceState.values()].some((count) => count > 0)) {
    throw new Error('Records after the last STATE')
  }
  if (sync.isComplete === true) hasReadEverything(world, warehouse, sync.startedAt)
  isLoudAndDiscreet(sync)
}

function takeRecord(
  { record }: Extract<Message, { type: 'RECORD' }>,
  warehouse: Warehouse,
  sinceState: Map<string, number>,
): void {
  const updatedAt = parseInstant(record.data['updated_at']) ?? NaN
  warehouse.rows.set(String(record.data['public_id']), updatedAt)
  sinceState.set(record.stream, (sinceState.get(record.stream) ?? 0) + 1)
}

/** P2: no state covers a row that has not been written. Rows that came late are the overlap's. */
function claimsOnlyWhatIsWritten(
  world: World,
  { rows }: Warehouse,
  name: string,
  rawState: unknown,
): void {
  const stream = STREAMS.find((row) => row.name === name)
  if (stream === undefined) throw new Error(`STATE of an unknown stream ${name}`)
  const { read } = parseState(rawState, stream, BEGIN)
  const isCovered = ({ at }: ModelRow): boolean =>
    read.some(({ since, until }) => at >= since && at < until)
  const isPunctual = ({ at, visibleFrom }: ModelRow): boolean => visibleFrom <= at
  for (const row of world.datasets[stream.dataset.code] ?? []) {
    if (isPunctual(row) && isCovered(row) && !rows.has(row.id)) {
      throw new Error(`A STATE of ${name} covers ${row.id}, which was not written`)
    }
  }
}

/** P1: exit code 0 says that every row that could be seen has been written. */
function hasReadEverything(world: World, { rows }: Warehouse, startedAt: Instant): void {
  const horizon = Math.floor(startedAt / 1_000) * 1_000
  const lost = Object.values(world.datasets)
    .flat()
    .filter(({ at, visibleFrom }) => at < horizon && visibleFrom <= at)
    .find(({ id }) => !rows.has(id))
  if (lost !== undefined) throw new Error(`A complete sync has not written ${lost.id}`)
}

/** What is said of the streams at their end: logs and traces, which wait for nobody. */
const LAST_WORDS_BYTES = 30_000

/** P4: what waits for the reader is a page and a few words for each walk, and no more. */
function isBounded({ settings }: World, { bytesWaitingMax }: SimulatedSync): void {
  const perWalk = settings.bounds.pageSize * 300 + 4_000
  const bytesMax = (settings.concurrency + 1) * perWalk + LAST_WORDS_BYTES
  if (bytesWaitingMax > bytesMax) throw new Error(`${bytesWaitingMax} bytes waited for the reader`)
}

/** A row comes twice in one sync only if it has changed meanwhile. */
function saysNothingTwice({ messages }: SimulatedSync): void {
  const said = new Set<string>()
  for (const message of messages) {
    if (message.type !== 'RECORD') continue
    const { public_id, updated_at } = message.record.data
    const version = `${String(public_id)} ${String(updated_at)}`
    if (said.has(version)) throw new Error(`${version} came twice in one sync`)
    said.add(version)
  }
}

/** P5: every failure says why, in one TRACE ERROR a stream; no secret is in any byte. */
function isLoudAndDiscreet({ isComplete, messages, text }: SimulatedSync): void {
  const errors = messages.filter(
    (message) => message.type === 'TRACE' && message.trace.type === 'ERROR',
  )
  if (isComplete === false && errors.length === 0) throw new Error('A failure without a word')
  if (isComplete === true && errors.length > 0) throw new Error('An error in a complete sync')
  if (errors.length > STREAMS.length) throw new Error(`${errors.length} TRACE ERRORs`)
  for (const secret of [PASSWORD, 'secret-token', 'secret-refresh']) {
    if (text.includes(secret)) throw new Error(`The secret ${secret} is in the output`)
  }
}

/** P1 and its edits: everything that could be seen has been written, in its last version. */
export function missing(world: World, { rows }: Warehouse, horizon: Instant): string[] {
  return Object.values(world.datasets)
    .flat()
    .filter(({ at, visibleFrom }) => at < horizon && visibleFrom <= horizon)
    .filter(({ id, updatedAt }) => rows.get(id) !== updatedAt)
    .map(({ id }) => id)
}
