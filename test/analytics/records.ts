import { readFileSync } from 'node:fs'
import { STREAMS } from '../../src/streams'

export type Row = Readonly<Record<string, unknown>>

/** What the connector has written of one stream: each row as it was last, and all records. */
export interface Stream {
  readonly rows: readonly Row[]
  readonly recordCount: number
  readonly cursorField: string
}

/** The records among the connector's lines, by stream. Of a row's versions the newest counts. */
export function streamsIn(path: string): Map<string, Stream> {
  const newest = new Map(STREAMS.map(({ name }) => [name as string, new Map<string, Row>()]))
  const counts = new Map<string, number>()
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (!line.startsWith('{"type":"RECORD"')) continue
    const { record } = JSON.parse(line) as { record: { stream: string; data: Row } }
    const rows = newest.get(record.stream)
    if (rows === undefined) throw new Error(`A record of ${record.stream}, which is no stream.`)
    counts.set(record.stream, (counts.get(record.stream) ?? 0) + 1)
    const key = keyOf(record.stream, record.data)
    const held = rows.get(key)
    if (held === undefined || versionOf(record.data) >= versionOf(held)) rows.set(key, record.data)
  }
  return new Map(
    STREAMS.map(({ name, cursorField }) => [
      name,
      {
        rows: [...(newest.get(name)?.values() ?? [])],
        recordCount: counts.get(name) ?? 0,
        cursorField,
      },
    ]),
  )
}

function keyOf(stream: string, row: Row): string {
  const definition = STREAMS.find(({ name }) => name === stream)
  return JSON.stringify(definition?.primaryKey.map((field) => row[field]))
}

function versionOf(row: Row): number {
  return instantOf(row['updated_at'] ?? row['created_at'])
}

export function instantOf(value: unknown): number {
  if (typeof value !== 'string') throw new Error(`No instant: ${String(value)}`)
  return Date.parse(value)
}

/** A text field; null where it is none. */
export function textIn(row: Row, field: string): string | null {
  const value = row[field]
  return typeof value === 'string' ? value : null
}

export function numberIn(row: Row, field: string): number {
  const value = row[field]
  return typeof value === 'number' ? value : 0
}
