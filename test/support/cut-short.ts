import { fixedData } from '../../src/sandbox/data'
import type { Message } from '../../src/protocol/messages'
import { startClearGrid, TEST_NOW, type ClearGrid } from './clear-grid'
import { catalogOf, CREDENTIALS, makeFolder, messagesIn } from './connector'

/** How often the process is cut short: a few times in `npm test`, 500 times by `npm run kills`. */
export const CUTS = Number(process.env['CUTS'] ?? 12)

export const STREAMS = ['communication_logs', 'conversations', 'manual_communication_logs']
export const PAGE = 50
export const CONCURRENCY = 4

/** 1,200 rows a dataset over forty days; five share an instant. */
const rows = Array.from({ length: 1_200 }, (_, index) => {
  const instant = new Date(TEST_NOW - 40 * 86_400_000 + Math.floor(index / 5) * 14_000_000)
  const at = instant.toISOString()
  return { public_id: `row-${index}`, communicated_at: at, updated_at: at }
})

const folder = makeFolder()

/** A ClearGrid with these rows in each dataset. */
export async function startFilled(): Promise<ClearGrid> {
  return await startClearGrid({ data: fixedData({ D21: rows, D22: rows, D23: rows }) })
}

export function removeFiles(): void {
  folder.remove()
}

/** A read of all of them that goes on from these states. */
export function command({ url }: ClearGrid, states: readonly unknown[]): string[] {
  const config = folder.file('config.json', {
    ...CREDENTIALS,
    base_url: url,
    start_date: '2026-04-01',
    page_size: PAGE,
    concurrency: CONCURRENCY,
    window_days: 7,
  })
  const catalog = folder.file('catalog.json', catalogOf(STREAMS))
  const state = folder.file('state.json', states)
  return ['read', '--config', config, '--catalog', catalog, '--state', state]
}

/** `stream key` of each record. */
export function keysOf(messages: readonly Message[]): string[] {
  return messages.flatMap((message) =>
    message.type === 'RECORD'
      ? [`${message.record.stream} ${String(message.record.data['public_id'])}`]
      : [],
  )
}

export function lastStates(messages: readonly Message[]): unknown[] {
  const states = new Map(
    messages.flatMap((message) =>
      message.type === 'STATE'
        ? [[message.state.stream.stream_descriptor.name, message.state] as const]
        : [],
    ),
  )
  return [...states.values()]
}

/** `stream key` of each row that there is. */
export const ALL = STREAMS.flatMap((stream) =>
  rows.map(({ public_id }) => `${stream} ${public_id}`),
)

/** The messages of a text up to its last line break. */
export function wholeLines(text: string): Message[] {
  return messagesIn(text.slice(0, text.lastIndexOf('\n') + 1))
}
