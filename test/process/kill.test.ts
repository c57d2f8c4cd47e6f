import fc from 'fast-check'
import { fixedData } from '../../src/sandbox/data'
import type { Message } from '../../src/protocol/messages'
import { startClearGrid, TEST_NOW, type ClearGrid } from '../support/clear-grid'
import { catalogOf, CREDENTIALS, ended, makeFolder, messagesIn, start } from '../support/connector'

const folder = makeFolder()
let clearGrid: ClearGrid
afterAll(async () => {
  await clearGrid.close()
  folder.remove()
})

const STREAMS = ['communication_logs', 'conversations', 'manual_communication_logs']
const PAGE = 50
const CONCURRENCY = 4

/** 1,200 rows a dataset over forty days; five share an instant. */
const rows = Array.from({ length: 1_200 }, (_, index) => {
  const instant = new Date(TEST_NOW - 40 * 86_400_000 + Math.floor(index / 5) * 14_000_000)
  const at = instant.toISOString()
  return { public_id: `row-${index}`, communicated_at: at, updated_at: at }
})

function command(states: readonly unknown[]): string[] {
  const config = folder.file('config.json', {
    ...CREDENTIALS,
    base_url: clearGrid.url,
    start_date: '2026-04-01',
    page_size: PAGE,
    concurrency: CONCURRENCY,
    window_days: 7,
  })
  const catalog = folder.file('catalog.json', catalogOf(STREAMS))
  const state = folder.file('state.json', states)
  return ['read', '--config', config, '--catalog', catalog, '--state', state]
}

/** Reads until so many bytes have come, kills, and gives the whole lines up to there. */
async function readUntil(bytes: number): Promise<Message[]> {
  const child = start(command([]))
  let text = ''
  for await (const chunk of child.stdout) {
    text += String(chunk)
    if (text.length >= bytes) break
  }
  child.kill('SIGKILL')
  const cut = text.slice(0, bytes)
  return messagesIn(cut.slice(0, cut.lastIndexOf('\n') + 1))
}

function keysOf(messages: readonly Message[]): string[] {
  return messages.flatMap((message) =>
    message.type === 'RECORD'
      ? [`${message.record.stream} ${String(message.record.data['public_id'])}`]
      : [],
  )
}

function lastStates(messages: readonly Message[]): unknown[] {
  const states = new Map(
    messages.flatMap((message) =>
      message.type === 'STATE'
        ? [[message.state.stream.stream_descriptor.name, message.state] as const]
        : [],
    ),
  )
  return [...states.values()]
}

test('killed at any byte and resumed from the last whole STATE, no row is lost', async () => {
  clearGrid = await startClearGrid({ data: fixedData({ D21: rows, D22: rows, D23: rows }) })
  const all = STREAMS.flatMap((stream) => rows.map(({ public_id }) => `${stream} ${public_id}`))

  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 800_000 }), async (bytes) => {
      const before = await readUntil(bytes)
      const { messages: after } = await ended(start(command(lastStates(before))))

      const read = [...keysOf(before), ...keysOf(after)]
      expect(new Set(read)).toEqual(new Set(all))
      // About a page for each walk in flight: the page, and what shares its last instant.
      expect(read.length - all.length).toBeLessThanOrEqual(CONCURRENCY * (PAGE + 10))
    }),
    { numRuns: 12, endOnFailure: true },
  )
})
