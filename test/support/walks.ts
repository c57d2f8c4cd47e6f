import type { Client, PageRequest } from '../../src/cleargrid/client'
import type { Page } from '../../src/cleargrid/page/envelope'
import { formatInstant, MINUTE_MS, type Instant } from '../../src/time/instant'
import { recordFrame, type Message } from '../../src/protocol/messages'
import type { Writer } from '../../src/protocol/writer'
import { STREAMS, type StreamDefinition } from '../../src/streams'
import { FORMAT, rowsFrom } from './rows'

export const STREAM: StreamDefinition = STREAMS[2]

/**
 * A page of rows that stand at minutes of 2026: `a@1 b@2~9` is row a of the first minute and row b
 * of the second, which was changed in the ninth; `?@3` has no key.
 */
export function pageOf(
  rows: string,
  nextPageCursor: string | null = null,
  more: Partial<Page> = {},
): Page {
  const frame = (): { prefix: Buffer; suffix: Buffer } => recordFrame(STREAM.name)(0)
  const texts = rows.split(' ').filter((text) => text !== '')
  const values = texts.map((text) => {
    const [key = '', minute = '', changed = minute] = text.split(/[@~]/)
    return { public_id: key === '?' ? null : key, at: iso(minute), updated_at: iso(changed) }
  })
  return { rows: rowsFrom(values, { ...FORMAT, frame }), nextPageCursor, echo: {}, ...more }
}

function iso(minute: string): string {
  return formatInstant(instantAt(Number(minute)))
}

/** ClearGrid's exact count. */
export function counted(rows: number): Pick<Page, 'total'> {
  return { total: { rows, exact: true, note: null } }
}

/** Minutes are counted from here: what is older than ClearGrid is asked for in other ways. */
const BEGIN: Instant = Date.UTC(2026, 0, 1)

export function instantAt(minute: number): Instant {
  return BEGIN + minute * MINUTE_MS
}

export function minuteOf(instant: Instant): number {
  return (instant - BEGIN) / MINUTE_MS
}

/** A window in minutes. */
export function minutes(since: number, until: number): { since: Instant; until: Instant } {
  return { since: instantAt(since), until: instantAt(until) }
}

/** What is asked of the client below. */
export interface Asked extends PageRequest {
  readonly signal: AbortSignal | undefined
  /** Requests before it. */
  readonly index: number
}

export interface ScriptedClient {
  readonly client: Client
  readonly asked: readonly Asked[]
  /** Windows in minutes, with the page cursor where there is one, in the order of the requests. */
  windowsAsked(): string[]
}

/** No test needs as many. */
const ASKED_MAX = 1_000

/** A client whose pages are what a function says; what it throws is thrown. */
export function clientThat(answer: (asked: Asked) => Page | Promise<Page>): ScriptedClient {
  const asked: Asked[] = []
  return {
    asked,
    windowsAsked: () =>
      asked.map(({ window: { since, until }, pageCursor }) => {
        const behind = pageCursor === undefined ? '' : ` ${pageCursor}`
        return `${minuteOf(since)}-${minuteOf(until)}${behind}`
      }),
    client: {
      open: () => Promise.resolve({ lenderPublicId: 'L', serverNow: undefined }),
      fetchCatalog: () => Promise.resolve({ entries: [], isUncertain: false }),
      fetchPage: async (request, signal) => {
        if (asked.length >= ASKED_MAX) throw new Error('It asks without end')
        const one = { ...request, signal, index: asked.length }
        asked.push(one)
        request.traffic?.request()
        await Promise.resolve()
        return await answer(one)
      },
    },
  }
}

/** A writer into a list. */
export function listening(): { readonly writer: Writer; readonly said: Message[] } {
  const said: Message[] = []
  const take = (lines: string, whenWritten?: () => void): Promise<void> => {
    for (const line of lines.trimEnd().split('\n')) said.push(JSON.parse(line) as Message)
    whenWritten?.()
    return Promise.resolve()
  }
  const writer: Writer = {
    write: (message) => take(JSON.stringify(message)),
    writeLines: (lines, _stream, _count, whenWritten) => take(lines.toString(), whenWritten),
    drained: () => Promise.resolve(),
  }
  return { writer, said }
}

export function keysIn(said: readonly Message[]): string[] {
  return said.flatMap((message) =>
    message.type === 'RECORD' ? [String(message.record.data['public_id'])] : [],
  )
}

/** What the STATEs say, in their order. */
export function statesIn(said: readonly Message[]): Readonly<Record<string, unknown>>[] {
  return said.flatMap((message) =>
    message.type === 'STATE' ? [message.state.stream.stream_state] : [],
  )
}

/** The words of the life of a stream: statuses, ERROR, ESTIMATE, STATE, RECORD. */
export function wordsOf(said: readonly Message[]): string[] {
  return said.map((message) => {
    if (message.type !== 'TRACE') return message.type
    const { trace } = message
    return trace.type === 'STREAM_STATUS' ? trace.stream_status.status : trace.type
  })
}

/** A row a minute, from the beginning of each window that is asked for. */
export function rowsIn({ window }: Pick<Asked, 'window'>, count = 1): string {
  const since = minuteOf(window.since)
  return Array.from({ length: count }, (_, at) => `r${since + at}@${since + at}`).join(' ')
}
