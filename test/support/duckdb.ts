import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { loadSchema } from '../../src/schemas'
import { STREAMS } from '../../src/streams'

export type SqlRow = Readonly<Record<string, unknown>>

/** A database in memory. */
export interface Database {
  query(sql: string): Promise<SqlRow[]>
  close(): void
}

/**
 * The records among a read's lines, as tables of the streams' names, typed as a destination types
 * them. `folder` is where they lie in between: the values pass through no JSON of ours.
 */
export async function loadTables(lines: readonly string[], folder: string): Promise<Database> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`SET TimeZone = 'UTC'`)
  for (const { name } of STREAMS) {
    const path = join(folder, `${name}.jsonl`)
    const head = `{"type":"RECORD","record":{"stream":"${name}",`
    writeFileSync(path, lines.filter((line) => line.startsWith(head)).join('\n'))
    await connection.run(`
      CREATE TABLE ${name} AS
      SELECT unnest(record.data), to_timestamp(record.emitted_at / 1000.0) AS _airbyte_extracted_at
      FROM read_json('${path}', format = 'newline_delimited',
                     columns = { record: 'STRUCT(data STRUCT(${columnsOf(name)}), emitted_at BIGINT)' })`)
  }
  return {
    query: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

const TYPES: Readonly<Record<string, string>> = {
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  object: 'JSON',
}

function columnsOf(stream: string): string {
  const properties = loadSchema(stream)['properties'] as Readonly<Record<string, SqlRow>>
  return Object.entries(properties)
    .map(([name, { type, format }]) => {
      const kind = [type].flat().find((each) => each !== 'null') as string
      const isInstant = format === 'date-time'
      return `"${name}" ${isInstant ? 'TIMESTAMPTZ' : (TYPES[kind] ?? 'VARCHAR')}`
    })
    .join(', ')
}
